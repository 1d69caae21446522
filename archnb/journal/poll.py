"""Several reviewers' own votes on one item, and the answer that they settled on afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from archnb import voting
from archnb.answers import STATUSES, WORDS, Answer
from archnb.journal.order import is_newer
from archnb.store import slug

__all__ = ["Poll", "resolved", "take_polls"]


class Poll(NamedTuple):
    """The votes on one item.

    Attributes
    ----------
    votes : tuple of Answer
        The newest of each reviewer, by name; one that was taken back is ``unanswered``.
    shared : Answer or None
        The newest answer that is nobody's own vote.
    """

    votes: tuple[Answer, ...] = ()
    shared: Answer | None = None

    @property
    def settled(self) -> Answer | None:
        """The shared answer, unless it was taken back or somebody voted after it."""
        shared = self.shared
        if shared is None or shared.status == "unanswered" or any(vote.at > shared.at for vote in self.votes):
            return None
        return shared

    @property
    def gap(self) -> int:
        """How far the votes are apart, settled or not: 0, 1 or 2; see `archnb.voting.gap`."""
        return int(voting.gap(*self._counts()))

    @property
    def disputed(self) -> bool:
        """Whether the votes differ and no shared answer settles it."""
        return self.gap > 0 and self.settled is None

    def _counts(self) -> tuple[int, int, int, int]:
        said = Counter(vote.status for vote in self.votes)
        return said["yes"], said["partial"], said["no"], said["na"]

    def answer(self) -> Answer:
        """Return the answer that counts: unanswered, with the votes as its note, where they are disputed."""
        if settled := self.settled:
            return settled
        if not self.votes:
            assert self.shared is not None  # a poll is made of something
            return self.shared
        status = STATUSES[int(voting.outcome(*self._counts()))]
        newest = max((vote for vote in self.votes if self.gap or vote.status == status), key=lambda vote: vote.at)
        if not self.gap:
            return newest
        said = "; ".join(f"{vote.reviewer}: {WORDS[vote.status]}" for vote in self.votes if vote.status != "unanswered")
        return Answer(
            at=newest.at,
            item=newest.item,
            status="unanswered",
            note=f"Disputed: {said}"[:10_000],
            reviewer=newest.reviewer,
            checklist=newest.checklist,
        )


def take_polls(answers: Iterable[Answer]) -> dict[str, Poll]:
    """Return the polls of a panel's answers, by item; the order of `answers` does not matter."""
    votes: dict[str, dict[str, Answer]] = {}
    shared: dict[str, Answer] = {}
    for answer in answers:
        place = votes.setdefault(answer.item, {}) if answer.vote else shared
        key = slug(answer.reviewer) if answer.vote else answer.item
        if key not in place or is_newer(answer, place[key]):
            place[key] = answer
    return {
        item: Poll(tuple(cast for _, cast in sorted(votes.get(item, {}).items())), shared.get(item))
        for item in votes.keys() | shared.keys()
    }


def resolved(answers: Sequence[Answer]) -> list[Answer]:
    """Return for each answer of a panel, oldest first, what its item came to with it."""
    of_item: dict[str, list[Answer]] = {}
    for answer in answers:
        of_item.setdefault(answer.item, []).append(answer)
    found = []
    for answer in answers:
        # Votes of one microsecond come to one thing: which of them is looked at last must not matter.
        so_far = (other for other in of_item[answer.item] if other.at <= answer.at)
        outcome = take_polls(so_far)[answer.item].answer()
        found.append(msgspec.structs.replace(outcome, at=answer.at))
    return found
