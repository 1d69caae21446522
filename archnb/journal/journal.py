"""Record an answer, name a moment: what is added to a review's logs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import msgspec

from archnb.answers import Answer, Milestone, Patch
from archnb.errors import AnswerError, StoreError, closest
from archnb.journal.following import Following, is_newer
from archnb.printable import well_formed
from archnb.store import Log, slug

__all__ = ["Journal"]

_TICK = timedelta(microseconds=1)


class Journal(Following):
    """The answers to a checklist that lie in a folder, and the way to add to them.

    Safe to use from several threads; other processes are met under a file lock.
    """

    def record(self, item: str, patch: Patch) -> Answer:
        """Apply `patch` to the newest answer of `item`, on disk, and return the answer that now holds.

        A patch that changes nothing of one's own answer adds no line, so a message that arrives twice is recorded once;
        to say the same as somebody else is an answer of its own.

        Raises
        ------
        AnswerError
            If the checklist has no such item, or the journal is read-only.
        StoreError
            If it could not be written; then nothing was.
        """
        if item not in self.checklist.items:
            raise AnswerError(
                f"there is no item '{item}' in {self.checklist.id} {self.checklist.version}",
                remedy=closest(item, self.checklist.items) or "`archnb checklist show` lists them.",
            )
        with self._writing() as log:
            previous = self._newest.get(item)
            at = self._later_than(previous)
            answer = patch.apply(previous, item=item, at=at, reviewer=self.reviewer)
            own = previous is None or previous.reviewer in (self.reviewer, log.path.stem)
            if own and answer.says_the_same_as(previous):
                return previous or answer
            log.append([_encode(answer, log.path.stem)])
            self.refresh()
            held = self._newest.get(item)
            if held is None or is_newer(answer, held):
                raise StoreError(
                    "the answer was written and cannot be read back",
                    path=log.path,
                    remedy="Look at the problems of the review.",
                )
            return held

    def mark(self, name: str) -> Milestone:
        """Name this moment, later than every answer that is known.

        Raises
        ------
        AnswerError
            If the name is empty, longer than 200 characters, or taken.
        """
        name = well_formed(name).strip()
        with self._writing() as log:
            if any(mark.milestone == name for mark in self.milestones):
                raise AnswerError(
                    f"there is a milestone '{name}' already", remedy="A milestone stays; choose another name."
                )
            if not 0 < len(name) <= 200:
                raise AnswerError("a milestone's name has 1 to 200 characters")
            mark = Milestone(
                at=self._later_than(max(self._newest.values(), key=lambda a: a.at, default=None)),
                milestone=name,
                checklist=f"{self.checklist.id}@{self.checklist.version}",
                reviewer=self.reviewer,
            )
            log.append([_encode(mark, log.path.stem)])
            self.refresh()
            return mark

    @contextmanager
    def _writing(self) -> Iterator[Log]:
        """Hold the reviewer's log against other processes, with everything known that others wrote before."""
        if not self.reviewer:
            raise AnswerError("this review is read-only", remedy="Open the review itself to answer.")
        log = Log(self.folder.path / f"{slug(self.reviewer)}.jsonl")
        with self._mutex, log.locked():
            self.folder.check_in_place()
            self.refresh()
            yield log

    def _later_than(self, newest: Answer | None) -> datetime:
        """Return the hybrid clock: now, but later than what one has seen, whatever the machines' clocks say."""
        now = self._clock().astimezone(UTC)
        return now if newest is None else max(now, newest.at + _TICK)


def _encode(entry: Answer | Milestone, stem: str) -> bytes:
    """Return the log's line; it names the reviewer only where the file's name does not."""
    if entry.reviewer == stem:
        entry = msgspec.structs.replace(entry, reviewer="")
    return msgspec.json.encode(entry)
