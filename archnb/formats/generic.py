"""Lists of named fields that no format of its own claims: CSV, YAML and JSON by a mapping of their columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from archnb.errors import ChecklistError
from archnb.formats.document import Document
from archnb.formats.ids import identified, slug
from archnb.formats.mapping import columns_for, item_of, said, without_positions

__all__ = ["read"]

_MOST_ROWS, _MOST_NAMES, _DEEPEST = 20_000, 500, 12
_TITLES = ("title", "name", "section", "category", "area", "domain", "group", "topic", "label")
_LISTS = frozenset(
    "items checks questions requirements controls tasks checklist entries rules list sections data".split()
)
_ABOUT = {"title": ("title", "name"), "version": ("version",), "description": ("description", "summary")}


class _Row(NamedTuple):
    place: str
    above: tuple[str, ...]
    values: dict[str, Any]


def read(data: Any, path: Path, columns: Mapping[str, str] | None = None) -> Document:
    """Read the rows of a table, or the mappings in lists at whatever place of a file, as items.

    Parameters
    ----------
    data : list or dict
        Decoded: a list of mappings or texts, or a mapping that holds such lists, under the names of sections or not.
    path : Path
        Named in errors; its name is the title where the file has none.
    columns : mapping of str to str, optional
        Which column, or key, holds which field of an item, such as ``{"text": "Question"}``; what is not said goes by
        the usual names.

    Raises
    ------
    ChecklistError
        If there are no items or more than 20,000, or it is not known which column holds their texts.
    """
    given = dict(columns or {})
    rows = list(_rows(data, "", (), given.get("text"), path))
    if not rows:
        remedy = "archnb reads lists of mappings or texts: compare it with `archnb checklist show python-backend`."
        raise ChecklistError("no list of items was found", path=path, remedy=remedy)
    names = _names(rows)
    try:
        found = columns_for(names, given)
    except ChecklistError as error:
        raise ChecklistError(error.problem.reason, path=path, remedy=error.problem.remedy) from None
    if found is None:
        listed = ", ".join(f"'{name}'" for name in names[:50])
        raise ChecklistError(
            "it is not known which column holds the items' texts",
            path=path,
            remedy=f"Say so: --map text=COLUMN. The columns are {listed}.",
        )
    return _document(data, path, rows, without_positions(found, [row.values for row in rows], given))


def _document(data: Any, path: Path, rows: list[_Row], columns: dict[str, str]) -> Document:
    sections, skipped, unrated = _grouped(rows, columns, isinstance(data, list))
    about, extra = _about(data)
    title = about.pop("title", "") or path.stem
    if not sections:
        raise ChecklistError(f"no row has a text in '{columns['text']}'", path=path, remedy="Map another column.")
    found, notes = identified(_titled(sections, title))
    used = ", ".join(f"'{column}' is {field}" for field, column in columns.items())
    told = [f"read by the columns: {used}"]
    if "severity" not in columns:
        told.append("no column says how severe an item is: all are medium")
    for word, times in unrated.items():
        told.append(f"'{word[:60]}' is no severity: {times} items are medium")
    data = {"id": slug(title), "title": title, "version": "1", **about, "sections": found}
    return Document({**data, **({"extra": extra} if extra else {})}, tuple(skipped), (*told, *notes))


def _grouped(
    rows: list[_Row], columns: dict[str, str], filled: bool
) -> tuple[dict[tuple[str, ...], list[dict[str, Any]]], list[str], Counter[str]]:
    """Return the items by section, what was skipped, and the words that are no severities."""
    sections: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    skipped: list[str] = []
    unrated: Counter[str] = Counter()
    last = ""
    for row in rows:
        item = item_of(row.values, columns)
        section = item.pop("section", "")
        if "text" not in item:
            skipped.append(f"{row.place}: no text in '{columns['text']}'")
            continue
        # A spreadsheet names the section in the first of its rows only.
        section = last = section or (last if filled and not row.above else "")
        word = said(row.values.get(columns.get("severity", ""))) if "severity" not in item else ""
        unrated.update([word] if word else [])
        sections.setdefault((*row.above, section) if section else row.above, []).append(item)
    return sections, skipped, unrated


def _titled(sections: dict[tuple[str, ...], list[dict[str, Any]]], title: str) -> list[dict[str, Any]]:
    """Return the sections by their nearest title; what stands above goes along where that occurs again."""
    times = Counter(path[-1] for path in sections if path)
    found: list[dict[str, Any]] = []
    for path, items in sections.items():
        if not path:
            found.append({"id": "items", "title": title, "items": items})
            continue
        section: dict[str, Any] = {"title": " › ".join(path) if times[path[-1]] > 1 else path[-1], "items": items}
        if len(path) > 1:
            section["extra"] = {"headings": list(path[:-1])}
        found.append(section)
    return found


def _about(data: Any) -> tuple[dict[str, str], dict[str, Any]]:
    """Return title, version and description of a mapping, and its other plain values."""
    plain = {k: v for k, v in data.items() if not isinstance(v, (dict, list))} if isinstance(data, dict) else {}
    about: dict[str, str] = {}
    for field, names in _ABOUT.items():
        for name in names:
            if text := said(plain.get(name)):
                about.setdefault(field, text)
                del plain[name]
    if "title" in about:
        about["title"] = " ".join(about["title"].split())
    return about, {name: value for name, value in plain.items() if value not in (None, "")}


def _names(rows: list[_Row]) -> list[str]:
    names = dict.fromkeys(name for row in rows for name in row.values)
    return list(names)[:_MOST_NAMES]


def _rows(data: Any, place: str, above: tuple[str, ...], text: str | None, path: Path) -> Iterator[_Row]:
    count = 0
    for row in _walk(data, place, above, text):
        count += 1
        if count > _MOST_ROWS:
            raise ChecklistError(f"more than {_MOST_ROWS:,} items", path=path, remedy="Split the checklist.")
        yield row


def _walk(data: Any, place: str, above: tuple[str, ...], text: str | None) -> Iterator[_Row]:
    if len(place) > 2000 or len(above) > _DEEPEST:
        return
    if isinstance(data, list):
        for number, entry in enumerate(data, start=1):
            here = f"{place}[{number - 1}]" if place else f"row {number}"
            if isinstance(entry, dict):
                yield from _entry(entry, here, above, text)
            elif (words := said(entry)) and not isinstance(entry, list):
                yield _Row(here, above, {text or "text": words})
    elif isinstance(data, dict):
        yield from _named(data, place, above, text)


def _entry(entry: dict[str, Any], place: str, above: tuple[str, ...], text: str | None) -> Iterator[_Row]:
    """Yield a list's mapping as a row, or as a section if it holds a list itself."""
    if text in entry or not (lists := _lists(entry)) or (text is None and _asks(entry)):
        yield _Row(place, above, entry)
        return
    title = next((words for name in _TITLES for words in [_line(entry.get(name))] if words), "")
    for name, inner in lists.items():
        yield from _walk(inner, f"{place}.{name}", (*above, title) if title else above, text)


def _named(data: dict[str, Any], place: str, above: tuple[str, ...], text: str | None) -> Iterator[_Row]:
    """Yield the rows of the lists in a mapping; a key is a section's title, or an item's id."""
    for name, value in data.items():
        here = f"{place}.{name}" if place else name
        title = () if name.casefold() in _LISTS or not name.strip() else (_line(name),)
        if isinstance(value, dict) and (text in value if text else _asks(value)):
            yield _Row(here, above, value if "id" in value else {"id": name, **value})
        elif isinstance(value, (list, dict)):
            yield from _walk(value, here, (*above, *title), text)


def _lists(entry: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of mappings in a mapping, and the lists that are named as such."""
    return {
        name: value
        for name, value in entry.items()
        if isinstance(value, list)
        and value
        and (name.casefold() in _LISTS or all(isinstance(each, dict) for each in value))
    }


def _asks(entry: Mapping[str, Any]) -> bool:
    found = columns_for(entry, {})
    return found is not None and found["text"].casefold() not in ("title", "name", "description", "summary")


def _line(value: Any) -> str:
    return " ".join(said(value).split())
