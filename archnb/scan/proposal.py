"""What a scan says about an item: a status if the repository settles it, how surely, why, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, Protocol, get_args

import msgspec

from archnb.printable import printable, well_formed

__all__ = [
    "CONFIDENCES",
    "Confidence",
    "Placed",
    "Proposal",
    "Verdict",
    "no",
    "not_applicable",
    "partial",
    "unknown",
    "yes",
]

Proposed = Literal["yes", "partial", "no", "na"]
Confidence = Literal["high", "medium", "low"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)

#: More places than a reviewer opens are noise; the reason gives the count.
MOST_EVIDENCE = 8


class Placed(Protocol):
    """Whatever was found in a repository: it knows its place."""

    @property
    def place(self) -> str:
        """Path and line, such as ``"app/main.py:31"``."""


class Verdict(msgspec.Struct, frozen=True):
    """What a detector answers; `Proposal` without the item, which the detector's declaration names.

    Attributes
    ----------
    status : {"yes", "partial", "no", "na"} or None
        None where the repository cannot tell.
    confidence : {"high", "medium", "low"}
        ``"high"`` only when the repository settles the question by itself.
    reason : str
        One sentence for the reviewer, with a full stop.
    evidence : tuple of str
        At most eight places, such as ``"app/main.py:31"``, each once, in the order given.
    """

    status: Proposed | None
    confidence: Confidence
    reason: str
    evidence: tuple[str, ...] = ()

    def about(self, item: str) -> Proposal:
        """Return this verdict as the proposal for `item`."""
        return Proposal(
            item=item,
            status=self.status,
            confidence=self.confidence,
            reason=self.reason,
            evidence=self.evidence,
        )


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict about one item of the checklist; its fields are those of `Verdict`."""

    item: str
    status: Proposed | None
    confidence: Confidence
    reason: str
    evidence: tuple[str, ...] = ()


Evidence = Placed | str | Iterable[Placed | str]


def yes(reason: str, *evidence: Evidence, confidence: Confidence = "medium") -> Verdict:
    """Say that the item holds; `evidence` is anything found, or collections of it."""
    return _verdict("yes", confidence, reason, evidence)


def partial(reason: str, *evidence: Evidence, confidence: Confidence = "medium") -> Verdict:
    """Say that the item holds in part."""
    return _verdict("partial", confidence, reason, evidence)


def no(reason: str, *evidence: Evidence, confidence: Confidence = "medium") -> Verdict:
    """Say that the item fails; without evidence only for what would stand in a repository if it existed."""
    return _verdict("no", confidence, reason, evidence)


def not_applicable(reason: str, *evidence: Evidence, confidence: Confidence = "medium") -> Verdict:
    """Say that the item does not apply."""
    return _verdict("na", confidence, reason, evidence)


def unknown(reason: str, *evidence: Evidence) -> Verdict:
    """Say that nothing was found, or nothing that settles it: no status, low confidence."""
    return _verdict(None, "low", reason, evidence)


def _verdict(status: Proposed | None, confidence: Confidence, reason: str, evidence: Iterable[Evidence]) -> Verdict:
    places = dict.fromkeys(place for given in evidence for place in _places(given))
    return Verdict(status, confidence, _shown(reason), tuple(map(_shown, list(places)[:MOST_EVIDENCE])))


def _places(given: Evidence) -> Iterator[str]:
    if isinstance(given, str):
        yield given
    elif hasattr(given, "place"):  # first, for a part of a YAML file is a mapping with a place
        yield given.place
    else:
        for part in given:
            yield from _places(part)


def _shown(text: str) -> str:
    # A file's name is chosen by the repository's author, who may be hostile to a terminal.
    return printable(well_formed(text), one_line=True)
