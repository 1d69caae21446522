"""Which packages a project declares and locks, in each of Python's files."""

import pytest

PYPROJECT = """\
    [project]
    dependencies = [
        "Django>=5,<6",
        "psycopg[binary]==3.2.1",
    ]

    [project.optional-dependencies]
    redis = ["redis"]

    [dependency-groups]
    test = ["pytest>=8", {include-group = "lint"}]
    lint = ["ruff==0.9.1"]
    """
POETRY = """\
    [tool.poetry.dependencies]
    python = "^3.11"
    django = "^5.0"
    celery = {version = "5.4.0", extras = ["redis"]}

    [tool.poetry.group.dev.dependencies]
    pytest = "*"
    """


def declared(repo, files) -> dict[str, tuple]:
    view = repo(files)
    return {f.name: (f.specifier, f.group, f.place, f.is_pinned, f.is_development) for f in view.dependencies.all}


def test_pyproject(repo):
    assert declared(repo, {"pyproject.toml": PYPROJECT}) == {
        "django": ("<6,>=5", "main", "pyproject.toml:3", False, False),
        "psycopg": ("==3.2.1", "main", "pyproject.toml:4", True, False),
        "redis": ("", "redis", "pyproject.toml:8", False, False),
        "pytest": (">=8", "test", "pyproject.toml:11", False, True),
        "ruff": ("==0.9.1", "lint", "pyproject.toml:12", True, True),
    }


def test_poetry(repo):
    assert declared(repo, {"pyproject.toml": POETRY}) == {
        "django": ("^5.0", "main", "pyproject.toml:3", False, False),
        "celery": ("==5.4.0", "main", "pyproject.toml:4", True, False),
        "pytest": ("", "dev", "pyproject.toml:7", False, True),
    }


def test_pipfile(repo):
    assert declared(repo, {"Pipfile": '[packages]\nflask = "==3.0"\n[dev-packages]\npytest = "*"\n'}) == {
        "flask": ("==3.0", "main", "Pipfile:2", True, False),
        "pytest": ("", "dev", "Pipfile:4", False, True),
    }


def test_requirements_with_includes_comments_hashes_and_addresses(repo):
    files = {
        "requirements.txt": """\
            # redis
            -r requirements/base.txt
            -c constraints.txt
            fastapi==0.120.0 \\
                --hash=sha256:00  # pinned
            -e git+https://example.com/own.git#egg=own
            """,
        "requirements/base.txt": "httpx ; python_version > '3.8'\n",
        "requirements/dev.txt": "pytest\n",
        "constraints.txt": "urllib3==2\n",
    }
    assert declared(repo, files) == {
        "httpx": ("", "main", "requirements/base.txt:1", False, False),
        "fastapi": ("==0.120.0", "main", "requirements.txt:4", True, False),
        "own": ("git+https://example.com/own.git#egg=own", "main", "requirements.txt:6", True, False),
        "pytest": ("", "dev", "requirements/dev.txt:1", False, True),
    }


@pytest.mark.parametrize(
    "files",
    [
        {"setup.py": 'from setuptools import setup\nreq = ["flask>=3"]\nsetup(install_requires=req)\n'},
        {"setup.cfg": "[options]\n\ninstall_requires =\n    flask>=3\n"},
    ],
)
def test_setuptools_without_running_it(repo, files):
    assert {name: found[:2] for name, found in declared(repo, files).items()} == {"flask": (">=3", "main")}


LOCKS = {
    "uv.lock": '[[package]]\nname = "flask"\nversion = "3.0"\n',
    "poetry.lock": '[[package]]\nname = "flask"\nversion = "3.0"\n',
    "pylock.toml": '[[packages]]\nname = "flask"\nversion = "3.0"\n',
    "Pipfile.lock": '{"default": {\n    "flask": {"version": "==3.0"}}}',
}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files(repo, name):
    found = repo({name: LOCKS[name]}).dependencies.locked
    assert [(f.name, f.version, f.place) for f in found.values()] == [("flask", "3.0", f"{name}:2")]


def test_only_what_production_installs_is_declared_unless_asked(repo):
    dependencies = repo({"pyproject.toml": PYPROJECT}).dependencies
    assert dependencies.declared("pytest") == []
    assert [f.name for f in dependencies.declared("PyTest", development=True)] == ["pytest"]


@pytest.mark.parametrize("name", ["pyproject.toml", "uv.lock", "Pipfile.lock", "setup.py", "setup.cfg"])
def test_a_broken_file_is_noted_and_costs_itself_alone(repo, name):
    view = repo({name: "[(\n", "requirements.txt": "flask\n"})
    assert [found.name for found in view.dependencies.all] == ["flask"]
    assert view.dependencies.locked == {}
    assert [note.path for note in view.tree.notes] == [name]
