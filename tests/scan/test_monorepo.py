"""Which part of a repository is the backend."""

import pytest

from archnb.errors import StoreError

API = {"backend/pyproject.toml": '[project]\nname = "api"\n', "backend/app/main.py": "import fastapi\n" * 20}
WEB = {"web/package.json": "{}", "web/src/index.ts": "let x = 1\n" * 200}


def test_the_only_python_project_below_the_top_is_the_backend(repo):
    view = repo(API | WEB | {"web/build.py": "x = 1\n", ".github/workflows/ci.yml": "on: push\n"})
    assert view.root == "backend"
    assert [module.name for module in view.code.modules] == ["app.main"]
    assert [file.path for file in view.files()] == [
        "backend/pyproject.toml", ".github/workflows/ci.yml", "backend/app/main.py",
    ]  # fmt: skip


def test_two_projects_of_a_size_are_for_a_person_to_tell_apart(repo):
    files = API | {path.replace("backend", "billing"): text for path, text in API.items()}
    assert repo(files).root == ""
    assert [module.path for module in repo(files, root="billing/").code.modules] == ["billing/app/main.py"]


def test_a_project_at_the_top_is_the_whole(repo):
    assert repo(API | {"setup.py": ""}).root == ""


def test_a_root_that_is_not_there_is_refused_with_the_one_that_was_meant(repo):
    with pytest.raises(StoreError) as caught:
        repo(API, root="backnd")
    assert str(caught.value) == "backnd: there is no such folder in the repository. Did you mean 'backend'?"
