"""Words on which two reviewers will not agree. English only: other languages are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from archnb.checklist import Item

__all__ = ["Doubt", "doubts"]

_VAGUE = re.compile(
    r"\b(appropriate(?:ly)?|suitabl[ey]|proper(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|reasonabl[ey]|good|well|robust|"
    r"correctly|strategically|efficient(?:ly)?|user[- ]friendly|state[- ]of[- ]the[- ]art|best practices?|various|etc)"
    r"\b(?!-)",
    re.IGNORECASE,
)
#: In a criterion fewer words are vague: "well below 300 ms" is not.
_VAGUE_CRITERION = re.compile(
    r"\b(appropriate(?:ly)?|properly|adequate(?:ly)?|sufficient(?:ly)?|reasonabl[ey]|etc|and/or|best practices?|"
    r"(?:as|if|where) (?:needed|possible))\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:as|if|when|where) (?:needed|necessary|required|possible|applicable)\b", re.IGNORECASE)
_TWO = re.compile(
    r"\band/or\b|\band (?:is|are|has|have|can|must|does|do|was|were)\b|\b\w+ed and \w+ed\b|\?.*\?|;", re.IGNORECASE
)
_NEGATION = re.compile(r"^(?:no|never|none)\b|\b(?:not|never)\b|\b\w+n['’]t\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b|\blorem ipsum\b")
_CODE = re.compile(r"`[^`]*`")


class Doubt(NamedTuple):
    """A field of an item that can be read in two ways."""

    field: str
    reason: str
    remedy: str


def doubts(item: Item) -> Iterator[Doubt]:
    """Yield what in an item's words leaves the answer to taste.

    What the text leaves open the guidance may settle: a vague word and a negation are no doubt where the item says what
    counts as yes and as no, nor two things in one where it says what counts as partial, nor a condition where it says
    when it does not apply.
    """
    yield from _of_text(item)
    for field in ("verify", "yes", "partial", "no"):
        if found := _VAGUE_CRITERION.search(_said(item, field)):
            remedy = "Name what to look at: a number, a file, a setting."
            yield Doubt(field, f"'{found[0]}' is a matter of taste", remedy)
    for field in ("text", "why", "verify", "yes", "partial", "no", "na", "improve"):
        if found := _PLACEHOLDER.search(_said(item, field)):
            yield Doubt(field, f"'{found[0]}' is still there", "Write what belongs here.")


def _of_text(item: Item) -> Iterator[Doubt]:
    text, settled = _said(item, "text"), bool(item.yes and item.no)
    if not settled and (found := _VAGUE.search(text)):
        remedy = "Name what to look at, or say under 'yes' and 'no' what counts."
        yield Doubt("text", f"'{found[0]}' is a matter of taste", remedy)
    if not item.na and (found := _CONDITION.search(text)):
        remedy = "Leave it out, and say under 'na' when the item does not apply."
        yield Doubt("text", f"'{found[0]}' does not say when", remedy)
    if not (settled and item.partial) and (found := _TWO.search(text)):
        remedy = "Make two items of it, or say under 'yes', 'partial' and 'no' what counts when one of them holds."
        yield Doubt("text", f"'{found[0]}' asks for two things at once", remedy)
    if not settled and (found := _NEGATION.search(text)):
        remedy = "Say what must hold without it, or say under 'yes' and 'no' what counts."
        yield Doubt("text", f"with '{found[0]}' in it, yes can be read in two ways", remedy)


def _said(item: Item, field: str) -> str:
    said: str | tuple[str, ...] = getattr(item, field)
    return _CODE.sub("", said if isinstance(said, str) else " ".join(said))
