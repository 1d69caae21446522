"""Read what people declare: pyproject.toml, requirements files, Pipfile, setup.cfg, setup.py."""

from __future__ import annotations

import ast
import configparser
import posixpath
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from archnb.scan.repository.dependencies.declared import Declared, from_poetry, from_requirement, group_of
from archnb.scan.repository.tree import File, Tree

__all__ = ["declared_in"]


def declared_in(tree: Tree, files: Iterable[File]) -> Iterator[Declared]:
    """Yield all that `files` and the requirements files that they include declare."""
    seen: set[str] = set()
    for file in files:
        if file.path in seen:
            continue
        seen.add(file.path)
        try:
            if file.name == "pyproject.toml":
                yield from _pyproject(file.path, tree.text(file))
            elif file.name == "Pipfile":
                yield from _pipfile(file.path, tree.text(file))
            elif file.name == "setup.cfg":
                yield from _setup_cfg(file.path, tree.text(file))
            elif file.name == "setup.py":
                yield from _setup_py(file.path, tree.text(file))
            else:
                yield from _requirements(tree, file, group_of(file.path), seen)
        except (ValueError, SyntaxError, MemoryError, RecursionError, configparser.Error) as error:
            tree.note(file.path, f"dependencies not read: {str(error).splitlines()[0]}")


def _line(text: str, name: str) -> int:
    found = re.search(rf"""(?m)^[^#\n]*?(?<![\w.-]){re.escape(name)}(?![\w-])""", text, re.IGNORECASE)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _listed(path: str, text: str, group: str, requirements: Any) -> Iterator[Declared]:
    for requirement in requirements if isinstance(requirements, list) else ():
        if isinstance(requirement, str):
            line = _line(text, requirement)
            if line == 1:
                line = _line(text, re.split(r"[\[<>=!~;@ ]", requirement, maxsplit=1)[0])
            if found := from_requirement(requirement, group=group, path=path, line=line):
                yield found


def _table(data: Any, *keys: str) -> dict[str, Any]:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _pyproject(path: str, text: str) -> Iterator[Declared]:
    data = tomllib.loads(text)
    yield from _listed(path, text, "main", _table(data, "project").get("dependencies"))
    groups = {
        **_table(data, "project", "optional-dependencies"),
        **_table(data, "dependency-groups"),
        **_table(data, "tool", "pdm", "dev-dependencies"),
        "dev": [
            *_strings(_table(data, "dependency-groups").get("dev")),
            *_strings(_table(data, "tool", "uv").get("dev-dependencies")),
        ],
    }
    for group, requirements in groups.items():
        yield from _listed(path, text, group, requirements)
    poetry = _table(data, "tool", "poetry")
    tables = {"main": _table(poetry, "dependencies"), "dev": _table(poetry, "dev-dependencies")}
    tables |= {group: _table(poetry, "group", group, "dependencies") for group in _table(poetry, "group")}
    for group, table in tables.items():
        for name, wanted in table.items():
            if name.lower() != "python":
                yield from_poetry(name, wanted, group=group, path=path, line=_line(text, name))


def _strings(listed: Any) -> list[str]:
    return [part for part in listed if isinstance(part, str)] if isinstance(listed, list) else []


def _pipfile(path: str, text: str) -> Iterator[Declared]:
    data = tomllib.loads(text)
    for key, group in (("packages", "main"), ("dev-packages", "dev")):
        for name, wanted in _table(data, key).items():
            yield from_poetry(name, wanted, group=group, path=path, line=_line(text, name))


def _setup_cfg(path: str, text: str) -> Iterator[Declared]:
    parser = configparser.RawConfigParser(strict=False)
    parser.read_string(text)
    listed = {"main": parser.get("options", "install_requires", fallback="")}
    if parser.has_section("options.extras_require"):
        listed |= dict(parser.items("options.extras_require"))
    for group, requirements in listed.items():
        yield from _listed(path, text, group, [part for part in requirements.splitlines() if part.strip()])


def _setup_py(path: str, text: str) -> Iterator[Declared]:
    tree = ast.parse(text)
    lists = {  # install_requires = [...] above the call is as usual as the list itself
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in ("install_requires", "extras_require"):
            value = lists.get(node.value.id) if isinstance(node.value, ast.Name) else node.value
            yield from _setup_list(path, value)


def _setup_list(path: str, value: ast.expr | None, group: str = "main") -> Iterator[Declared]:
    if isinstance(value, ast.Dict):
        for key, part in zip(value.keys, value.values, strict=True):
            yield from _setup_list(path, part, str(key.value) if isinstance(key, ast.Constant) else "extra")
    elif isinstance(value, ast.List | ast.Tuple):
        for part in value.elts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                if found := from_requirement(part.value, group=group, path=path, line=part.lineno):
                    yield found


def _requirements(tree: Tree, file: File, group: str, seen: set[str]) -> Iterator[Declared]:
    text = tree.text(file).replace("\\\n", " \n")  # a line that goes on holds hashes only
    for number, line in enumerate(text.split("\n"), 1):
        line = re.sub(r"(^|\s)#(?!egg=).*$", "", line).strip()
        if included := re.match(r"(?:-r|--requirement|-c|--constraint)[ =]?\s*(\S+)", line):
            other = tree.files.get(posixpath.normpath(posixpath.join(file.folder, included[1])))
            if other and other.path not in seen and line.startswith(("-r", "--r")):
                seen.add(other.path)
                yield from _requirements(tree, other, group, seen)
            continue
        line = re.sub(r"^(-e|--editable)\s+", "", line)
        line = re.split(r"\s--(?:hash|config-settings|global-option)", line, maxsplit=1)[0]
        if line and not line.startswith("-"):
            if found := from_requirement(line, group=group, path=file.path, line=number):
                yield found
