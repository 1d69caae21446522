"""Ids for checklists that come without: made from texts, so that the same file always gets the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

__all__ = ["fitting", "identified", "slug"]

_LONGEST = 60
_LONGEST_OWN = 120  # an item's id is its section's and its own, at most 200 together
_SILENT = set(" \t\n\r.,;:!?'\"`()[]{}/&_-…‐‑–—―’‘“”„«»‹›¿¡、。・「」《》،؛؟।")
_LOST = "\x00"


def identified(sections: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Give every section and item an id of its own.

    An id that is there already is the source's own and stays, made fit by `fitting`. Otherwise it is made from the
    section's title and the item's text alone, so that rewording one item changes no other id. What occurs again gets
    ``~2``, ``~3`` …, which no text can make.

    Parameters
    ----------
    sections : list of dict
        ``{"title", "items": [{"text", …}], …}``; each section and item may have an ``"id"``.

    Returns
    -------
    sections : list of dict
        New dicts, in the same order, ``"id"`` first.
    notes : tuple of str
        What occurred again, and the id that it got.
    """
    given = _Given()
    # The source's own come first: a slug that happens to be the same has to give way.
    owned = [
        (
            given.own(section, section["title"]),
            [given.own(item, f"{section['title']} › {item['text']}") for item in section["items"]],
        )
        for section in sections
    ]
    found = []
    for section, (own, items) in zip(sections, owned, strict=True):
        title = section["title"]
        name = own or given.free(slug(title), title)
        told = [
            id_ or given.free(f"{name}.{slug(item['text'])}", f"{title} › {item['text']}")
            for item, id_ in zip(section["items"], items, strict=True)
        ]
        identified = [{"id": id_, **_rest(item)} for id_, item in zip(told, section["items"], strict=True)]
        found.append({"id": name, **_rest(section), "items": identified})
    return found, tuple(given.notes)


def fitting(own: object) -> str:
    """Return a source's own id as archnb takes it: no blanks or controls, at most 120 characters."""
    name = re.sub(r"[\s\x00-\x1f\x7f]+", "-", str(own).strip()) or "item"
    return name if len(name) <= _LONGEST_OWN else f"{name[: _LONGEST_OWN - 7]}-{_digest(name)}"


def slug(text: str) -> str:
    """Return an id made from `text`: words of letters and digits, joined by hyphens, at most 60 characters.

    A text that loses something that matters on the way (its end, an emoji, the ``++`` of C++) gets a short digest of
    the whole, so that different texts have different ids.

    >>> slug("Use HTTPS."), slug("Use C++")
    ('use-https', 'use-c-a1c81f')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = folded.translate(_LETTERS)
    words = re.sub(f"[{_LOST}-]+", "-", kept).strip("-")
    if 0 < len(words) <= _LONGEST and _LOST not in kept:
        return words
    cut = words[: _LONGEST - 7]
    if len(words) > len(cut) and "-" in cut[20:]:
        cut = cut[: cut.rindex("-")]
    return f"{cut.strip('-') or 'item'}-{_digest(' '.join(folded.split()))}"


class _Letters(dict[int, str]):
    """What becomes of a character in an id: itself, nothing, a hyphen, or a hyphen and a loss."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)
        if kind[0] in "LN" or (kind[0] == "M" and kind != "Me" and not 0xFE00 <= code <= 0xFE0F):
            self[code] = char
        elif kind in ("Cf", "Me") or 0xFE00 <= code <= 0xFE0F:
            self[code] = ""
        else:
            self[code] = "-" if char in _SILENT or kind == "Zs" else _LOST
        return self[code]


_LETTERS = _Letters()


class _Given:
    """The ids given so far."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}
        self.notes: list[str] = []

    def own(self, noun: dict[str, Any], place: str) -> str:
        """Give a noun its source's id; empty if it has none."""
        return self.free(fitting(noun["id"]), place) if "id" in noun else ""

    def free(self, wanted: str, place: str) -> str:
        """Give `wanted`, or what it becomes when it is taken."""
        id_ = wanted
        while id_ in self._times:
            self._times[wanted] += 1
            id_ = f"{wanted}~{self._times[wanted]}"
        self._times[id_] = 1
        if id_ != wanted:
            self.notes.append(f"{' '.join(place.split())}: there is one like it already; this one's id is {id_}")
        return id_


def _rest(noun: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in noun.items() if field != "id"}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
