"""Find what must not leave the house, also where it is cut short, escaped or encoded."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from archnb.answers import STATUSES, WORDS
from archnb.printable import well_formed

__all__ = ["Search", "strings_in"]

#: A table cuts a note after some 50 characters: so much of one in a row gives it away.
_WINDOW = 12
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{3,}={0,2}")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([ntr])|([\\'\"/]))")
_TAG = re.compile(r"<[^<>]*>")
#: They say nothing by themselves, and stand in every document.
_NOTHING = {word.casefold() for word in (*STATUSES, *WORDS.values())}


class Search:
    """A search for texts and names.

    Parameters
    ----------
    texts : iterable of str
        Notes, evidence: found in parts as well.
    names : iterable of str
        Found as whole words, in capitals or not.
    parts : iterable of str
        Parts of names: found as whole words, and only as they are written.
    public : iterable of str
        What the checklist says, which is no secret even where somebody repeats it in a note.
    kept : iterable of str
        Names that are no secret, whatever is in them.
    """

    def __init__(
        self,
        texts: Iterable[str],
        names: Iterable[str],
        *,
        parts: Iterable[str] = (),
        public: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        self._kept = _any_of(list(kept), re.IGNORECASE)
        lines = {_folded(line) for text in texts for line in (text, *text.splitlines())} - _NOTHING - {""}
        known = {window for text in public for window in _windows(_folded(text))}
        self._windows = {window for line in lines for window in _windows(line)} - known
        short = [line for line in lines if len(line) < _WINDOW]
        self._words = _any_of([*short, *filter(None, map(_folded, names))])
        self._parts = _any_of(list(parts))

    def __contains__(self, text: object) -> bool:
        said = str(text)
        return any(map(self._meets, _views(said))) or any(map(self._meets_encoded, _BASE64.findall(said)))

    def holds(self, value: Any) -> bool:
        """Whether it is in any text, or any key, of nested plain data."""
        return any(text in self for text in strings_in(value))

    def _meets(self, text: str) -> bool:
        if not self._windows.isdisjoint(_windows(_folded(text))):
            return True
        rest = self._kept.sub(" ", text)
        return bool(self._parts.search(rest) or self._words.search(_folded(rest)))

    def _meets_encoded(self, part: str) -> bool:
        hidden = _from_base64(part)
        if "\ufffd" in hidden:  # a picture: among so many random bytes a short word is chance
            return not self._windows.isdisjoint(_windows(_folded(hidden)))
        return any(map(self._meets, _views(hidden)))


def _any_of(words: list[str], flags: int = 0) -> re.Pattern[str]:
    """Return what finds one of the words; without any it finds nothing."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    alternatives = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{alternatives})(?![^\W_])", flags)


def _windows(text: str) -> Iterator[str]:
    return (text[start : start + _WINDOW] for start in range(len(text) - _WINDOW + 1))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _views(text: str) -> Iterator[str]:
    """Yield a text as it is, and as what shows it would read it."""
    yield text
    plain = _decoded(text)
    if plain != text:
        yield plain
    if "<" in plain:
        yield _TAG.sub("", plain)
        yield _TAG.sub(" ", plain)


def _decoded(text: str) -> str:
    """Undo the escapes of JSON and Python, of HTML, and of links."""
    return well_formed(unquote(html.unescape(_ESCAPE.sub(_character, text))))


def _character(escape: re.Match[str]) -> str:
    unicode, byte, blank, itself = escape.groups()
    if unicode or byte:
        return chr(int(unicode or byte, 16))
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
