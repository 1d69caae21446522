"""Which part of a monorepo is the backend, and what belongs to it beside its own folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from archnb.errors import StoreError, closest
from archnb.scan.repository.tree import File

__all__ = ["backend_of", "check_root", "visible_from"]

_PROJECT_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg", "manage.py", "Pipfile", "requirements.txt"})
#: What a repository keeps for all of its parts.
_SHARED = frozenset(
    ".github .gitlab .circleci .azure-pipelines .buildkite .woodpecker .forgejo .gitea doc docs documentation adr "
    "deploy deployment deployments infra infrastructure k8s kubernetes kustomize helm chart charts terraform tf "
    "ansible docker ops devops monitoring observability grafana prometheus nginx config ci scripts".split()
)
#: Another folder with a tenth of the Python code may be a backend too, and then a person must say which.
_CLEARLY = 0.9


def backend_of(files: Iterable[File]) -> str:
    """Return the folder of the only Python project in a repository that is none itself; empty if not clear."""
    files = [file for file in files if file.role in ("production", "tool")]
    if any(not file.folder and file.name in _PROJECT_FILES for file in files):
        return ""
    projects = {file.folder for file in files if file.name in _PROJECT_FILES and file.path.count("/") <= 2}
    projects = {folder for folder in projects if not any(folder.startswith(f"{other}/") for other in projects)}
    bytes_in = Counter(dict.fromkeys(projects, 0))
    total = 0
    for file in files:
        if file.name.endswith(".py"):
            total += file.size
            bytes_in.update({folder: file.size for folder in projects if file.path.startswith(f"{folder}/")})
    if not total or not bytes_in:
        return ""
    [(folder, size)] = bytes_in.most_common(1)
    return folder if size >= _CLEARLY * total else ""


def check_root(root: str, files: Iterable[File]) -> str:
    """Return `root` as it is written in paths.

    Raises
    ------
    StoreError
        If no file stands below it.
    """
    written = "/".join(part for part in root.replace("\\", "/").split("/") if part not in ("", "."))
    folders = {file.folder for file in files}
    if written and not any(folder == written or folder.startswith(f"{written}/") for folder in folders):
        remedy = closest(written, folders) or "Name a folder of the repository, such as backend."
        raise StoreError("there is no such folder in the repository", path=root, remedy=remedy)
    return written


def visible_from(root: str, files: Iterable[File]) -> list[File]:
    """Return the files below `root`, those at the top, and those in folders that a repository's parts share."""
    if not root:
        return list(files)
    return [
        file
        for file in files
        if not file.folder or file.path.startswith(f"{root}/") or file.path.partition("/")[0] in _SHARED
    ]
