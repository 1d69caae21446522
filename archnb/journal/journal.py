"""Record an answer, read the state at any time, follow what others write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from archnb.answers import Answer, Milestone, Patch
from archnb.checklist import Checklist
from archnb.errors import AnswerError, Problem, StoreError, closest
from archnb.journal.reader import LogReader
from archnb.journal.state import State
from archnb.printable import well_formed
from archnb.store import Log, ReviewFolder, slug

__all__ = ["Journal", "is_newer"]

_TICK = timedelta(microseconds=1)
_AHEAD = timedelta(days=1)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class News(NamedTuple):
    """What changed since a version of a journal, and how everything stands; all of one moment.

    Attributes
    ----------
    version : int
        The journal's version now.
    answers : dict of str to Answer or None
        By item; None where a merge took the last answer away.
    state : State
        All answers that stand.
    """

    version: int
    answers: dict[str, Answer | None]
    state: State


class Journal:
    """The answers to `checklist` that lie in `folder`, and the way to add to them.

    Safe to use from several threads; other processes are met under a file lock.

    Parameters
    ----------
    folder : ReviewFolder
        Where the logs lie.
    checklist : Checklist
        What is asked.
    reviewer : str
        In whose log answers are recorded; empty for reading only.
    clock : callable
        Returns the present moment, time-zone-aware.

    Attributes
    ----------
    version : int
        Grows whenever an answer appears; a cursor for `news`.
    """

    def __init__(
        self,
        folder: ReviewFolder,
        checklist: Checklist,
        *,
        reviewer: str = "",
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.folder = folder
        self.checklist = checklist
        self.reviewer = reviewer
        self.version = 0
        self._clock = clock
        self._mutex = threading.RLock()
        self._logs: dict[Path, LogReader] = {}
        self._newest: dict[str, Answer] = {}
        self._changed: dict[str, int] = {}
        self.refresh()

    def refresh(self) -> None:
        """Take up what was written since the last call, by anybody."""
        with self._mutex:
            paths = self.folder.log_paths()
            replaced = bool(self._logs.keys() - set(paths))
            self._logs = {path: self._logs.get(path) or LogReader(path) for path in paths}
            new: list[Answer] = []
            try:
                for log in self._logs.values():
                    restarted, answers = log.read_new()
                    replaced |= restarted
                    new += answers
            finally:  # a log that cannot be read must not cost what the others have given: they give it only once
                if replaced:
                    self._rebuild()
                elif new:
                    self.version += 1
                    self._take_up(new)

    def _rebuild(self) -> None:
        """Read the state anew from all logs: one of them was replaced, as a git merge does."""
        before, self._newest = self._newest, {}
        self.version += 1
        changed = dict(self._changed)
        for log in self._logs.values():
            self._take_up(log.answers)
        for item in before.keys() | self._newest.keys():
            if before.get(item) == self._newest.get(item) and item in changed:
                self._changed[item] = changed[item]
            else:
                self._changed[item] = self.version

    def _take_up(self, answers: list[Answer]) -> None:
        for answer in answers:
            newest = self._newest.get(answer.item)
            if newest is None or is_newer(answer, newest):
                self._newest[answer.item] = answer
                self._changed[answer.item] = self.version

    def news(self, since: int) -> News:
        """Return the newest answer of each item that changed after the journal was at version `since`."""
        with self._mutex:
            changed = {item: self._newest.get(item) for item, when in self._changed.items() if when > since}
            return News(version=self.version, answers=changed, state=self.state())

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
        self._refuse_unknown(item)
        with self._writing() as log:
            previous = self._newest.get(item)
            at = self._later_than(previous)
            answer = patch.apply(previous, item=item, at=at, reviewer=self.reviewer)
            own = previous is None or previous.reviewer in (self.reviewer, log.path.stem)
            if own and answer.says_the_same_as(previous):
                return previous or answer
            return self._append(answer, log)

    def record_first(self, item: str, patch: Patch, *, by: str, version: str, commit: str = "") -> Answer | None:
        """Record an answer that a program proposes, and return it; None where anybody ever answered the item.

        An answer that was taken back is a person's word too. `by`, `version` and `commit` are as in `Answer`; it
        raises what `record` does.
        """
        self._refuse_unknown(item)
        with self._writing() as log:
            if item in self._newest:
                return None
            answer = patch.apply(None, item=item, at=self._later_than(None), reviewer=self.reviewer)
            return self._append(msgspec.structs.replace(answer, by=by, version=version, commit=commit), log)

    def _refuse_unknown(self, item: str) -> None:
        if item not in self.checklist.items:
            raise AnswerError(
                f"there is no item '{item}' in {self.checklist.id} {self.checklist.version}",
                remedy=closest(item, self.checklist.items) or "`archnb checklist show` lists them.",
            )

    def _append(self, answer: Answer, log: Log) -> Answer:
        """Write `answer` to the log, which is held, and return the answer that then holds."""
        log.append([_encode(answer, log.path.stem)])
        self.refresh()
        held = self._newest.get(answer.item)
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

    def state(self, at: datetime | None = None) -> State:
        """Return the newest answer of each item, or the newest with ``answer.at <= at``."""
        with self._mutex:
            answers = dict(self._newest)
        if at is not None:
            answers = {}
            for answer in self.history():
                newest = answers.get(answer.item)
                if answer.at <= at and (newest is None or is_newer(answer, newest)):
                    answers[answer.item] = answer
        return State(checklist=self.checklist, info=self.folder.info, answers=answers, at=at)

    def history(self) -> list[Answer]:
        """Return every answer ever given, oldest first."""
        with self._mutex:
            given = [answer for log in self._logs.values() for answer in log.answers]
        return sorted(given, key=lambda answer: answer.at)

    def lines(self, at: datetime | None = None) -> dict[str, list[bytes]]:
        """Return the logs' readable lines as they stand on disk, by file name, up to the moment `at`."""
        with self._mutex:
            return {
                log.path.stem: [data for when, data in log.kept if at is None or (when and when <= at)]
                for log in self._logs.values()
            }

    @property
    def milestones(self) -> list[Milestone]:
        """The named moments, oldest first."""
        with self._mutex:
            marks = [mark for log in self._logs.values() for mark in log.milestones]
        return sorted(marks, key=lambda mark: mark.at)

    @property
    def unknown(self) -> int:
        """How many lines and fields a newer archnb, or somebody by hand, wrote; they stay on disk."""
        with self._mutex:
            return sum(log.unknown for log in self._logs.values())

    @property
    def problems(self) -> list[Problem]:
        """What was skipped in the logs, and clocks that run ahead."""
        with self._mutex:
            logs = list(self._logs.values())
        limit = self._clock().astimezone(UTC) + _AHEAD
        found = [problem for log in logs for problem in log.problems]
        for log in logs:
            ahead = log.newest
            if ahead is not None and ahead > limit:
                reason = f"an answer is dated {ahead:%Y-%m-%d %H:%M} UTC, which has yet to come"
                remedy = "Check that machine's clock; who answers later still wins."
                found.append(Problem(path=str(log.path), reason=reason, remedy=remedy))
        return found


def is_newer(one: Answer, other: Answer) -> bool:
    """Whether `one` holds against `other`; at the same microsecond every machine decides alike."""
    if one.at != other.at:
        return one.at > other.at
    return (one.reviewer, msgspec.json.encode(one)) > (other.reviewer, msgspec.json.encode(other))


def _encode(entry: Answer | Milestone, stem: str) -> bytes:
    """Return the log's line; it names the reviewer only where the file's name does not."""
    if entry.reviewer == stem:
        entry = msgspec.structs.replace(entry, reviewer="")
    return msgspec.json.encode(entry)
