"""From an outline to a checklist: titles, sections, items, and what is said about them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.formats.document import Document
from archnb.formats.ids import identified, slug
from archnb.formats.markdown.inline import Inline, inline
from archnb.formats.markdown.outline import Entry, Heading, Outline
from archnb.formats.markdown.tables import Table, columns_of, rows_of

__all__ = ["Drawing"]

_ID = re.compile(r"<!--\s*id:\s*([^\s<>]+)\s*-->")
# `OSPS-AC-01.01: …` and `V1.2.3 …` name themselves; `UTF-8 is used` does not.
_CODE = re.compile(r"((?:[A-Z][A-Z0-9]+[-_.])+\d+(?:[.-]\d+)*|V\d+(?:\.\d+)+)(?::|\.|\)|\s[-–—|])\s")
_LONGEST_PARENT = 200


class Drawing:
    """Makes a document from an outline."""

    def __init__(self, outline: Outline, links: dict[str, Any], skipped: list[str], columns: Mapping[str, str]) -> None:
        self._outline, self._links, self._skipped, self._columns = outline, links, skipped, columns
        self._parents: dict[Entry, str] = {}
        self._ticked = 0

    def document(self, path: Path, front: Mapping[str, Any], hidden: Mapping[str, int]) -> Document:
        """Return the document.

        Raises
        ------
        ChecklistError
            If it has no item.
        """
        found = [(heading, groups) for heading in self._outline.headings if (groups := self._groups(heading))]
        if not found:
            raise self._nothing(path, hidden)
        first = self._title([heading for heading, _ in found])
        title = str(front.get("title") or front.get("name") or "") or (self._said(first) if first else path.stem)
        sections, notes = identified(self._sections(found, first, title))
        self._tell_empty({above for heading, _ in found for above in heading.path()}, first)
        extra: dict[str, Any] = {"front": dict(front)} if front else {}
        about = first or self._outline.headings[0]
        data = {
            "id": slug(title),
            "title": title,
            "version": "1",
            "description": self._text(about),
            "sections": sections,
        }
        if first and (before := self._text(self._outline.headings[0])):
            extra["text"] = before
        return Document({**data, **({"extra": extra} if extra else {})}, tuple(self._skipped), (*notes, *self._notes()))

    def _groups(self, heading: Heading) -> dict[str, list[dict[str, Any]]]:
        """Return the items right below a heading, by the section that a table names, in the file's order."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for entry in heading.entries:
            items = [self._item(entry)] if isinstance(entry, Entry) else self._rows(entry)
            for item in items:
                if item:
                    groups.setdefault(item.pop("section", ""), []).append(item)
        return groups

    def _item(self, entry: Entry) -> dict[str, Any] | None:
        said = self._read(entry.content)
        if not said.text:
            self._skipped.append(f"line {entry.line}: a box without a text")
            return None
        item: dict[str, Any] = {"text": said.text}
        if own := _ID.search(entry.content) or _CODE.match(said.text):
            item["id"] = own[1]
        parents = [self._parent(parent) for parent in entry.parents()][::-1]
        details = [(detail, self._read(detail)) for detail in entry.details]
        if why := _why(parents, details):
            item["why"] = why
        extra: dict[str, Any] = {"parents": parents} if parents else {}
        if entry.box and entry.box.ticked:
            self._ticked += 1
            extra["ticked"] = True
        return _linked(item, extra, [said, *(read for _, read in details)])

    def _read(self, content: str) -> Inline:
        return inline(content, self._links)

    def _parent(self, parent: Entry) -> str:
        if parent not in self._parents:
            text = self._read(parent.content).text
            self._parents[parent] = text if len(text) <= _LONGEST_PARENT else f"{text[: _LONGEST_PARENT - 1]}…"
        return self._parents[parent]

    def _rows(self, table: Table) -> Iterator[dict[str, Any]]:
        rows, reason = rows_of(table, self._read, self._columns, boxes=self._outline.boxes > 0)
        if reason:
            counted = f"{len(table.rows)} rows" if len(table.rows) != 1 else "one row"
            self._skipped.append(f"line {table.line}: a table of {counted}: {reason}")
        for row in rows:
            if row.item.get("text"):
                yield _linked(row.item, row.item.pop("extra", {}), row.cells)
            else:
                self._skipped.append(f"line {row.line}: a row without a text")

    def _title(self, headings: list[Heading]) -> Heading | None:
        """Return the heading that names the whole: the first one, if all items are below it or none is."""
        if len(self._outline.headings) < 2:
            return None
        first = self._outline.headings[1]
        below = [first in heading.path() for heading in headings]
        return first if all(below) or (first.level == 1 and not any(below)) else None

    def _sections(
        self, found: list[tuple[Heading, dict[str, list[dict[str, Any]]]]], first: Heading | None, title: str
    ) -> list[dict[str, Any]]:
        paths = {heading: self._path(heading, first) or [title] for heading, _ in found}
        times = Counter(path[-1] for path in paths.values())
        sections = []
        for heading, groups in found:
            path = paths[heading]
            # Two sections of one name are told apart by what stands above them.
            name = " › ".join(path) if times[path[-1]] > 1 else path[-1]
            extra: dict[str, Any] = {"headings": path[:-1]} if len(path) > 1 else {}
            if heading is not first and heading.line and (text := self._text(heading)):
                extra["text"] = text
            for group, items in groups.items():
                titled = group if group and name == title else f"{name} › {group}" if group else name
                # Without a heading the name is the file's, and a file may be renamed.
                section: dict[str, Any] = {} if heading.line or group else {"id": "items"}
                section |= {"title": titled, "items": items}
                sections.append(section | ({"extra": extra} if extra else {}))
        return sections

    def _path(self, heading: Heading, first: Heading | None) -> list[str]:
        return [self._said(above) for above in heading.path() if above.line and above is not first][::-1]

    def _said(self, heading: Heading) -> str:
        return self._read(heading.title).heading or f"Line {heading.line}"

    def _text(self, heading: Heading) -> str:
        return "\n\n".join(text for each in heading.text if (text := self._read(each).text))

    def _tell_empty(self, full: set[Heading], first: Heading | None) -> None:
        for heading in self._outline.headings[1:]:
            if heading not in full and heading is not first and (heading.above in full or heading.above is first):
                self._skipped.append(f"line {heading.line}: heading '{self._said(heading)}': no items below it")

    def _notes(self) -> Iterator[str]:
        if self._ticked:
            boxes = f"{self._ticked} boxes are" if self._ticked > 1 else "one box is"
            yield f"{boxes} ticked in the file: a checklist has no answers, so that extra.ticked keeps it"
        if self._outline.bullets:
            entries = (
                f"{self._outline.bullets} list entries have" if self._outline.bullets > 1 else "one list entry has"
            )
            yield f"{entries} no box: kept as text of the item or section that they belong to"

    def _nothing(self, path: Path, hidden: Mapping[str, int]) -> ChecklistError:
        if hidden:
            counted = " and ".join(f"{boxes} in {name}" for name, boxes in hidden.items())
            remedy = "`archnb checklist import FILE --fenced` takes them."
            return ChecklistError(f"there are no boxes but {counted}", path=path, remedy=remedy)
        tables = [entry for heading in self._outline.headings for entry in heading.entries if isinstance(entry, Table)]
        found = (
            f"{len(self._outline.headings) - 1} headings, {self._outline.bullets} list entries without a box, "
            f"{len(tables)} tables"
        )
        remedy = "Write each item as '- [ ] what must hold'."
        if tables:
            named = ", ".join(f"'{name}'" for name in islice(columns_of(tables[0], self._read), 20))
            remedy += f" Or say which column holds them: --map text=COLUMN; the first table has {named}."
        return ChecklistError(f"no items were found, only {found}", path=path, remedy=remedy)


def _why(parents: list[str], details: list[tuple[str, Inline]]) -> str:
    said = f"Part of: {' › '.join(parents)}" if parents else ""
    for source, read in details:
        if read.text:
            said += ("\n" if source.startswith("- ") else "\n\n") + read.text
    return said.strip()


def _linked(item: dict[str, Any], extra: dict[str, Any], read: list[Inline]) -> dict[str, Any]:
    """Add where the texts lead: to the web as references, elsewhere under ``extra``."""
    links = dict.fromkeys(link for each in read for link in each.links)
    web = [{"title": title, "url": url} for title, url in links if re.match(r"https?://", url)]
    if web:
        item["references"] = [*item.get("references", []), *web]
    if near := [{"title": title, "url": url} for title, url in links if not re.match(r"https?://", url)]:
        extra["links"] = near
    if images := [{"title": title, "url": url} for each in read for title, url in each.images]:
        extra["images"] = images
    if extra:
        item["extra"] = extra
    return item
