"""Rows of named columns as items: which column becomes which field, said by a person or by the columns' names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archnb.errors import ChecklistError, closest
from archnb.formats.words import severity_of

__all__ = ["FIELDS", "columns_for", "item_of", "named", "said", "without_positions"]

# What people call it, the likeliest first.
_NAMES = {
    "text": "text|question|check|check item|checklist item|item|requirement|control|criterion|criteria|task|test|"
    "checkpoint|what to check|statement|recommendation|description|short description|summary|title|name|check name",
    "section": "section|area|category|domain|group|topic|chapter|pillar|phase|theme",
    "severity": "severity|priority|risk|criticality|importance|severity level|risk level|obligation",
    "id": "id|key|ref|code|guid|uuid|identifier|item id|check id|requirement id|req id|control id|test id|#|no|nr",
    "why": "why|rationale|reason|explanation|details|background|comment|comments|notes",
    "verify": "verify|verification|how to verify|how to check|how to test|test procedure|evidence needed",
    "improve": "improve|remediation|fix|mitigation|how to fix|solution",
    "references": "references|reference|link|links|url|urls|more info|read more|source",
}
_LABELS = ("check name", "name", "title")
_PLAIN = ("yes", "partial", "no", "na", "severity_reason")
FIELDS = (*_NAMES, *_PLAIN, "effort", "weight")
_URL = re.compile(r"https?://[^\s,;<>\"]+")


def columns_for(names: Iterable[str], given: Mapping[str, str], *, text: str = "") -> dict[str, str] | None:
    """Return the column of each field, by field; nothing if no column is known to hold the texts.

    Parameters
    ----------
    names : iterable of str
        The columns.
    given : mapping of str to str
        What a person said; the rest is found by the columns' names.
    text : str, optional
        The column that holds the texts if none has such a name.

    Raises
    ------
    ChecklistError
        Without a path: if a field or a column that was said does not exist.
    """
    known = {_key(name): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for field, column in given.items():
        if field not in FIELDS:
            remedy = closest(field, FIELDS) or f"Fields: {', '.join(FIELDS)}."
            raise ChecklistError(f"there is no field '{field}' to map a column to", remedy=remedy)
        if _key(column) not in known:
            listed = ", ".join(f"'{name}'" for name in list(known.values())[::-1][:50])
            raise ChecklistError(f"there is no column '{column}'", remedy=f"The columns are {listed}.")
        found[field] = known[_key(column)]
    for field, wanted in _NAMES.items():
        free = [known[name] for name in wanted.split("|") if name in known and known[name] not in found.values()]
        if field not in found and free:
            found[field] = free[0]
    if text and "text" not in found:
        found = {field: column for field, column in found.items() if column != text} | {"text": text}
    if "text" not in given:
        _label(found, known)
    return found if "text" in found else None


def _label(found: dict[str, str], known: Mapping[str, str]) -> None:
    """Put a short name before a description: `Unit test: It has unit tests.`."""
    if _key(found.get("text", "")) in ("description", "short description", "summary"):
        names = [known[name] for name in _LABELS if name in known]
        if names:
            found["label"] = names[0]


def without_positions(columns: dict[str, str], rows: list[dict[str, Any]], given: Mapping[str, str]) -> dict[str, str]:
    """Return the columns without the id's, if it is all whole numbers: such numbers move when a row is added."""
    name = columns.get("id")
    if "id" in given or name is None or not all(said(row.get(name)).isdecimal() for row in rows):
        return columns
    return {field: column for field, column in columns.items() if field != "id"}


def named(head: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, each once: without one ``column 2``, and a second ``Name`` as ``Name 2``."""
    names: dict[str, None] = {}
    for number, name in enumerate(head, start=1):
        wanted = " ".join(name.split()) or f"column {number}"
        while wanted in names:
            wanted = f"{wanted} {number}"
        names[wanted] = None
    return tuple(names)


def item_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return a row as an item; what has no place, or does not fit, stays under its column's name in ``extra``.

    The item has no ``"text"`` if the row has none; its section is in ``"section"``.
    """
    extra = {name: value for name, value in row.items() if value not in (None, "", [], {})}
    item: dict[str, Any] = {}
    for field, column in columns.items():
        value = extra.get(column)
        fitting = None if value is None else _fitted(field, value)
        if fitting not in (None, "", []):
            item[field] = fitting
            if field != "severity" or str(value).casefold() == fitting:
                del extra[column]
    label = item.pop("label", "")
    if label and "text" in item:
        item["text"] = f"{label.rstrip(':')}: {item['text']}"
    elif label:
        item["text"] = label
    if extra:
        item["extra"] = extra
    return item


def _fitted(field: str, value: Any) -> Any:
    """Return a cell as the field takes it; nothing if it does not fit."""
    if isinstance(value, dict):
        return None
    if field == "verify":
        return [text for each in (value if isinstance(value, list) else [value]) for text in [said(each)] if text]
    text = said(value)
    if field == "severity":
        return severity_of(text)
    if field == "references":
        links = _URL.findall(text)
        return (
            [{"title": link, "url": link} for link in links]
            if links and not _URL.sub("", text).strip(" ,;\n")
            else None
        )
    if field == "effort":
        return text.upper() if text.upper() in ("S", "M", "L") else None
    if field == "weight":
        return _weight(text)
    one_line = field in ("text", "section", "id", "label")
    return " ".join(text.split()) if one_line else text


def _weight(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1e6 else None


def said(value: Any) -> str:
    """Return plain data as a text: a list's texts on lines of their own, what is structured as nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(text for text in map(said, value) if text)
    if value is None or isinstance(value, dict):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(name: str) -> str:
    return " ".join(re.split(r"[\s_-]+", name.casefold().strip(" *:?\ufeff")))
