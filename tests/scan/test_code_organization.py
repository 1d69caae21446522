"""What is proposed for Code Organization."""

import pytest

PAGE = ".github/workflows/check.yml"


def pipeline(*commands: str) -> dict[str, str]:
    steps = "".join(f"      - run: {command}\n" for command in commands)
    return {PAGE: f"on: pull_request\njobs:\n  check:\n    steps:\n{steps}"}


def modules(**bodies: str) -> dict[str, str]:
    return {f"app/{name}.py": "x = 1\n" for name in ("__init__", "m1", "m2", "m3", "m4")} | {
        f"app/{name}.py": body for name, body in bodies.items()
    }


def test_modules_that_import_each_other_are_a_circle(said):
    files = modules(a="from app import b\n", b="import app.a\n")
    status = ("no", "high", ("app/a.py:1", "app/b.py:1"))
    assert said("code.no-circular-dependencies", files) == status


def test_a_circle_below_a_source_folder_is_found(said):
    files = {f"code/shop/{path}": text for path, text in modules(a="from app import b\n", b="import app.a\n").items()}
    files = {path.replace("code/", ""): text for path, text in files.items()}
    assert said("code.no-circular-dependencies", files)[:2] == ("no", "high")


def test_a_circle_through_a_function_holds_in_part(said):
    files = modules(a="def f():\n    from app import b\n    b\n", b="import app.a\n")
    assert said("code.no-circular-dependencies", files)[:2] == ("partial", "high")


@pytest.mark.parametrize("condition", ["TYPE_CHECKING", "TYPE_CHECKING is True", "TYPE_CHECKING and x"])
def test_imports_for_type_checkers_or_in_comments_make_no_circle(said, condition):
    guarded = f"from typing import TYPE_CHECKING\nif {condition}:\n    from app import b\n# from app import b\n"
    files = modules(a=guarded, b="import app.a\n") | pipeline("lint-imports")
    assert said("code.no-circular-dependencies", files) == ("yes", "medium", (f"{PAGE}:5",))


def test_one_typed_module_of_settings_is_central(said):
    settings = "from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    url: str\n"
    assert said("code.central-configuration", {"app/config.py": settings}) == ("yes", "medium", ("app/config.py:3",))


def test_reading_the_environment_elsewhere_holds_in_part(said):
    files = {"app/settings.py": "import os\nX = os.environ['X']\n", "app/mail.py": "import os\nY = os.getenv('Y')\n"}
    assert said("code.central-configuration", files) == ("partial", "medium", ("app/mail.py:2",))


def test_tests_that_read_the_environment_say_nothing(said):
    assert said("code.central-configuration", {"tests/test_a.py": "import os\nos.environ['X']\n"}) is None


def test_a_strict_checker_in_the_pipeline_is_type_hints(said):
    files = modules() | {"pyproject.toml": "[tool.mypy]\nstrict = true\n"} | pipeline("mypy app")
    assert said("code.type-hints", files) == ("yes", "medium", (f"{PAGE}:5", "pyproject.toml:1"))


def test_a_checker_may_be_told_to_be_strict_where_it_is_started(said):
    files = modules() | pipeline("mypy --strict app")
    assert said("code.type-hints", files) == ("yes", "medium", (f"{PAGE}:5",))


def test_a_formatter_that_runs_after_the_merge_holds_in_part(said):
    files = {path: text.replace("pull_request", "push") for path, text in pipeline("ruff format").items()}
    files |= {"pyproject.toml": "[tool.ruff]\n"}
    assert said("code.linting", modules() | files) == ("partial", "medium", (f"{PAGE}:5", "pyproject.toml:1"))


def test_a_formatter_that_people_run_by_hand_leaves_doubt(said):
    files = modules() | {"CONTRIBUTING.md": "# Style\n\nFormat your code with ruff.\n"}
    assert said("code.linting", files) == ("no", "medium", ("CONTRIBUTING.md:3",))


def test_a_checker_that_is_only_installed_is_none(said):
    assert said("code.type-hints", modules() | pipeline("pip install mypy")) == ("no", "high", (f"{PAGE}:5",))


def test_linter_and_formatter_in_the_pipeline(said):
    files = modules() | pipeline("ruff check .", "ruff format --check .")
    assert said("code.linting", files) == ("yes", "medium", (f"{PAGE}:5", f"{PAGE}:6"))


def test_a_linter_alone_holds_in_part(said):
    assert said("code.linting", modules() | pipeline("flake8 app")) == ("partial", "high", (f"{PAGE}:5",))


def test_a_linter_in_the_docs_is_none(said):
    assert said("code.linting", modules() | {"README.md": "Run ruff and black.\n"}) == ("no", "high", ())


def test_code_without_tests_is_not_tested(said):
    assert said("code.organized-tests", modules() | {"README.md": "Run pytest.\n"}) == ("no", "high", ())


def test_one_configuration_with_a_unit_folder_is_organized(said):
    files = modules() | {"pytest.ini": "[pytest]\ntestpaths = tests\n", "tests/unit/test_a.py": "def test_a(): pass\n"}
    assert said("code.organized-tests", files)[:2] == ("yes", "low")


def test_contracts_that_the_pipeline_checks_hold_in_part(said):
    files = modules() | {".importlinter": "[importlinter]\nroot_package = app\n"} | pipeline("lint-imports")
    assert said("code.module-boundaries", files)[:2] == ("partial", "medium")
