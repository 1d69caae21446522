"""Markdown task lists: headings are sections, ``- [ ]`` boxes are items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archnb.formats.document import Document
from archnb.formats.id_comments import id_in
from archnb.formats.ids import identified, slug

__all__ = ["read"]

_BOX = re.compile(r"^\[[ xX]\]\s+")


def read(text: str, path: Path) -> Document:
    """Read the task list in `text`; the first heading before any item is the title.

    Boxes in fenced code and HTML comments are examples, not items, and do not count.
    """
    title, own = "", {}
    sections: list[dict[str, Any]] = []
    for kind, content, id_ in _headings_and_boxes(MarkdownIt("commonmark").parse(text)):
        known = {"id": id_} if id_ else {}
        if kind == "h1" and not title and not sections:
            title, own = content, known
        elif kind == "item":
            if not sections:
                sections.append({"title": title or path.stem, "items": []})
            sections[-1]["items"].append({"text": content, **known})
        else:
            sections.append({"title": content, "items": [], **known})
    kept = [section for section in sections if section["items"]]
    skipped = tuple(f"heading '{s['title']}': no items below it" for s in sections if not s["items"])
    name = title or path.stem
    identified_sections, notes = identified(kept)
    data = {"id": slug(name), **own, "title": name, "version": "1", "sections": identified_sections}
    return Document(data, skipped, notes)


def _headings_and_boxes(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """Yield what each heading and box is, its text, and the id that a comment before or in it says."""
    id_ = ""
    for before, token in pairwise(tokens):
        if before.type == "html_block":
            id_ = id_in(before.content)
        if token.type != "inline":
            continue
        if before.type == "heading_open":
            yield before.tag, _plain(token), id_
            id_ = ""
        elif before.type == "paragraph_open" and (box := _BOX.match(token.content)):
            comments = [id_in(child.content) for child in token.children or () if child.type == "html_inline"]
            yield "item", _plain(token)[box.end() :].strip(), next(filter(None, comments), "")


def _plain(inline: Token) -> str:
    """Return the text without markup; what a link or an image shows, without where it leads."""
    parts = {"softbreak": " ", "hardbreak": " "}
    return "".join(
        parts.get(child.type, child.content) for child in inline.children or () if child.type != "html_inline"
    )
