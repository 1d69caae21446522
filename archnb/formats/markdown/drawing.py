"""From an outline to a checklist: titles, sections, and what is said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.formats.document import Document
from archnb.formats.ids import identified, slug
from archnb.formats.markdown.items import Items
from archnb.formats.markdown.outline import Heading, Outline
from archnb.formats.markdown.tables import Table, columns_of

__all__ = ["draw", "nothing"]

Found = list[tuple[Heading, dict[str, list[dict[str, Any]]]]]


def draw(outline: Outline, items: Items, skipped: list[str], front: Mapping[str, Any], path: Path) -> Document | None:
    """Return the document; nothing if it would have no item.

    Parameters
    ----------
    outline : Outline
        The file's headings and what stands below each.
    items : Items
        What makes items of that.
    skipped : list of str
        What was skipped; headings without items are added.
    front : mapping
        What stands in front of the file.
    path : Path
        Its name is the title where the file has none.
    """
    found = [(heading, groups) for heading in outline.headings if (groups := items.below(heading))]
    if not found:
        return None
    drawing = _Drawing(outline, items, found)
    named = next((text for key in ("title", "name") if (text := " ".join(str(front.get(key) or "").split()))), "")
    title = named or drawing.title or path.stem
    sections, notes = identified(drawing.sections(title))
    skipped += drawing.empty()
    description, rest = drawing.about()
    extra = {**({"front": dict(front)} if front else {}), **({"text": rest} if rest else {})}
    data = {
        "id": drawing.id or slug(title),
        "title": title,
        "version": "1",
        "description": description,
        "sections": sections,
    }
    return Document({**data, "extra": extra}, tuple(skipped), (*notes, *_notes(outline, items)))


class _Drawing:
    """What the headings of a file are to its items."""

    def __init__(self, outline: Outline, items: Items, found: Found) -> None:
        self._outline, self._items, self._found = outline, items, found
        self._first = self._naming()

    def _naming(self) -> Heading | None:
        """Return the heading that names the whole: the first one, if all items are below it or none is."""
        if len(self._outline.headings) < 2:
            return None
        first = self._outline.headings[1]
        below = [first in heading.path() for heading, _ in self._found]
        return first if all(below) or (first.level == 1 and not any(below)) else None

    @property
    def id(self) -> str:
        """The id that the file gives itself; empty if it does not."""
        return self._first.id if self._first else ""

    @property
    def title(self) -> str:
        """What the file calls itself; empty if it does not."""
        return self._said(self._first) if self._first else ""

    def about(self) -> tuple[str, str]:
        """Return the paragraphs below the title, and what else stands outside of the sections."""
        before = self._outline.headings[0]
        about = (self._first or before).text
        lead = list(takewhile(lambda text: not text.startswith("- "), about))
        return self._text(lead), self._text(about[len(lead) :] + (before.text if self._first else []))

    def sections(self, title: str) -> list[dict[str, Any]]:
        """Return the sections, without ids; one right below the title has its name."""
        paths = {heading: self._path(heading) or [title] for heading, _ in self._found}
        times = Counter(path[-1] for path in paths.values())
        sections = []
        for heading, groups in self._found:
            path = paths[heading]
            # Two sections of one name are told apart by what stands above them.
            name = " › ".join(path) if times[path[-1]] > 1 else path[-1]
            extra: dict[str, Any] = {"headings": path[:-1]} if len(path) > 1 else {}
            if heading is not self._first and heading.line and (text := self._text(heading.text)):
                extra["text"] = text
            for group, items in groups.items():
                titled = group if group and name == title else f"{name} › {group}" if group else name
                # Without a heading the name is the file's, and a file may be renamed.
                section: dict[str, Any] = {} if heading.line or group else {"id": "items"}
                if heading.id and not group and heading is not self._first:
                    section = {"id": heading.id}
                section |= {"title": titled, "items": items}
                sections.append(section | ({"extra": extra} if extra else {}))
        return sections

    def empty(self) -> Iterator[str]:
        """Yield what to say of each heading without items below it; what stands under such a one goes with it."""
        full = {above for heading, _ in self._found for above in heading.path()}
        for heading in self._outline.headings[1:]:
            if heading not in full and heading is not self._first and heading.above in {*full, self._first}:
                yield f"line {heading.line}: heading '{self._said(heading)}': no items below it"

    def _path(self, heading: Heading) -> list[str]:
        return [self._said(above) for above in heading.path() if above.line and above is not self._first][::-1]

    def _said(self, heading: Heading) -> str:
        return self._items.read(heading.title).heading or f"Line {heading.line}"

    def _text(self, parts: list[str]) -> str:
        """Return paragraphs, and the entries of lists on lines of their own."""
        said = ""
        for part in parts:
            if text := self._items.read(part).text:
                said += ("\n" if part.startswith("- ") else "\n\n") + text
        return said.strip()


def _notes(outline: Outline, items: Items) -> Iterator[str]:
    if items.ticked:
        boxes = f"{items.ticked} boxes are" if items.ticked > 1 else "one box is"
        yield f"{boxes} ticked in the file: a checklist has no answers, so that extra.ticked keeps it"
    if outline.bullets:
        entries = f"{outline.bullets} list entries have" if outline.bullets > 1 else "one list entry has"
        yield f"{entries} no box: kept as text of the item or section that they belong to"


def nothing(outline: Outline, items: Items, hidden: Mapping[str, int], path: Path) -> ChecklistError:
    """Return the error that says what there is instead of items."""
    if hidden:
        counted = " and ".join(f"{boxes} in {name}" for name, boxes in hidden.items())
        remedy = "`archnb checklist import FILE --fenced` takes them."
        return ChecklistError(f"there are no boxes but {counted}", path=path, remedy=remedy)
    tables = [entry for heading in outline.headings for entry in heading.entries if isinstance(entry, Table)]
    found = f"{len(outline.headings) - 1} headings, {outline.bullets} list entries without a box, {len(tables)} tables"
    remedy = "Write each item as '- [ ] what must hold'."
    if tables:
        named = ", ".join(f"'{name}'" for name in islice(columns_of(tables[0], items.read), 20))
        remedy += f" Or say which column holds them: --map text=COLUMN; the first table has {named}."
    return ChecklistError(f"no items were found, only {found}", path=path, remedy=remedy)
