"""A checklist that extends another one: it adds, overrides and removes items, and so stays a small file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from archnb.errors import ChecklistError
from archnb.formats.built_in import built_in
from archnb.formats.overlay import Overlay

__all__ = ["DEEPEST", "by_id", "extended"]

#: How many checklists a chain may have.
DEEPEST = 8

Fields = dict[str, Any]


class _Layer(NamedTuple):
    """The plain data of one file of a chain."""

    data: Fields
    path: Path


def _raise(error: ChecklistError) -> None:
    raise error


def extended(
    data: Fields, path: Path, read: Callable[[Path], Fields], tell: Callable[[ChecklistError], None] = _raise
) -> Fields:
    """Return the whole checklist that `data` is by what it extends.

    Parameters
    ----------
    data : dict
        What the file at `path` says. ``extends`` names a built-in checklist or a file, seen from this one;
        ``remove`` lists ids of items and sections. A section or an item with an id of the base changes the fields
        that it gives, and an item stands in the section in which it is written; others are added, at the end or
        ``after`` an id.
    path : Path
        Where it was read.
    read : callable
        Returns the data of another file, in any format.
    tell : callable
        Takes what is wrong in `data` and what it extends; by default it is raised.

    Raises
    ------
    ChecklistError
        If a base cannot be read, or they form a circle or more than 8 layers; with the file that says so.
    """
    chain = _chain(_Layer(data, path), read)
    root = chain[-1]
    _check_root(root)
    whole = root.data
    for layer in reversed(chain[:-1]):
        whole = Overlay(whole, layer.path, tell).with_own(layer.data)
    return whole


def by_id(data: Fields, place: str) -> str:
    """Return `place`, such as ``sections[3].items[2].severity``, by the id of what stands there: ``api.cors.severity``.

    In a whole made of several files a position is none that anybody finds.
    """
    name, found, rest = "", data, place
    for key in ("sections", "items"):
        number, closed, after = rest.removeprefix(f"{key}[").partition("]")
        if not closed or not rest.startswith(f"{key}["):
            break
        found = found[key][int(number)]
        if not isinstance(found, dict) or not isinstance(found.get("id"), str):
            return place
        name, rest = found["id"], after.removeprefix(".")
    return ".".join(part for part in (name, rest) if part)


def _chain(first: _Layer, read: Callable[[Path], Fields]) -> list[_Layer]:
    """Return `first` and what it extends, the last one being extended by all others."""
    chain = [first]
    seen = {os.path.realpath(first.path)}
    while "extends" in chain[-1].data:
        path = _base_path(chain[-1])
        if os.path.realpath(path) in seen:
            raise _error(chain[-1], f"'{path.name}' is extended by this checklist", "Extend another one, or none.")
        if len(chain) == DEEPEST:
            raise _error(chain[-1], f"more than {DEEPEST} checklists extend each other", "Extend one further down.")
        seen.add(os.path.realpath(path))
        chain.append(_Layer(read(path), path))
    return chain


def _base_path(layer: _Layer) -> Path:
    name = layer.data["extends"]
    if not isinstance(name, str) or not name or "\0" in name:
        raise _error(layer, "not the name of a checklist", "Name one, as in `extends: python-backend`.")
    if not PurePath(name).suffix:
        try:
            return built_in(name)
        except ChecklistError as error:
            raise _error(layer, error.problem.reason, error.problem.remedy) from None
    if ":" in name or name.startswith(("/", "\\")):
        remedy = "Put the file near this one and name it from here, as in `extends: ../base.yaml`."
        raise _error(layer, f"'{name}' is not a path from this file to another", remedy)
    return layer.path.parent / name


def _check_root(root: _Layer) -> None:
    """Refuse a base in which nothing could be found; all else is told when the whole is checked."""
    sections = root.data.get("sections")
    well = isinstance(sections, list) and all(
        isinstance(section, dict)
        and isinstance(section.get("id"), str)
        and isinstance(section.get("items"), list)
        and all(isinstance(item, dict) and isinstance(item.get("id"), str) for item in section["items"])
        for section in sections
    )
    if not well:
        remedy = "Mend it first: `archnb checklist validate` says where."
        raise ChecklistError("not every section and item has an id", path=root.path, remedy=remedy)


def _error(layer: _Layer, reason: str, remedy: str) -> ChecklistError:
    return ChecklistError(reason, path=layer.path, place="extends", remedy=remedy)
