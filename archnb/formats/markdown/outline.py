"""From blocks to sections: headings above, items below, and each box with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from archnb.formats.markdown.blocks import Block
from archnb.formats.markdown.boxes import Box
from archnb.formats.markdown.tables import Table

__all__ = ["Entry", "Heading", "Outline"]


class Heading:
    """A heading, what stands above it, and what stands right below."""

    def __init__(self, title: str, level: int, line: int, above: Heading | None, id_: str = "") -> None:
        self.title, self.level, self.line, self.above, self.id = title, level, line, above, id_
        self.entries: list[Entry | Table] = []
        self.text: list[str] = []

    def path(self) -> Iterator[Heading]:
        """Yield it and what stands above, the highest last."""
        heading: Heading | None = self
        while heading:
            yield heading
            heading = heading.above


class Entry:
    """An entry of a list: an item if it has a box."""

    def __init__(self, block: Block, box: Box | None, parent: Entry | None) -> None:
        self.line, self.depth, self.parent = block.line, block.depth, parent
        self.box = box
        self.content = box.text if box else block.content
        self.details: list[str] = []

    @property
    def item(self) -> Entry | None:
        """It, or the nearest entry above it, that has a box."""
        entry: Entry | None = self
        while entry and not entry.box:
            entry = entry.parent
        return entry

    def parents(self) -> Iterator[Entry]:
        """Yield the entries that it stands in, the nearest first."""
        entry = self.parent
        while entry:
            yield entry
            entry = entry.parent


class Outline:
    """The headings and entries of a file, as they come.

    Attributes
    ----------
    headings : list of Heading
        In the file's order; the first stands for the file.
    heading : Heading
        The one under which the next block stands.
    boxes, bullets : int
        How many entries have a box, and how many have none.
    """

    def __init__(self) -> None:
        self.heading = Heading("", 0, 0, None)
        self.headings = [self.heading]
        self._entry: Entry | None = None
        self.boxes = self.bullets = 0

    def add_heading(self, title: str, level: int, line: int, id_: str = "") -> None:
        """Begin a part of the file; a comment right before may have said its id."""
        above = next(heading for heading in self.heading.path() if heading.level < level)
        self.heading = Heading(title, level, line, above, id_)
        self.headings.append(self.heading)
        self._entry = None

    def close(self, level: int) -> None:
        """End the parts of the file from `level` down, as the end of a fold does."""
        self.heading = next(heading for heading in self.heading.path() if heading.level < level)
        self._entry = None

    def add_bullet(self, block: Block, box: Box | None) -> None:
        """Add an entry of a list; without a box it is a detail of the item that it stands in."""
        parent = self._at(block.depth - 1)
        entry = self._entry = Entry(block, box, parent)
        if box:
            self.heading.entries.append(entry)
            self.boxes += 1
            return
        self.bullets += 1
        if parent and parent.item:
            parent.item.details.append(f"- {block.content}")
        else:
            self.heading.text.append(f"- {block.content}")

    def add_text(self, block: Block, text: str) -> None:
        """Add what belongs to the entry that it stands in, or to the heading."""
        entry = self._at(block.depth)
        where = entry.item.details if entry and entry.item else self.heading.text
        where.append(text)

    def add_table(self, table: Table) -> None:
        """Add a table, whose rows may become items later."""
        self.heading.entries.append(table)

    def _at(self, depth: int) -> Entry | None:
        """Return the open entry that stands in `depth` lists; nothing outside of lists."""
        while self._entry and self._entry.depth > depth:
            self._entry = self._entry.parent
        return self._entry
