"""What a review's logs say, followed as they grow: the newest answers, any moment of the past, history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from archnb.answers import Answer, Milestone
from archnb.checklist import Checklist
from archnb.errors import Problem
from archnb.journal.reader import LogReader
from archnb.journal.state import State
from archnb.store import ReviewFolder

__all__ = ["Following", "is_newer"]

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


class Following:
    """The answers to `checklist` that lie in `folder`, whoever writes them.

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
