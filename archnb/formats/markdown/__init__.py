"""Markdown task lists as they occur: headings are sections, boxes are items, and so are the rows of some tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.formats.document import Document
from archnb.formats.id_comments import id_in
from archnb.formats.markdown.blocks import Block, blocks
from archnb.formats.markdown.boxes import box, hidden_boxes, is_broken, is_loose
from archnb.formats.markdown.drawing import draw, nothing
from archnb.formats.markdown.front import split_front
from archnb.formats.markdown.items import Items
from archnb.formats.markdown.outline import Outline
from archnb.formats.markdown.tables import Table

__all__ = ["read"]

_MOST_ITEMS, _MOST_HEADINGS, _MOST_BLOCKS = 20_000, 20_000, 200_000
_DEEPEST = 4
_NAMES = {"fence": "fenced code", "code": "indented code", "html": "raw HTML", "comment": "an HTML comment"}
_TAG = re.compile(r"<(?P<end>/?)(?P<tag>h[1-6]|summary|details)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_SUMMARY = 7  # a fold stands below every heading


def read(text: str, path: Path, *, fenced: bool = False, columns: Mapping[str, str] | None = None) -> Document:
    """Read the items of a Markdown file.

    Every entry of a list that begins with a box is an item. Where a file has no such box, the rows of a table are items
    if one of its columns holds ticks, answers, ratings, or room for them.

    Parameters
    ----------
    text : str
        The file.
    path : Path
        Named in errors; its name is the title where the file has none.
    fenced : bool
        Take the boxes in code, comments and raw HTML as well, which are examples otherwise.
    columns : mapping of str to str, optional
        Which column of a table holds which field; then the tables that have them are taken.

    Raises
    ------
    ChecklistError
        If there are no items, more than 20,000, or a part that is too large to be read.
    """
    front, body, line = split_front(text)
    reader = _Reader(fenced)
    try:
        for block in blocks(body, reader.links, line=line):
            reader.take(block)
        outline, skipped = reader.outline, reader.skipped
        items = Items(reader.links, skipped, columns or {}, boxes=outline.boxes > 0)
        document = draw(outline, items, skipped, front, path)
    except ChecklistError as error:
        problem = error.problem
        raise ChecklistError(problem.reason, path=path, place=problem.place, remedy=problem.remedy) from None
    if document is None:
        raise nothing(outline, items, reader.hidden, path)
    return document


class _Reader:
    """Sorts blocks into an outline, and counts the boxes that it leaves out."""

    def __init__(self, fenced: bool) -> None:
        self.outline = Outline()
        self.links: dict[str, Any] = {}
        self.skipped: list[str] = []
        self.hidden: dict[str, int] = {}
        self._fenced = fenced
        self._blocks = 0
        self._id = ""

    def take(self, block: Block, deep: int = 0) -> None:
        """Add one block."""
        self._count(block)
        id_, self._id = self._id, id_in(block.content) if block.kind == "html" else ""
        if block.kind == "heading":
            self.outline.add_heading(block.content, block.level, block.line, id_)
        elif block.kind == "bullet":
            self._take_bullet(block)
        elif block.kind == "text":
            if not block.depth and is_loose(block.content):
                self.skipped.append(f"line {block.line}: a box outside a list")
            self.outline.add_text(block, block.content)
        elif block.kind == "table":
            self.outline.add_table(Table(block.line, block.rows[0], block.rows[1:]))
        else:
            self._take_closed(block, deep)

    def _take_bullet(self, block: Block) -> None:
        found = box(block.content)
        if not found and is_broken(block.content):
            self.skipped.append(f"line {block.line}: {block.content[:20]!r} begins with no box: write '[ ]' for one")
        self.outline.add_bullet(block, found)

    def _count(self, block: Block) -> None:
        """Refuse what no person answers, and what would fill the memory."""
        self._blocks += 1
        if self.outline.boxes > _MOST_ITEMS:
            crowd = f"{_MOST_ITEMS:,} items"
        elif len(self.outline.headings) > _MOST_HEADINGS:
            crowd = f"{_MOST_HEADINGS:,} headings"
        elif self._blocks > _MOST_BLOCKS:
            crowd = f"{_MOST_BLOCKS:,} paragraphs and list entries"
        else:
            return
        raise ChecklistError(f"more than {crowd}", place=f"line {block.line}", remedy="Split the checklist.")

    def _take_closed(self, block: Block, deep: int) -> None:
        """Take what Markdown leaves as it is: code, comments, HTML."""
        comment = block.kind == "html" and block.content.lstrip().startswith("<!--")
        boxes = hidden_boxes(block.content)
        if boxes and self._fenced and deep < _DEEPEST:
            content = _TAGS.sub("", _opened(block.content)) if block.kind == "html" else block.content
            for inner in blocks(content, self.links, line=block.line + (block.kind == "fence")):
                self.take(inner._replace(depth=inner.depth + block.depth), deep + 1)
        elif boxes:
            name = _NAMES["comment" if comment else block.kind]
            self.hidden[name] = self.hidden.get(name, 0) + boxes
            counted = f"{boxes} boxes" if boxes > 1 else "a box"
            self.skipped.append(f"line {block.line}: {counted} in {name}, which --fenced takes")
        elif block.kind != "html":
            self.outline.add_text(block, block.content.rstrip("\n"))
        elif not comment:
            self._take_html(block)

    def _take_html(self, block: Block) -> None:
        """Take headings, and the titles of folds, that are written in HTML."""
        end, opened = 0, ""
        for tag in _TAG.finditer(block.content):
            name, said = tag["tag"].lower(), _TAGS.sub("", block.content[end : tag.start()]).strip()
            if name == "details" and tag["end"]:
                self.outline.close(_SUMMARY)
            elif opened == name and tag["end"] and said:
                level = _SUMMARY if name == "summary" else int(name[1:])
                self.outline.add_heading(" ".join(said.split()), level, block.line)
            opened, end = "" if tag["end"] or name == "details" else name, tag.end()


def _opened(html: str) -> str:
    """Return a comment's inside in its place, so that its lines keep their numbers."""
    return html.replace("<!--", "").replace("-->", "")
