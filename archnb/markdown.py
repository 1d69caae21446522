"""Text from people as GitHub's Markdown: it reads as it was written, and does nothing."""

from __future__ import annotations

import re

from archnb.printable import printable, well_formed

__all__ = ["code", "escape", "fenced", "paragraphs"]

_LINK = re.compile(r"(https?://[^\s<>`|\\\"]*[^\s<>`|\\\".,;:!?)'\]*_~])")
_BREAK = "\u200b"
# What GitHub and GitLab turn into a notice for somebody: @name, and #12 or GH-12, which writes into that issue.
_CALLS = re.compile(r"(?<![A-Za-z0-9_])@(?=\w)|#(?=\d)|\bGH-(?=\d)", re.IGNORECASE)
_ACTIVE = re.compile(r"[\\`*_\[\]~$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_STARTS = re.compile(r"^([-+=#]|\d+(?=[.)]))")


def escape(text: str) -> str:
    """Return `text` as one line of Markdown without tags, markup, mentions or references to issues.

    Links to the web stay links, and show where they lead. The line may stand in a cell of a table.
    """
    parts = _LINK.split(printable(well_formed(text), one_line=True))
    line = "".join(f"<{part}>" if index % 2 else _inert(part) for index, part in enumerate(parts))
    # A list's number keeps its digits and loses its dot: "1\\." is text.
    return _STARTS.sub(lambda start: f"{start[0]}\\" if start[0].isdigit() else f"\\{start[0]}", line)


def _inert(text: str) -> str:
    text = _ACTIVE.sub(r"\\\g<0>", _CALLS.sub(rf"\g<0>{_BREAK}", text))
    return re.sub(r"[&<>|]", lambda char: _ENTITIES[char[0]], text)


def paragraphs(text: str) -> str:
    """Return `text` as paragraphs of Markdown, each of its lines on a line of its own."""
    lines = [escape(line) for line in printable(well_formed(text)).split("\n")]
    blocks = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    return "\n\n".join(block.replace("\n", "\\\n") for block in blocks)


def code(text: str) -> str:
    """Return `text` as code on one line; a backtick in it ends nothing."""
    said = printable(well_formed(text), one_line=True)
    fence = "`" * (1 + max(map(len, re.findall("`+", said)), default=0))
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}" if said else ""


def fenced(text: str) -> str:
    """Return `text` as a block of code that keeps every blank and line."""
    said = printable(well_formed(text))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", said)), default=0))
    return f"{fence}text\n{said}\n{fence}"
