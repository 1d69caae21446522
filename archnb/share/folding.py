"""A text as a reader compares it, capitals, accents and colours aside, and where in it each character stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Folded", "fold", "folded", "one_line"]

#: Colours and cursor movements; and what opens and closes a terminal's link, whose address stays.
_ESCAPES = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][0-9;]*|\x1b\\|\x07|\x1b[()][0-2AB]|\x1b[=>78]")
_LINK = ("\x1b]", "\x1b\\", "\x07")
_ALIKE = str.maketrans("’‘ʼʹ´ıøØłŁđĐ", "'''''ioOlLdD") | {
    ord("æ"): "ae",
    ord("Æ"): "AE",
    ord("œ"): "oe",
    ord("Œ"): "OE",
}


class Folded(NamedTuple):
    """A text in its folded form.

    Attributes
    ----------
    text : str
        The folded form.
    places : sequence of int
        For each of its characters the index of the one that it stands for.
    """

    text: str
    places: Sequence[int]


def fold(text: str) -> Folded:
    """Return the text in small letters without accents, invisible characters and terminal escapes.

    ``ß`` is ``ss``, one letter made of two code points is the same as that of one, and a blank that does not break is
    a blank.
    """
    if text.isascii() and "\x1b" not in text and "\x07" not in text:
        return Folded(text.lower(), range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for escape in _ESCAPES.finditer(text):
        _take(text, at, escape.start(), letters, places)
        if escape[0].startswith(_LINK):
            letters.append(" ")
            places.append(escape.start())
        at = escape.end()
    _take(text, at, len(text), letters, places)
    return Folded("".join(letters), places)


def _take(text: str, start: int, end: int, letters: list[str], places: list[int]) -> None:
    for place in range(start, end):
        for letter in _letters(text[place]):
            letters.append(letter)
            places.append(place)


@lru_cache(maxsize=4096)
def _letters(char: str) -> str:
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char.translate(_ALIKE)).casefold())
    return "".join(part for part in parts if not (unicodedata.combining(part) or unicodedata.category(part) == "Cf"))


def folded(text: str) -> str:
    """Return the folded form alone."""
    return fold(text).text


def one_line(text: str) -> str:
    """Return the folded form with one blank for each run of white space."""
    return " ".join(folded(text).split())
