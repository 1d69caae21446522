"""Read what tools lock: uv, Poetry, PDM, pylock.toml, Pipenv, and requirements with hashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec
from packaging.utils import canonicalize_name

from archnb.scan.repository.dependencies.declared import Locked
from archnb.scan.repository.tree import File, Tree

__all__ = ["LOCK_FILES", "locked_in"]

LOCK_FILES = ("uv.lock", "poetry.lock", "pdm.lock", "pylock*.toml", "Pipfile.lock", "pixi.lock", "conda-lock.yml")


def locked_in(tree: Tree, file: File) -> Iterator[Locked]:
    """Yield the packages that a lock file holds, with a note instead where it cannot be read."""
    text = tree.text(file)
    try:
        if file.name == "Pipfile.lock":
            packages = _pipenv(msgspec.json.decode(text))
        elif file.name.endswith((".yml", "pixi.lock")):
            packages = []
        else:
            data = tomllib.loads(text)
            packages = [
                (p.get("name"), p.get("version", "")) for p in data.get("package") or data.get("packages") or ()
            ]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        tree.note(file.path, f"lock file not read: {str(error).splitlines()[0]}")
        return
    lines = {name: number for number, name in _names(text)}
    for name, version in packages:
        if isinstance(name, str):
            yield Locked(name=canonicalize_name(name), version=str(version), path=file.path, line=lines.get(name, 1))


def _pipenv(data: Any) -> list[tuple[str, str]]:
    default: dict[str, dict[str, str]] = data.get("default") or {}
    return [(name, wanted.get("version", "").lstrip("=")) for name, wanted in default.items()]


def _names(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if found := re.match(r'(?:name = |\s+)"([^"]+)"(?:$|: \{)', line):
            yield number, found[1]
