"""What continuous integration runs, in each dialect; tools' settings; headings."""

import pytest

DIALECTS = {
    ".github/workflows/ci.yml": "on: pull_request\njobs:\n  test:\n    steps:\n      - run: |\n          pytest\n",
    ".gitlab-ci.yml": "test:\n  script:\n    - echo\n    - pytest\n",
    ".circleci/config.yml": "jobs:\n  test:\n    steps:\n      - run:\n          command: pytest\n",
    "azure-pipelines.yml": "steps:\n  - script: pytest\n",
    ".travis.yml": "script: pytest\n",
    "Jenkinsfile": "pipeline {\n  // pytest\n  sh 'pytest'\n}\n",
}
LINES = {".github/workflows/ci.yml": 6, ".gitlab-ci.yml": 4, ".circleci/config.yml": 5, "azure-pipelines.yml": 2,
         ".travis.yml": 1, "Jenkinsfile": 3}  # fmt: skip


@pytest.mark.parametrize("path", DIALECTS)
def test_a_command_of_each_system(repo, path):
    [step] = repo({path: DIALECTS[path]}).runs(r"\bpytest\b")
    assert (step.place, step.on_changes, step.optional) == (f"{path}:{LINES[path]}", True, False)


def test_a_reusable_workflow_starts_with_its_caller(repo):
    files = {
        ".github/workflows/all.yml": "on: pull_request\njobs:\n  t:\n    uses: ./.github/workflows/t.yml\n",
        ".github/workflows/t.yml": "on: workflow_call\njobs:\n  t:\n    steps:\n      - run: pytest\n",
        ".github/workflows/night.yml": "on: {schedule: []}\njobs:\n  t:\n    steps:\n      - run: pytest\n",
    }
    assert {s.path: s.on_changes for s in repo(files).runs("pytest")} == {
        ".github/workflows/t.yml": True,
        ".github/workflows/night.yml": False,
    }


def test_a_job_that_may_fail_is_optional(repo):
    files = {".gitlab-ci.yml": "audit:\n  allow_failure: true\n  script: [pip-audit]\n"}
    assert [step.optional for step in repo(files).steps] == [True]


def test_what_pre_commit_and_tox_start(repo):
    files = {
        ".travis.yml": "script:\n  - pre-commit run --all\n  - tox -e py\n",
        ".pre-commit-config.yaml": "repos:\n  - repo: https://x\n    rev: v1\n    hooks:\n      - id: ruff\n",
        "tox.ini": "[testenv]\ncommands = pytest\n# bandit\n",
    }
    view = repo(files)
    assert [s.place for s in view.runs("ruff|pytest|bandit")] == [".pre-commit-config.yaml:5", "tox.ini:2"]
    assert [(h.id, h.rev, h.place) for h in view.hooks] == [("ruff", "v1", ".pre-commit-config.yaml:5")]


def test_tools_are_configured_in_many_files(repo):
    files = {
        "pyproject.toml": "[tool.ruff]\nline-length = 100\n\n[tool.ruff.lint]\nselect = ['E']\n",
        "setup.cfg": "[mypy]\nstrict = true\n\n[mypy-tests.*]\nstrict = false\n\n[tool:pytest]\naddopts = -q\n",
        ".flake8": "[flake8]\nmax-line-length = 100\n",
    }
    view = repo(files)
    assert [(c.tool, c.data, c.place) for c in view.configured("ruff", "mypy", "pytest", "flake8")] == [
        ("flake8", {"flake8": {"max-line-length": "100"}}, ".flake8:1"),
        ("ruff", {"line-length": 100, "lint": {"select": ["E"]}}, "pyproject.toml:1"),
        ("mypy", {"strict": "true", "mypy-tests.*": {"strict": "false"}}, "setup.cfg:1"),
        ("pytest", {"addopts": "-q"}, "setup.cfg:7"),
    ]


def test_headings_of_markdown_and_restructuredtext(repo):
    files = {
        "README.md": "# Shop\nSells two things.\n```\n# no heading\n```\n## Setup\nRun it.\n",
        "docs/deploy.rst": "Deploying\n=========\n\nSee Ansible.\n",
    }
    assert [(h.text, h.words, h.place) for h in repo(files).headings] == [
        ("Shop", 8, "README.md:1"),
        ("Setup", 2, "README.md:6"),
        ("Deploying", 3, "docs/deploy.rst:1"),
    ]


def test_a_script_is_meant_from_where_it_is_called(repo):
    files = {
        ".travis.yml": "script: bash scripts/start.sh\n",
        "scripts/test.sh": "docker compose up\n",
        "backend/scripts/start.sh": "bash scripts/test.sh\n",
        "backend/scripts/test.sh": "pytest\n",
    }
    assert [step.place for step in repo(files).runs("pytest|docker")] == ["backend/scripts/test.sh:1"]


def test_scripts_that_call_each_other_end(repo):
    files = {".travis.yml": "script: ./a.sh\n", "a.sh": "./b.sh\n" * 300, "b.sh": "./a.sh\n" * 300}
    assert len(repo(files).runs(".")) == 2_001
