"""How development tools are configured: pyproject.toml, their own files, setup.cfg and tox.ini, pre-commit."""

from __future__ import annotations

import configparser
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from archnb.scan.repository.tree import File, Tree
from archnb.scan.repository.yaml_files import YamlFiles

__all__ = ["TOOL_FILES", "Hook", "ToolConfig", "hooks_in", "tools_in"]

#: Files that belong to one tool, whatever their sections are called.
_OWNED = {
    "ruff.toml": "ruff",
    ".ruff.toml": "ruff",
    ".coveragerc": "coverage",
    ".flake8": "flake8",
    ".pylintrc": "pylint",
    "pylintrc": "pylint",
    ".isort.cfg": "isort",
    ".bandit": "bandit",
    ".importlinter": "importlinter",
    "pyrightconfig.json": "pyright",
    "ty.toml": "ty",
    "pyrefly.toml": "pyrefly",
    "pytest.toml": "pytest",
}
_SHARED = ("pyproject.toml", "setup.cfg", "tox.ini", "mypy.ini", ".mypy.ini", "pytest.ini", ".pytest.ini")
TOOL_FILES = (*_SHARED, *_OWNED)

#: Files that all tools share; in each, the section's first word is the tool.
_SECTION = re.compile(r"^(?:tool:)?([\w-]+)")


class ToolConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What one file says to one tool.

    Attributes
    ----------
    tool : str
        Such as ``"ruff"``, ``"mypy"``, ``"pytest"``, ``"coverage"``, ``"flake8"``, ``"importlinter"``.
    data : dict
        Its table. Of an ini file: values are texts, and further sections (``[mypy-x.*]``) stand under their
        names.
    place : str
        Path and line of its beginning.
    """

    tool: str
    data: dict[str, Any]
    place: str


class Hook(msgspec.Struct, frozen=True, kw_only=True):
    """A hook of pre-commit: its id (``"ruff-check"``), its repository's address, the version, its place."""

    id: str
    repo: str
    rev: str
    place: str


def tools_in(tree: Tree, files: Iterable[File]) -> list[ToolConfig]:
    """Return what the files say to each tool, with a note instead of one that cannot be read."""
    found: list[ToolConfig] = []
    for file in files:
        text = tree.text(file)
        try:
            tables = list(_tables(file.name, text))
        except (ValueError, configparser.Error, RecursionError) as error:
            tree.note(file.path, f"configuration not read: {str(error).splitlines()[0]}")
            continue
        for tool, data, mark in tables:
            found.append(ToolConfig(tool=tool, data=data, place=f"{file.path}:{_line(text, mark)}"))
    return found


def _tables(name: str, text: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    if name == "pyproject.toml":
        for tool, data in (tomllib.loads(text).get("tool") or {}).items():
            if isinstance(data, dict):
                yield tool, data, f"[tool.{tool}"
    elif name.endswith(".toml"):
        yield _OWNED[name], tomllib.loads(text), ""
    elif name.endswith(".json"):
        yield _OWNED[name], dict(msgspec.json.decode(text)), ""
    else:
        yield from _ini(name, text)


def _ini(name: str, text: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.read_string(text)
    if owner := _OWNED.get(name):
        yield owner, {section: dict(parser.items(section)) for section in parser.sections()}, ""
        return
    tools: dict[str, dict[str, Any]] = {}
    for section in parser.sections():
        tool = found[1] if (found := _SECTION.match(section)) else section
        tool = tool.partition("-")[0] if tool.startswith("mypy-") else tool
        is_own = section.removeprefix("tool:") == tool
        tools.setdefault(tool, {}).update(
            dict(parser.items(section)) if is_own else {section: dict(parser.items(section))}
        )
    for tool, data in tools.items():
        yield tool, data, f"{tool}"


def _line(text: str, mark: str) -> int:
    found = re.search(rf"(?m)^\[*(?:tool:)?{re.escape(mark)}", text) if mark else None
    return text.count("\n", 0, found.start()) + 1 if found else 1


def hooks_in(yaml: YamlFiles, files: Iterable[File]) -> list[Hook]:
    """Return the hooks of the pre-commit configurations among `files`."""
    return [
        Hook(id=str(hook.get("id")), repo=str(repo.get("repo")), rev=str(repo.get("rev") or ""), place=hook.at("id"))
        for file in files
        for document in yaml.documents(file)
        for repo in document.sequence("repos").mappings()
        for hook in repo.sequence("hooks").mappings()
    ]
