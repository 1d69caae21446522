"""What is proposed for Deployment & Infrastructure."""

import pytest

PROJECT = '[project]\nname = "shop"\ndependencies = ["fastapi{version}"]\n'
LOCK = 'version = 1\n\n[[package]]\nname = "fastapi"\nversion = "0.120.0"\n'
BOT = "updates:\n  - package-ecosystem: {}\n"
ITEM = "deployment.pinned-dependencies"


def test_a_lock_file_with_a_bot_pins_dependencies(said):
    files = {
        "pyproject.toml": PROJECT.format(version=">=0.100"),
        "uv.lock": LOCK,
        ".github/dependabot.yml": BOT.format("uv"),
    }
    assert said(ITEM, files) == ("yes", "medium", ("uv.lock:1", ".github/dependabot.yml:2"))


def test_a_bot_for_actions_alone_renews_no_packages(said):
    files = {
        "pyproject.toml": PROJECT.format(version=">=0.100"),
        "uv.lock": LOCK,
        ".github/dependabot.yml": BOT.format("github-actions"),
    }
    assert said(ITEM, files) == ("partial", "medium", ("uv.lock:1",))


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("FROM python\nCOPY . .\nRUN pip install .\n", ("no", "medium", ("uv.lock:1", "Dockerfile:3"))),
        ("FROM python\nRUN pip install -r all.txt\n", ("yes", "medium", ("uv.lock:1", ".github/dependabot.yml:2"))),
        ("FROM python\nCOPY . .\nRUN uv sync --locked\n", ("yes", "high", ("uv.lock:1", ".github/dependabot.yml:2"))),
    ],
)
def test_what_the_image_installs_decides_whether_the_lock_file_pins(said, image, expected):
    files = {
        "pyproject.toml": PROJECT.format(version=">=0.100"),
        "uv.lock": LOCK,
        ".github/dependabot.yml": BOT.format("uv"),
        "Dockerfile": image,
    }
    assert said(ITEM, files) == expected


def test_a_lock_file_that_nothing_updates_pins_in_part(said):
    files = {"pyproject.toml": PROJECT.format(version=">=0.100"), "uv.lock": LOCK}
    assert said(ITEM, files) == ("partial", "medium", ("uv.lock:1",))


def test_ranges_without_a_lock_file_do_not_pin(said):
    assert said(ITEM, {"pyproject.toml": PROJECT.format(version=">=0.100")}) == ("no", "high", ("pyproject.toml:3",))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ("no", "medium", ("requirements.txt:1",))),
        ("starlette==0.48.0\n", ("partial", "medium", ("requirements.txt:1", "requirements.txt:2"))),
    ],
)
def test_versions_of_the_declared_packages_alone_do_not_pin(said, more, expected):
    assert said(ITEM, {"requirements.txt": f"fastapi==0.120.0\n{more}"}) == expected


def test_hashes_pin_in_part(said):
    files = {"requirements.txt": "fastapi==0.120.0 \\\n    --hash=sha256:00\n"}
    assert said(ITEM, files) == ("partial", "medium", ("requirements.txt:2",))


def test_a_lock_file_of_an_example_or_of_the_front_end_pins_nothing(said):
    files = {
        "pyproject.toml": PROJECT.format(version=""),
        "examples/tiny/uv.lock": LOCK,
        "frontend/package-lock.json": "{}",
    }
    assert said(ITEM, files) == ("no", "high", ("pyproject.toml:3",))


def test_no_python_project_has_nothing_to_pin(said):
    assert said(ITEM, {"README.md": "poetry.lock and uv.lock are fine files\n"}) is None


DOCKERFILE = (
    "FROM python:3.12 AS build\nCOPY uv.lock .\nRUN uv sync\nCOPY . .\n"
    "FROM python:3.12-slim\nCOPY --from=build /app /app\n"
)
API = {"app/main.py": "import fastapi\n\napp = fastapi.FastAPI()\n"}


def test_an_image_with_all_three_is_optimised(said):
    verdict = said("deployment.dockerfile", {"Dockerfile": DOCKERFILE + "USER app\n"})
    assert verdict == ("yes", "high", ("Dockerfile:5", "Dockerfile:7", "Dockerfile:3"))


def test_an_image_that_runs_as_root_is_optimised_in_part(said):
    verdict = said("deployment.dockerfile", {"Dockerfile": DOCKERFILE + "# USER app\n"})
    assert verdict == ("partial", "high", ("Dockerfile:5", "Dockerfile:3", "Dockerfile:1"))


def test_an_image_of_one_stage_with_compilers_is_not_optimised(said):
    image = "FROM python:3.12\nRUN apt-get install -y gcc\nCOPY . .\nRUN pip install -r requirements.txt\n"
    assert said("deployment.dockerfile", {"Dockerfile": image})[0] == "no"


