"""Find what must not leave the house, also where it is cut short, escaped or encoded."""

from __future__ import annotations

import base64
import binascii
import html
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from archnb.answers import STATUSES, WORDS
from archnb.printable import well_formed
from archnb.share.calling import any_of, phrase_of
from archnb.share.folding import one_line
from archnb.share.matching import Names

__all__ = ["Search", "strings_in"]

#: A table cuts a note after some 50 characters: so much of one in a row gives it away.
_WINDOW = 12
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{3,}={0,2}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([ntr])|([\\'\"/]))")
#: A note in JSON in a link in HTML.
_DEEPEST = 4
_TAG = re.compile(r"<[^<>]*>")
#: They say nothing by themselves, and stand in every document.
_NOTHING = {word.casefold() for word in (*STATUSES, *WORDS.values())}


class Search:
    """A search for texts and names.

    Parameters
    ----------
    texts : iterable of str
        Notes, evidence: found in parts as well.
    names : Names
        Found wherever they are known.
    public : iterable of str
        What the checklist says, which is no secret even where somebody repeats it in a note.
    """

    def __init__(self, texts: Iterable[str], names: Names, *, public: Iterable[str] = ()) -> None:
        self._names = names
        lines = {one_line(line) for text in texts for line in (text, *text.splitlines())} - _NOTHING - {""}
        known = {window for text in public for window in _windows(one_line(text))}
        self._windows = {window for line in lines for window in _windows(line)} - known
        self._short = any_of(phrase_of(line) for line in lines if len(line) < _WINDOW)

    def __contains__(self, text: object) -> bool:
        said = str(text)
        return any(map(self._meets, _views(said))) or any(map(self._meets_encoded, _BASE64.findall(said)))

    def finds_name(self, text: str) -> bool:
        """Whether a name is in the text, in whatever form."""
        hidden = filter(lambda said: "\ufffd" not in said, map(_from_base64, _BASE64.findall(text)))
        return any(map(self._names.are_in, (view for said in (text, *hidden) for view in _views(said))))

    def holds(self, value: Any) -> bool:
        """Whether it is in any text, or any key, of nested plain data."""
        return any(text in self for text in strings_in(value))

    def _meets(self, text: str) -> bool:
        said = one_line(text)
        return (
            not self._windows.isdisjoint(_windows(said))
            or self._short.search(said) is not None
            or self._names.are_in(text)
        )

    def _meets_encoded(self, part: str) -> bool:
        hidden = _from_base64(part)
        if "\ufffd" in hidden:  # a picture: among so many random bytes a short word is chance
            return not self._windows.isdisjoint(_windows(one_line(hidden)))
        return any(map(self._meets, _views(hidden)))


def _windows(text: str) -> Iterator[str]:
    return (text[start : start + _WINDOW] for start in range(len(text) - _WINDOW + 1))


def _views(text: str) -> Iterator[str]:
    """Yield a text as it is, and as what shows it would read it."""
    yield text
    if "\x1b" in text:  # what a terminal takes for a command, a page shows
        yield text.replace("\x1b", " ")
    plain = _decoded(text)
    if plain != text:
        yield plain
    if "<" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _decoded(text: str) -> str:
    """Undo the escapes of JSON and Python, of HTML, and of links, also of one within another."""
    for _ in range(_DEEPEST):
        plain = well_formed(unquote(html.unescape(_ESCAPE.sub(_character, text))))
        if plain == text:
            break
        text = plain
    return text


def _character(escape: re.Match[str]) -> str:
    code, blank, itself = escape[1] or escape[2] or escape[3], escape[4], escape[5]
    if code:
        number = int(code, 16)
        return chr(number) if number <= sys.maxunicode else "\ufffd"
    return " " if blank else itself


def _from_base64(part: str) -> str:
    whole = part.rstrip("=").translate(str.maketrans("-_", "+/"))
    whole = whole[: len(whole) - (len(whole) % 4 == 1)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text in nested plain data, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield str(key)
            yield from strings_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_in(part)
