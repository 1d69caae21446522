"""What a file is for, told by its path alone: production code is evidence, tests and copies are not."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["SKIPPED_FOLDERS", "Role", "role_of"]

Role = Literal[
    "production", "development", "migration", "test", "tool", "docs", "example", "frontend", "generated", "vendored"
]

#: Never entered: what tools leave behind or download, often more files than the project has.
SKIPPED_FOLDERS = frozenset(
    ".git .hg .svn .jj node_modules bower_components site-packages __pycache__ .venv venv .tox .nox .eggs .mypy_cache "
    ".ruff_cache .pytest_cache .terraform .gradle .next .nuxt .yarn .cache htmlcov".split()
)

#: Folders that say what is in them, however deep below; the first that fits counts.
_FOREIGN: dict[Role, frozenset[str]] = {
    "vendored": frozenset(
        "vendor vendored _vendor _vendored vendors third_party third-party thirdparty extern dist".split()
    ),
    "generated": frozenset("generated _generated autogen".split()),
}
_OWN: dict[Role, frozenset[str]] = {
    "test": frozenset(
        "test tests testing unittests e2e loadtest loadtests load_tests load-tests perf benchmark benchmarks locust k6 "
        "cypress playwright integration_tests functional_tests test_utils test_data".split()
    ),
    "docs": frozenset("doc docs documentation documentations adr adrs".split()),
    "example": frozenset(
        "example examples sample samples demo demos tutorial tutorials cookbook notebooks playground".split()
    ),
    "migration": frozenset("migrations alembic south_migrations db_migrations".split()),
    "tool": frozenset(
        "scripts script tools tool hack devtools ci .ci .github .gitlab .circleci .azure-pipelines".split()
    ),
    "frontend": frozenset(
        "frontend front-end webapp client ui js javascript typescript assets static staticfiles".split()
    ),
}
_GENERATED = re.compile(r"(_pb2(_grpc)?\.pyi?|\.min\.(js|css)|_version\.py|\.generated\.\w+|\.map)$")
_TEST_FILE = re.compile(r"^(test_.*|.*_tests?|tests?|conftest|locustfile.*)\.py$|\.(spec|test)\.[jt]sx?$")
_TOOL_FILE = re.compile(r"^(setup|noxfile|fabfile)\.py$")
_DEV_FILE = re.compile(
    r"^((settings?|config)[_.-])?(dev|devel|develop|development|local|localhost|ci|debug|test|testing|tests)([_.-](dev|extra|settings?))*\.py$"
)
_SETTINGS_FOLDER = frozenset({"settings", "config", "configs", "conf"})
_DEV_ANYWHERE = re.compile(
    r"^((dev|local|test|testing|ci)_(settings|config)|(settings|config)_(dev|local|test|testing|ci))\.py$"
)
_DOCS_SUFFIX = (".md", ".rst", ".adoc", ".mdx")
_FRONTEND_SUFFIX = (".js", ".jsx", ".ts", ".tsx", ".vue", ".svelte", ".css", ".scss", ".less", ".sass", ".mjs", ".cjs")


def role_of(path: str) -> Role:
    """Return what the file at `path` (relative, with slashes) is for.

    ``"development"`` is a settings module for developers' machines or for tests; ``"tool"`` is what builds,
    packages and maintains; ``"migration"`` is a database migration. What nothing else claims is ``"production"``.
    """
    *folders, name = path.lower().split("/")
    inside = set(folders)
    if _GENERATED.search(name):
        return "generated"
    for role, names in _FOREIGN.items():
        if not names.isdisjoint(inside):
            return role
    if name.endswith(_DOCS_SUFFIX):
        return "docs"
    # Django's own settings may be called test.py; they are for development all the same, and no test.
    if _DEV_ANYWHERE.match(name) or (folders and folders[-1] in _SETTINGS_FOLDER and _DEV_FILE.match(name)):
        return "development"
    return "test" if _TEST_FILE.search(name) else _of_own(inside, name)


def _of_own(inside: set[str], name: str) -> Role:
    for role, names in _OWN.items():
        if not names.isdisjoint(inside) and not (role == "frontend" and name.endswith(".py")):
            return role
    if name.endswith(_FRONTEND_SUFFIX):
        return "frontend"
    hidden = any(folder.startswith(".") for folder in inside)  # rules and settings of tools, never a service
    return "tool" if hidden or _TOOL_FILE.match(name) else "production"