def test_wheels_built_before_the_source_is_copied_are_a_layer(said):
    image = (
        "FROM python:3.12 AS build\nCOPY requirements.txt /tmp\nRUN pip wheel -r /tmp/requirements.txt\nCOPY . .\n"
        "FROM python:3.12-slim\nUSER app\n"
    )
    verdict = said("deployment.dockerfile", {"Dockerfile": image})
    assert verdict == ("yes", "high", ("Dockerfile:5", "Dockerfile:6", "Dockerfile:3"))


def test_wheels_installed_after_the_source_are_no_layer(said):
    image = (
        "FROM python:3.12 AS build\nCOPY requirements.txt .\nRUN pip wheel -w /wheels -r requirements.txt\n"
        "FROM python:3.12-slim\nCOPY . .\nRUN pip install /wheels/*\nUSER app\n"
    )
    verdict = said("deployment.dockerfile", {"Dockerfile": image})
    assert verdict == ("partial", "high", ("Dockerfile:4", "Dockerfile:7", "Dockerfile:1"))


def test_the_image_for_production_is_judged_before_those_for_other_uses(said):
    files = {
        "docker/base/Dockerfile": "FROM python\nRUN apt-get install -y gcc\n",
        "docker/production/Dockerfile": DOCKERFILE + "USER app\n",
    }
    assert said("deployment.dockerfile", files)[:2] == ("yes", "high")


@pytest.mark.parametrize(("versions", "status"), [("['3.12', '3.14']", None), ("['3.12', '3.13']", "partial")])
def test_a_matrix_names_the_versions_that_tests_run_on(said, versions, status):
    flow = f"on: push\njobs:\n  test:\n    strategy:\n      matrix:\n        python-version: {versions}\n"
    files = {"Dockerfile": "FROM python:3.14\n", ".github/workflows/test.yml": flow}
    assert said("deployment.environment-parity", files)[0] == status


def test_a_key_in_settings_for_one_developer_is_no_secret(said):
    files = API | {"settings/local_dev.py": "SECRET_KEY = 'wger-local-supersecret-1234567890!'\n"}
    assert said("deployment.secrets", files)[0] != "no"


def test_the_front_ends_image_is_none_of_the_services(said):
    assert said("deployment.dockerfile", {"Dockerfile": "FROM node:22\nRUN npm ci\n"}) is None


def test_compose_restarts_on_one_host(said):
    compose = "services:\n  web:\n    build: .\n    restart: always\n  db:\n    image: redis\n    restart: always\n"
    assert said("deployment.orchestration", {"compose.yml": compose}) == ("partial", "medium", ("compose.yml:2",))
    assert said("deployment.orchestration", {"compose.yml": "", ".devcontainer/compose.yml": compose})[0] is None


def test_a_pipeline_that_builds_and_deploys_is_automated(said):
    flow = "on: push\njobs:\n  ship:\n    steps:\n      - run: docker push shop\n      - run: kubectl apply -f k8s\n"
    evidence = (".github/workflows/a.yml:5", ".github/workflows/a.yml:6")
    assert said("deployment.ci-cd", {".github/workflows/a.yml": flow}) == ("yes", "medium", evidence)


def test_kubernetes_without_readiness_is_no_safe_rollout(said):
    manifest = "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: web}]}}}\n"
    assert said("deployment.safe-rollout", {"k8s/web.yaml": manifest}) == ("no", "medium", ("k8s/web.yaml:2",))


def test_secrets_from_variables_are_half_of_secret_management(said):
    files = API | {"app/settings.py": "import os\n\nSECRET_KEY = os.getenv('SECRET_KEY')\n"}
    assert said("deployment.secrets", files) == ("partial", "medium", ("app/settings.py:3",))


def test_a_secret_in_settings_is_none(said):
    files = API | {"app/settings.py": "SECRET_KEY = 'kj3h4g5kj2h3g4k5jh2g34kj'\n"}
    assert said("deployment.secrets", files) == ("no", "medium", ("app/settings.py:1",))


def test_a_placeholder_is_no_secret(said):
    assert said("deployment.secrets", API | {"app/settings.py": "SECRET_KEY = 'change-me-in-production'\n"})[0] is None


def test_settings_of_pydantic_come_from_outside(said):
    files = API | {
        "app/config.py": "from pydantic_settings import BaseSettings\n\nclass Settings(BaseSettings):\n    pass\n"
    }
    assert said("deployment.external-configuration", files) == ("yes", "medium", ("app/config.py:3",))


def test_compiled_requirements_pin_in_part(said):
    files = {
        "requirements.txt": "# autogenerated by pip-compile\nfastapi==0.120.0\nstarlette==0.46.0\n    # via fastapi\n"
    }
    assert said(ITEM, files)[:2] == ("partial", "medium")
