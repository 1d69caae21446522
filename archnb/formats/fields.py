"""A decoded file's mappings, read with their place kept and with nothing left over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.printable import well_formed

__all__ = ["Fields", "plain", "text_of"]

_DEEPEST = 64
_LINK = re.compile(r"https?://\S+")
_BETWEEN = re.compile(r"[,;]?\s+")


class Fields:
    """A mapping at a place in somebody's file, which knows which of its fields were asked for.

    Parameters
    ----------
    data : Any
        What stands at the place.
    path : Path
        The file, named in errors.
    place : str
        Such as ``pillars[2].questions[0]``; empty for the whole file.
    depth : int
        How many mappings it stands in.

    Raises
    ------
    ChecklistError
        If `data` is not a mapping, or lies deeper than 64 mappings.
    """

    __slots__ = ("_asked", "_data", "_depth", "path", "place")

    def __init__(self, data: Any, path: Path, place: str = "", depth: int = 0) -> None:
        self.path, self.place, self._depth = path, place, depth
        if not isinstance(data, dict):
            raise self.refusal(f"expected a mapping, found {_kind(data)}")
        if depth > _DEEPEST:
            raise ChecklistError(f"nested deeper than {_DEEPEST} levels", path=path, remedy="A checklist needs six.")
        self._data = data
        self._asked: set[str] = set()

    def refusal(self, reason: str, field: str = "") -> ChecklistError:
        """Return the error that says `reason` of this place, or of a field in it."""
        place = ".".join(part for part in (self.place, field) if part)
        return ChecklistError(reason, path=self.path, place=place, remedy="Correct the value at that place.")

    def kept(self) -> Fields:
        """Return the same mapping anew: what is asked of it stays for this one's `rest`."""
        return Fields(self._data, self.path, self.place, self._depth)

    def text(self, *names: str) -> str:
        """Return the first of the named fields that says something, as a trimmed text; empty without one."""
        for name in names:
            value = self._data.get(name)
            self._asked.add(name)
            if value is None:
                continue
            if isinstance(value, str):
                said = well_formed(value).strip()
            elif isinstance(value, (dict, list)):
                raise self.refusal(f"expected a text, found {_kind(value)}", name)
            else:
                said = text_of(value)
            if said:
                return said
        return ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list's texts, or a single text as a list of one; what is empty is left out."""
        value = self._data.get(name)
        found = value if isinstance(value, list) else [value]
        for index, entry in enumerate(found):
            if isinstance(entry, (dict, list)):
                raise self.refusal(f"expected a text, found {_kind(entry)}", f"{name}[{index}]")
        self._asked.add(name)
        return tuple(said for entry in found if (said := text_of(entry)))

    def links(self, name: str, title: str) -> list[dict[str, str]]:
        """Return a field's links to the web as references; a value that is anything else stays for `rest`."""
        value = self._data.get(name)
        if value is None:
            return []
        parts = value if isinstance(value, list) else [value]
        urls = [url for part in parts if isinstance(part, str) for url in _BETWEEN.split(well_formed(part).strip())]
        if len(urls) < len(parts) or not all(_LINK.fullmatch(url) for url in urls):
            return []
        self._asked.add(name)
        return [{"title": " ".join(title.split()) or url, "url": url} for url in urls]

    def nodes(self, name: str) -> Iterator[Fields]:
        """Return a list's mappings one by one; none where the field is missing or empty."""
        value = self._data.get(name)
        self._asked.add(name)
        if not _says(value):
            return iter(())
        if not isinstance(value, list):
            raise self.refusal(f"expected a list, found {_kind(value)}", name)
        return (self._below(entry, f"{name}[{index}]") for index, entry in enumerate(value))

    def node(self, name: str) -> Fields:
        """Return the mapping in a field; an empty one where the field is missing or empty."""
        value = self._data.get(name)
        self._asked.add(name)
        return self._below(value if _says(value) else {}, name)

    def named(self) -> Iterator[tuple[str, Fields]]:
        """Yield every field as a mapping under its name."""
        for name in self.names():
            yield name, self.node(name)

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields that say something."""
        return tuple(name for name, value in self._data.items() if isinstance(name, str) and _says(value))

    def has_fractions(self, name: str) -> bool:
        """Return whether a list has numbers such as 8.1."""
        value = self._data.get(name)
        return isinstance(value, list) and any(isinstance(entry, float) for entry in value)

    def has(self, name: str) -> bool:
        """Return whether the field says something."""
        return _says(self._data.get(name))

    def rest(self) -> dict[str, Any]:
        """Return the fields that were not asked for and are not empty, as plain JSON."""
        return {
            text_of(name) or "unnamed": plain(value, self.path)
            for name, value in self._data.items()
            if name not in self._asked and _says(value)
        }

    def _below(self, data: Any, step: str) -> Fields:
        place = f"{self.place}.{step}" if self.place else step
        return Fields(data, self.path, place, self._depth + 1)


def text_of(value: Any) -> str:
    """Return a scalar as a trimmed text; nothing and not-a-number, which spreadsheets leave behind, are empty."""
    if isinstance(value, str):
        return well_formed(value).strip()
    if value is None or value != value:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def plain(value: Any, path: Path, depth: int = 0) -> Any:
    """Return `value` as plain JSON: keys are texts, and what JSON does not know is written out.

    Raises
    ------
    ChecklistError
        If it is nested deeper than 64 levels.
    """
    if isinstance(value, str):
        return well_formed(value)
    if depth > _DEEPEST:
        raise ChecklistError(f"nested deeper than {_DEEPEST} levels", path=path, remedy="A checklist needs six.")
    if isinstance(value, dict):
        return {text_of(key): plain(entry, path, depth + 1) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry, path, depth + 1) for entry in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else None
    return str(value)


def _says(value: Any) -> bool:
    return bool(value == value) if value else isinstance(value, (bool, int, float))


def _kind(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "a text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
