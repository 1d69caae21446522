"""The commit that a checkout stands at, read from git's own files: git itself would obey the checkout's settings."""

from __future__ import annotations

import re
from pathlib import Path

from archnb.files import read_file

__all__ = ["commit_of"]

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LARGEST = 16 * 2**20


def commit_of(path: str | Path) -> str:
    """Return the hexadecimal id of the commit checked out at `path` or above it; empty where git does not say."""
    folder = _git_folder(Path(path).resolve())
    if folder is None:
        return ""
    head = _read(folder / "HEAD").strip()
    name = head.removeprefix("ref:").strip()
    found = _named(folder, name) if head.startswith("ref:") else head
    return found if _COMMIT.fullmatch(found) else ""


def _git_folder(path: Path) -> Path | None:
    for place in (path, *path.parents):
        if (place / ".git").is_dir():
            return place / ".git"
        if (place / ".git").is_file():  # a work tree beside the first, or a submodule
            return place / _read(place / ".git").removeprefix("gitdir:").strip()
    return None


def _named(folder: Path, name: str) -> str:
    """Return what a branch stands at: in a file of its own, or in the list of those that git packed."""
    if not name.startswith("refs/") or ".." in name:
        return ""
    shared = folder / (_read(folder / "commondir").strip() or ".")
    loose = _read(folder / name).strip() or _read(shared / name).strip()
    packed = (line.split() for line in _read(shared / "packed-refs").splitlines())
    return loose or next((parts[0] for parts in packed if parts[1:] == [name]), "")


def _read(file: Path) -> str:
    try:
        return read_file(file, limit=_LARGEST).decode("utf-8", "replace")
    except (OSError, ValueError):  # ValueError: a name with a NUL
        return ""
