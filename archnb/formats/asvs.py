"""The OWASP Application Security Verification Standard 4.0 and 5.0, as CSV, as flat JSON, and as JSON of chapters.

The releases: https://github.com/OWASP/ASVS
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from archnb.formats.document import Document
from archnb.formats.draft import Draft, under, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]

# Level 1 is the least that any application must do.
_SEVERITIES = {"1": "high", "2": "medium", "3": "low"}
_TITLE = "OWASP Application Security Verification Standard"
_VERSION = re.compile(r"\d+\.\d+(?:\.\d+)?")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_TICK = "✓"


def matches(data: Any) -> bool:
    """Return whether rows of a CSV, or decoded JSON, hold the standard's requirements."""
    if isinstance(data, dict) and "Requirements" in data:
        return data.get("ShortName") == "ASVS"
    rows = data.get("requirements") if isinstance(data, dict) else data
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and {"req_id", "req_description"} <= first.keys()


def read(data: Any, path: Path) -> Document:
    """Return the standard's sections, with the chapter before each title, and its requirements as items.

    A requirement's severity is its level: 1 is high, 2 medium, 3 low.
    """
    source = Fields({"rows": data} if isinstance(data, list) else data, path)
    named = _VERSION.search(path.name)
    draft = Draft(
        path,
        id="asvs",
        title=_TITLE,
        version=source.text("Version") or (named[0] if named else ""),
        description=source.text("Description"),
    )
    draft.note("severity is the level: 1 is high, 2 medium, 3 low")
    for row in chain(source.nodes("rows"), source.nodes("requirements")):
        _add_row(draft, row)
    for chapter in source.nodes("Requirements"):
        _add_chapter(draft, chapter)
    return draft.document(source.rest())


class _Requirement(NamedTuple):
    id: str
    text: str
    level: str  # the only one that 5.0 names, or empty
    levels: dict[str, str]  # by number, what 4.0 says of each that needs it: mostly a tick
    cwe: Iterable[str]
    nist: Iterable[str]
    rest: dict[str, Any]


def _add_row(draft: Draft, row: Fields) -> None:
    """Add a requirement of the CSV or of the flat JSON."""
    title = under(row.text("chapter_name"), row.text("section_name"))
    section = draft.within(title, id=row.text("section_id"), extra=without_empty({"chapter": row.text("chapter_id")}))
    levels = {number: said for number in _SEVERITIES if (said := row.text(f"level{number}"))}
    about = (row.text("req_id"), row.text("req_description"), row.text("L"), levels)
    nist = [found for part in row.text("nist").split("/") if (found := part.strip())]
    _add(draft, section, row, _Requirement(*about, cwe=row.text("cwe").split(), nist=nist, rest=row.rest()))


def _add_chapter(draft: Draft, chapter: Fields) -> None:
    """Add a chapter of the nested JSON."""
    name, id_, parts = chapter.text("Name"), chapter.text("Shortcode"), chapter.nodes("Items")
    about = without_empty({"chapter": id_, "chapterFields": chapter.rest()})
    for part in parts:
        title, part_id, items = under(name, part.text("Name")), part.text("Shortcode"), part.nodes("Items")
        section = draft.within(title, id=part_id, extra={**about, **part.rest()})
        for item in items:
            _add(draft, section, item, _nested(item))


def _nested(item: Fields) -> _Requirement:
    needs = {number: item.node(f"L{number}") for number in _SEVERITIES}
    levels = {n: need.text("Requirement") or _TICK for n, need in needs.items() if need.text("Required") == "true"}
    about = (item.text("Shortcode"), item.text("Description"), item.text("L"), levels)
    cwe, nist = item.texts("CWE"), item.texts("NIST")
    rest = {f"L{number}": left for number, need in needs.items() if (left := need.rest())}
    return _Requirement(*about, cwe=cwe, nist=nist, rest={**rest, **item.rest()})


def _add(draft: Draft, section: dict[str, Any], source: Fields, found: _Requirement) -> None:
    if found.text.startswith("[DELETED"):
        draft.skip(source, f"{found.id} {found.text}")
        return
    level = found.level or min(found.levels, default="")
    draft.add(
        section,
        source,
        id=found.id,
        text=_LINK.sub(r"\1", found.text),
        severity=_SEVERITIES.get(level, "medium"),
        notes=[] if level in _SEVERITIES else ["no level: severity medium assumed"],
        references=[{"title": link[1], "url": link[2]} for link in _LINK.finditer(found.text)],
        maps=without_empty({"cwe": [f"CWE-{number}" for number in found.cwe], "nist": list(found.nist)}),
        extra=without_empty(
            {"level": level, "levels": {n: said for n, said in found.levels.items() if said != _TICK}, **found.rest}
        ),
    )
