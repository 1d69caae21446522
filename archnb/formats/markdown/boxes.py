"""What counts as a box, and what only looks like one."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Box", "box", "hidden_boxes", "is_broken", "is_loose"]

# `[x](address)` and `[x]: address` are links.
_BOX = re.compile(
    r"\\?\[(?P<square>[ \t\u00a0\u3000xX✓✔])\\?\](?![(\[:])\s*"
    r"|(?P<ballot>[☐☑☒])\ufe0f?\s*"
    r"|<input\b(?P<input>[^<>]*\bcheckbox\b[^<>]*)>\s*"
)
_BROKEN = re.compile(r"\[(?:\s*|[-~?*vVyY✗✘√])\](?![(\[:])")
_HIDDEN = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE)


class Box(NamedTuple):
    """A box at the start of a list's entry: the text behind it, and whether it is ticked."""

    text: str
    ticked: bool


def box(content: str) -> Box | None:
    """Return the box with which `content` begins, or nothing.

    GitHub's ``[ ]`` and ``[x]``, with or without a blank behind and however blank inside, the letters ☐ ☑ ☒, and
    HTML's ``<input type="checkbox">`` are boxes; ``[]`` and ``[y]`` are not.
    """
    found = _BOX.match(content)
    if not found:
        return None
    ticked = (found["square"] or " ").strip() or found["ballot"] in ("☑", "☒") or "checked" in (found["input"] or "")
    return Box(content[found.end() :], bool(ticked))


def is_broken(content: str) -> bool:
    """Whether a list's entry begins with what somebody may have meant as a box."""
    return bool(_BROKEN.match(content))


def is_loose(content: str) -> bool:
    """Whether a paragraph outside of lists begins with a box."""
    return content.startswith(("[ ] ", "[x] ", "[X] "))


def hidden_boxes(content: str) -> int:
    """Return how many boxes a code block, a comment or raw HTML seems to hold."""
    return sum(1 for _ in _HIDDEN.finditer(content))
