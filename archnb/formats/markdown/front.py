"""The YAML that sites and issue templates put in front of Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.formats.plain_yaml import load_plain_yaml

__all__ = ["split_front"]

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\n", re.MULTILINE)


def split_front(text: str) -> tuple[dict[str, Any], str, int]:
    """Return what stands in front as data, the Markdown behind it, and the line where that begins, from 1."""
    if not text.startswith("---\n"):
        return {}, text, 1
    end = _END.search(text, 4)
    if not end:
        return {}, text, 1
    try:
        front = load_plain_yaml(text[4 : end.start()], Path())
    except ChecklistError:
        return {}, text, 1  # two rules with text between them, not YAML
    if not isinstance(front, dict):
        return {}, text, 1
    return front, text[end.end() :], text.count("\n", 0, end.end()) + 1
