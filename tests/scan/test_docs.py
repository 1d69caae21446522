"""What is proposed for Documentation."""

APP = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n"}
WORDS = "word " * 60
READERS = 'import os\nA = os.getenv("APP_A")\nB = os.getenv("APP_B")\nC = os.getenv("APP_C")\n'


def test_a_reference_that_fastapi_generates_holds_in_part(said):
    assert said("docs.api", APP) == ("partial", "medium", ("app/main.py:3",))


def test_without_a_web_framework_there_is_no_api_to_describe(said):
    assert said("docs.api", {"job.py": "x = 1\n", "README.md": "# API\n"}) is None


def test_a_diagram_in_the_architecture_page_holds_in_part(said):
    files = {"docs/architecture.md": "# Parts\n\n```mermaid\nflowchart LR\n```\n"}
    assert said("docs.architecture-diagrams", files) == ("partial", "medium", ("docs/architecture.md:3",))


def test_a_diagram_of_something_else_settles_nothing(said):
    assert said("docs.architecture-diagrams", {"docs/states.md": "```mermaid\nstateDiagram\n```\n"})[0] is None


def test_no_diagram_at_all_is_no(said):
    files = {"README.md": "We love mermaid diagrams of our architecture.\n"}
    assert said("docs.architecture-diagrams", files) == ("no", "medium", ())


def test_silent_functions_are_not_documented(said):
    files = {"app/a.py": "".join(f"def f{n}():\n    # It does this.\n    pass\n" for n in range(30))}
    assert said("docs.docstrings", files) == ("no", "high", ("app/a.py:1", "app/a.py:4", "app/a.py:7"))


def test_documented_functions_under_a_linter_are(said):
    body = '"""All."""\n' + "".join(f'def f{n}():\n    """Do."""\n' for n in range(30))
    files = {"app/a.py": body, "pyproject.toml": '[tool.ruff.lint]\nselect = ["D"]\n'}
    assert said("docs.docstrings", files) == ("yes", "medium", ("pyproject.toml:1",))


def test_docstrings_of_tests_do_not_count(said):
    files = {"tests/test_a.py": "".join(f'def test_{n}():\n    """Do."""\n' for n in range(30))}
    assert said("docs.docstrings", files) is None


def test_no_readme_is_no(said):
    assert said("docs.readme", {"app/README.md/x.py": "", "docs/api.md": WORDS}) == ("no", "high", ())


def test_a_readme_that_answers_holds_in_part(said):
    text = f"# Shop\n{WORDS}\nInstall with pip install shop. Documentation: docs/. Help: issues. Maintained by Ana.\n"
    assert said("docs.readme", {"README.md": text}) == ("partial", "medium", ("README.md:1",))


def test_a_page_about_contributing_alone_holds_in_part(said):
    assert said("docs.contributing", {"CONTRIBUTING.md": WORDS}) == ("partial", "medium", ("CONTRIBUTING.md:1",))


def test_a_page_owners_and_a_way_to_report_holes_are_complete(said):
    files = {
        "CONTRIBUTING.md": f"{WORDS}\nRun pytest.\n",
        "SECURITY.md": "Mail us.\n",
        ".github/CODEOWNERS": "* @ana\n",
    }
    assert said("docs.contributing", files)[:2] == ("yes", "medium")


def test_no_page_about_contributing_is_no(said):
    assert said("docs.contributing", {"README.md": "# Shop\n"}) == ("no", "medium", ())


def test_commands_below_a_heading_about_setup_hold_in_part(said):
    files = APP | {"README.md": f"# Installation\n\n    uv sync --locked\n\n{WORDS}\n"}
    assert said("docs.setup", files) == ("partial", "medium", ("README.md:3",))


def test_the_front_end_s_setup_is_not_the_service_s(said):
    files = APP | {"frontend/README.md": f"# Installation\n\n    make all\n\n{WORDS}\n"}
    assert said("docs.setup", files) == ("no", "medium", ())


def test_variables_in_a_sample_file_are_documented_in_part(said):
    files = {"app/config.py": READERS, ".env.example": "APP_A=1\nAPP_B=2\nAPP_C=3\n"}
    assert said("docs.configuration", files) == ("partial", "medium", (".env.example:1",))


def test_variables_that_stand_nowhere_else_are_not(said):
    status = ("no", "medium", ("app/config.py:2", "app/config.py:3", "app/config.py:4"))
    assert said("docs.configuration", {"app/config.py": READERS, "README.md": "Set variables.\n"}) == status


def test_a_chapter_about_deployment_holds_in_part(said):
    status = ("partial", "medium", ("README.md:1",))
    assert said("docs.deployment", APP | {"README.md": f"# Deployment\n{WORDS}\n"}) == status


def test_documentation_on_another_site_leaves_deployment_open(said):
    files = APP | {"README.md": "See https://docs.example.org.\n"}
    assert said("docs.deployment", files) == (None, "low", ("README.md:1",))
