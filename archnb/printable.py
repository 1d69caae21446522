"""Text from people, made safe to print: a note may hold terminal escapes or direction overrides."""

from __future__ import annotations

import re

__all__ = ["printable", "well_formed"]

# C0 and C1 controls but for tab and newline, and the marks that reorder or hide what follows them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def printable(text: str, *, one_line: bool = False) -> str:
    r"""Replace each character that a terminal would act on by ``\ufffd``.

    Parameters
    ----------
    text : str
        Any text, from anybody.
    one_line : bool
        Also fold runs of white space into one blank, for a cell of a table.
    """
    safe = _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n"))
    return " ".join(safe.split()) if one_line else safe


def well_formed(text: str) -> str:
    """Replace lone surrogates, which a browser can send and UTF-8 cannot hold."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
