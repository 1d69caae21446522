"""Text from people as HTML that does nothing."""

from __future__ import annotations

from html import escape

from archnb.answers import GLYPHS, WORDS
from archnb.printable import printable

__all__ = ["paragraphs", "pill", "text"]


def text(said: object) -> str:
    """Escape a text for use between tags or within a quoted attribute."""
    return escape(printable(str(said)), quote=True)


def paragraphs(note: str, *, most: int = 40) -> str:
    """Keep the lines of a note apart, each in its own direction; the lines after the first `most` follow as one."""
    lines = [line for line in note.splitlines() if line.strip()]
    shown = lines[:most] + [" ".join(lines[most:])] * (len(lines) > most)
    return "".join(f'<div dir="auto">{text(line)}</div>' for line in shown)


def pill(status: str) -> str:
    """Write a status as glyph and word on its colour."""
    return f'<span class="archnb-x-pill archnb-x-{status}">{GLYPHS[status]} {WORDS[status]}</span>'
