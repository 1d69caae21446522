"""How a review stands at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from archnb.answers import Answer
from archnb.checklist import SEVERITIES, Checklist, Item, Section
from archnb.journal.poll import Poll
from archnb.scoring import SEVERITY_WEIGHTS, Tally, tally
from archnb.store import ReviewInfo

__all__ = ["Finding", "State"]


class Finding(NamedTuple):
    """An applicable item that is answered no or partial."""

    item: Item
    answer: Answer


class State(NamedTuple):
    """The newest answer to each item of a checklist, at one moment.

    Attributes
    ----------
    checklist : Checklist
        What was asked.
    info : ReviewInfo
        Project, tags and repository.
    answers : mapping of str to Answer
        By item id; an item without an entry was never answered. Ids of retired items may be among them.
    at : datetime or None
        The moment; None for the present.
    check_again : mapping of str to str
        Why an answer is to be looked at again, by item id: its item was reworded since, for example.
    earlier : tuple of Checklist
        The versions that were asked before, as far as they are here.
    names : mapping of str to str
        The id of each item that had another one in an earlier version, by that one.
    polls : mapping of str to Poll
        The votes on each item of a panel that was revealed; what they come to stands in `answers`.
    revealed : datetime or None
        Since when a panel's votes are seen by all.
    """

    checklist: Checklist
    info: ReviewInfo
    answers: Mapping[str, Answer]
    at: datetime | None = None
    check_again: Mapping[str, str] = MappingProxyType({})
    earlier: tuple[Checklist, ...] = ()
    names: Mapping[str, str] = MappingProxyType({})
    polls: Mapping[str, Poll] = MappingProxyType({})
    revealed: datetime | None = None

    @property
    def disputed(self) -> frozenset[str]:
        """The items on which a panel's votes differ and nothing was settled; they count as unanswered."""
        return frozenset(item for item, poll in self.polls.items() if poll.disputed)

    def status(self, item: str) -> str:
        """Return the item's status; ``"unanswered"`` where nobody said anything."""
        answer = self.answers.get(item)
        return answer.status if answer else "unanswered"

    def tally(self, section: Section | None = None, *, weights: str | None = None) -> Tally:
        """Count the statuses of a section's items, or of all.

        Parameters
        ----------
        section : Section, optional
            Count its items only.
        weights : {None, "item", "severity"}
            Add up the items' own weights or their severities' instead of counting.
        """
        items = section.items if section else self.checklist.items.values()
        statuses = [self.status(item.id) for item in items]
        if weights is None:
            return tally(statuses)
        if weights == "severity":
            return tally(statuses, [SEVERITY_WEIGHTS[item.severity] for item in items])
        return tally(statuses, [item.weight for item in items])

    def findings(self) -> list[Finding]:
        """Return the findings, worst first: by severity, no before partial, then in checklist order."""
        found = [
            Finding(item, self.answers[item.id])
            for item in self.checklist.items.values()
            if self.status(item.id) in ("no", "partial")
        ]
        return sorted(found, key=lambda f: (SEVERITIES.index(f.item.severity), f.answer.status != "no"))

    @property
    def to_check_again(self) -> list[Item]:
        """The items whose answers are to be looked at again, in checklist order."""
        return [item for item in self.checklist.items.values() if item.id in self.check_again]

    @property
    def blockers(self) -> list[Finding]:
        """The critical items answered no: the gate, which no average hides."""
        return [f for f in self.findings() if f.item.severity == "critical" and f.answer.status == "no"]

    @property
    def last_answered(self) -> datetime | None:
        """When the newest answer was given; None before the first."""
        return max((self.answers[i].at for i in self.checklist.items if i in self.answers), default=None)

    @property
    def reviewers(self) -> list[str]:
        """Whose answers stand, by name."""
        return sorted({self.answers[i].reviewer for i in self.checklist.items if i in self.answers})
