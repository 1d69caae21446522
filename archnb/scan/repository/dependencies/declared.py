"""A package that a project names, and how a requirement is written."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

__all__ = ["Declared", "Locked", "from_poetry", "from_requirement", "group_of"]

#: Groups, extras and files of which production installs nothing.
_DEVELOPMENT = re.compile(
    r"(^|[^a-z])(dev|develop|development|tests?|testing|docs?|lint|linting|ci|typing|types|mypy|local|bench|benchmark|format|style|qa|quality|pre-?commit|coverage|tox|nox|release|build)([^a-z]|$)"
)
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """A package in a file that people write.

    Attributes
    ----------
    name : str
        Normalised: lower case, hyphens.
    specifier : str
        Such as ``">=4.2,<5"``; empty for any version, the address for a direct reference.
    group : str
        ``"main"``, or the extra, the group or the requirements file that it belongs to.
    path, line : str, int
        Where it is declared.
    """

    name: str
    specifier: str
    group: str
    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line."""
        return f"{self.path}:{self.line}"

    @property
    def is_pinned(self) -> bool:
        """Whether just one version, or one address, will do."""
        return bool(re.fullmatch(r"={2,3}[^,*]+", self.specifier)) or "://" in self.specifier

    @property
    def is_development(self) -> bool:
        """Whether its group is for development, tests or documentation."""
        return bool(_DEVELOPMENT.search(self.group.lower()))


class Locked(msgspec.Struct, frozen=True, kw_only=True):
    """A package in a lock file, with its one version."""

    name: str
    version: str
    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line."""
        return f"{self.path}:{self.line}"


def group_of(path: str) -> str:
    """Return the group that a requirements file stands for: ``"main"`` unless its name says otherwise."""
    stem = path.lower().rpartition("/")[2].rpartition(".")[0]
    if _DEVELOPMENT.search(stem):
        return stem
    return "main"


def from_requirement(text: str, *, group: str, path: str, line: int) -> Declared | None:
    """Return what a requirement in the sense of PEP 508, or an address with an egg, declares; None if neither."""
    text = text.strip()
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        egg = _EGG.search(text)
        if not egg:
            return None
        return Declared(name=canonicalize_name(egg[1]), specifier=text, group=group, path=path, line=line)
    specifier = requirement.url or str(requirement.specifier)
    return Declared(name=canonicalize_name(requirement.name), specifier=specifier, group=group, path=path, line=line)


def from_poetry(name: str, wanted: Any, *, group: str, path: str, line: int) -> Declared:
    """Return what a line of a Poetry or Pipenv table declares: a version, or a table with one."""
    if isinstance(wanted, list):  # one for each version of Python
        wanted = wanted[0] if wanted else ""
    if isinstance(wanted, dict):
        wanted = wanted.get("version") or wanted.get("git") or wanted.get("url") or wanted.get("path") or ""
    specifier = "" if wanted == "*" else str(wanted)
    if re.fullmatch(r"\d[\w.]*", specifier):  # Poetry's bare version is that version alone
        specifier = f"=={specifier}"
    return Declared(name=canonicalize_name(name), specifier=specifier, group=group, path=path, line=line)
