"""From entries and rows to items: text, context, details, and where the links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archnb.formats.id_comments import id_in
from archnb.formats.markdown.inline import Inline, inline
from archnb.formats.markdown.outline import Entry, Heading
from archnb.formats.markdown.tables import Table, rows_of

__all__ = ["Items"]

# `OSPS-AC-01.01: …` and `V1.2.3 …` name themselves; `UTF-8 is used` does not.
_CODE = re.compile(r"((?:[A-Z][A-Z0-9]+[-_.])+\d+(?:[.-]\d+)*|V\d+(?:\.\d+)+)(?::|\.|\)|\s[-–—|])\s")
_LONGEST_PARENT = 200


class Items:
    """Makes items, and remembers what it had to skip.

    Parameters
    ----------
    links : mapping
        The file's link definitions.
    skipped : list of str
        Where to tell what is skipped.
    columns : mapping of str to str
        Which column of a table holds which field, if somebody said so.
    boxes : bool
        Whether the file has task lists.
    """

    def __init__(self, links: dict[str, Any], skipped: list[str], columns: Mapping[str, str], *, boxes: bool) -> None:
        self._links, self._skipped, self._columns, self._boxes = links, skipped, columns, boxes
        self._parents: dict[Entry, str] = {}
        self.ticked = 0

    def below(self, heading: Heading) -> dict[str, list[dict[str, Any]]]:
        """Return the items right below a heading, by the section that a table names, in the file's order."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for entry in heading.entries:
            items = [self._item(entry)] if isinstance(entry, Entry) else self._rows(entry)
            for item in items:
                if item:
                    groups.setdefault(item.pop("section", ""), []).append(item)
        return groups

    def read(self, content: str) -> Inline:
        """Read the markup of a text."""
        return inline(content, self._links)

    def _item(self, entry: Entry) -> dict[str, Any] | None:
        said = self.read(entry.content)
        if not said.text:
            self._skipped.append(f"line {entry.line}: a box without a text")
            return None
        item: dict[str, Any] = {"text": said.text}
        if own := id_in(entry.content) or _code(said.text):
            item["id"] = own
        parents = [self._parent(parent) for parent in entry.parents()][::-1]
        details = [(detail, self.read(detail)) for detail in entry.details]
        if why := _why(parents, details):
            item["why"] = why
        extra: dict[str, Any] = {"parents": parents} if parents else {}
        if entry.box and entry.box.ticked:
            self.ticked += 1
            extra["ticked"] = True
        return _linked(item, extra, [said, *(read for _, read in details)])

    def _parent(self, parent: Entry) -> str:
        if parent not in self._parents:
            text = self.read(parent.content).text
            self._parents[parent] = text if len(text) <= _LONGEST_PARENT else f"{text[: _LONGEST_PARENT - 1]}…"
        return self._parents[parent]

    def _rows(self, table: Table) -> Iterator[dict[str, Any]]:
        rows, reason = rows_of(table, self.read, self._columns, boxes=self._boxes)
        if reason:
            counted = f"{len(table.rows)} rows" if len(table.rows) != 1 else "one row"
            self._skipped.append(f"line {table.line}: a table of {counted}: {reason}")
        for row in rows:
            if row.item.get("text"):
                yield _linked(row.item, row.item.pop("extra", {}), row.cells)
            else:
                self._skipped.append(f"line {row.line}: a row without a text")


def _code(text: str) -> str:
    found = _CODE.match(text)
    return found[1] if found else ""


def _why(parents: list[str], details: list[tuple[str, Inline]]) -> str:
    said = f"Part of: {' › '.join(parents)}" if any(parents) else ""
    for source, read in details:
        if read.text:
            said += ("\n" if source.startswith("- ") else "\n\n") + read.text
    return said.strip()


def _linked(item: dict[str, Any], extra: dict[str, Any], read: list[Inline]) -> dict[str, Any]:
    """Add where the texts lead: to the web as references, elsewhere under ``extra``."""
    links = [{"title": title, "url": url} for title, url in dict.fromkeys(link for each in read for link in each.links)]
    web = [link for link in links if link["url"].startswith(("http://", "https://"))]
    if web:
        item["references"] = [*item.get("references", []), *web]
    if near := [link for link in links if link not in web]:
        extra["links"] = near
    if images := [{"title": title, "url": url} for each in read for title, url in each.images]:
        extra["images"] = images
    if extra:
        item["extra"] = extra
    return item
