"""What a line of Markdown says, without its markup, and where its links lead."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markdown_it.token import Token

from archnb.formats.markdown.blocks import PARSER

__all__ = ["Inline", "inline"]

_MARKUP = re.compile(r"[\\`*_<>&!\[\]~\n]")
# The parser takes up to 10 µs a bracket and 400 bytes a mark, so that a text of nothing else is left as it is.
_LONGEST, _MOST_BRACKETS = 16_000, 40
_BREAKS = re.compile(r"<br\b", re.IGNORECASE)
_ICON = re.compile(r"(?<!\S):[a-z0-9_+-]+:(?!\S)")


class Inline(NamedTuple):
    """A text, and what it points to.

    Attributes
    ----------
    text : str
        On one line.
    links : tuple of (str, str)
        Title and address of each link.
    images : tuple of (str, str)
        Description and address of each image.
    """

    text: str
    links: tuple[tuple[str, str], ...] = ()
    images: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        """The text without GitHub's icons, such as ``:lock:``, unless it is nothing else."""
        return " ".join(_ICON.sub("", self.text).split()) or self.text


def inline(content: str, links: dict[str, Any]) -> Inline:
    """Read the markup in `content`; `links` are the file's link definitions."""
    if not _MARKUP.search(content) or len(content) > _LONGEST or content.count("[") > _MOST_BRACKETS:
        return Inline(" ".join(content.split()))
    [token] = PARSER.parseInline(content, {"references": links})
    return _read(token.children or [])


def _read(children: list[Token]) -> Inline:
    said: list[str] = []
    links: list[tuple[str, str]] = []
    images: list[tuple[str, str]] = []
    opened: list[tuple[int, str]] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif child.type == "link_open":
            opened.append((len(said), str(child.attrs["href"])))
        elif child.type == "link_close":
            start, address = opened.pop()
            links.append((_joined(said[start:]) or address, address))
        elif child.type == "image":
            images.append((child.content, str(child.attrs["src"])))
            said.append(_read(child.children or []).text)
        elif child.type == "html_inline":
            said.append(" " if _BREAKS.match(child.content) else "")
        else:
            said.append(child.content)
    return Inline(_joined(said), tuple(links), tuple(images))


def _joined(said: list[str]) -> str:
    return " ".join("".join(said).split())
