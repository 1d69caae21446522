"""What a review's logs say, followed as they grow: the newest answers, any moment of the past, history."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from archnb.answers import Answer, Milestone
from archnb.checklist import Checklist
from archnb.errors import ArchnbWarning, ChecklistError, Problem
from archnb.journal.order import is_newer
from archnb.journal.poll import Poll, resolved, take_polls
from archnb.journal.reader import LogReader
from archnb.journal.state import State
from archnb.journal.versions import Versions
from archnb.store import ChecklistRef, ReviewFolder, slug

__all__ = ["Following", "is_newer"]

_AHEAD = timedelta(days=1)
_FOREVER = datetime.max.replace(tzinfo=UTC)


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
    find : callable, optional
        Returns the checklist of an earlier version, or None if it is not here.
    ballot : bool
        On a panel, show the reviewer's own votes only, even after the reveal.

    Attributes
    ----------
    version : int
        Grows whenever an answer appears; a cursor for `news`.
    versions : Versions
        The upgrades of the review.
    """

    def __init__(
        self,
        folder: ReviewFolder,
        checklist: Checklist,
        *,
        reviewer: str = "",
        clock: Callable[[], datetime] = _utc_now,
        find: Callable[[ChecklistRef], Checklist | None] = lambda _: None,
        ballot: bool = False,
    ) -> None:
        self.ballot = ballot
        self.revealed: datetime | None = None
        self.folder = folder
        self.checklist = checklist
        self.reviewer = reviewer
        self.version = 0
        self.versions = Versions()
        self._clock = clock
        self._find = find
        self._earlier: dict[str, Checklist] = {}
        self._mutex = threading.RLock()
        self._logs: dict[Path, LogReader] = {}
        self._newest: dict[str, Answer] = {}
        self._check_again: dict[str, str] = {}
        self._polls: dict[str, Poll] = {}
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
                if any([self._take_up_upgrades(), self._take_up_reveal(), replaced]):
                    self._rebuild()
                elif new and self.is_panel:
                    self._rebuild()  # what the votes on an item come to depends on all of them
                elif new:
                    self.version += 1
                    self._take_up(new)

    def _rebuild(self) -> None:
        """Read the state anew from all logs: one of them was replaced, as a git merge does."""
        before, self._newest = self._newest, {}
        reasons, self._check_again = self._check_again, {}
        self.version += 1
        changed = dict(self._changed)
        if self.is_panel:
            self._newest, self._check_again, self._polls = self._polled(None, self.checklist)
        else:
            for log in self._logs.values():
                self._take_up(log.answers)
        for item in before.keys() | self._newest.keys():
            is_same = before.get(item) == self._newest.get(item) and reasons.get(item) == self._check_again.get(item)
            if is_same and item in changed:
                self._changed[item] = changed[item]
            else:
                self._changed[item] = self.version

    def _take_up(self, answers: list[Answer]) -> None:
        for given in answers:
            answer, reason = self.versions.read(given, self.checklist)
            newest = self._newest.get(answer.item)
            if newest is None or is_newer(answer, newest):
                self._newest[answer.item] = answer
                self._changed[answer.item] = self.version
                self._check_again[answer.item] = reason

    def _take_up_upgrades(self) -> bool:
        """Return whether there is an upgrade that was not known, so that older answers count for other items."""
        known = self.versions.upgrades
        self.versions = Versions(upgrade for log in self._logs.values() for upgrade in log.upgrades)
        return self.versions.upgrades != known

    # Panels: until the reveal everything above is made of one's own log alone -----------------------------------------

    _carried = False

    @property
    def is_panel(self) -> bool:
        """Whether its reviewers vote each on their own."""
        return self.folder.info.panel

    @property
    def hides_others(self) -> bool:
        """Whether other reviewers' votes must not be seen through this object."""
        return self.is_panel and not self._carried and (self.ballot or self.revealed is None)

    def _visible(self) -> list[LogReader]:
        """Return the logs that this object may show; on a ballot that is one's own."""
        if not self.hides_others:
            return list(self._logs.values())
        own = slug(self.reviewer) if self.reviewer else ""
        return [log for log in self._logs.values() if log.path.stem == own]

    def _take_up_reveal(self) -> bool:
        """Return whether the panel was revealed since the last look; of two branches' reveals the earlier counts."""
        known, reveals = self.revealed, [reveal.at for log in self._logs.values() for reveal in log.reveals]
        self.revealed = min(reveals, default=None)
        return self.is_panel and self.revealed != known

    def _polled(
        self, at: datetime | None, checklist: Checklist
    ) -> tuple[dict[str, Answer], dict[str, str], dict[str, Poll]]:
        """Return what a panel's answers come to, why they are to be checked again, and the votes that may be seen."""
        read = [self.versions.read(answer, checklist, at) for answer in self._given(at)]
        if self.hides_others:
            read = [(answer, reason) for answer, reason in read if answer.vote]
        polls = take_polls(answer for answer, _ in read)
        reasons = {answer.item: reason for answer, reason in read}  # the newest stands last
        return {item: poll.answer() for item, poll in polls.items()}, reasons, {} if self.hides_others else polls

    def outcomes(self) -> list[Answer]:
        """Return `history`, on a panel as what each item came to with every vote; nothing before the reveal."""
        with self._mutex:
            return resolved(self.history()) if self.is_panel else self.history()

    def turnout(self) -> dict[str, int]:
        """Return on how many items each reviewer of a panel has voted, by name; never how."""
        with self._mutex:
            read = [self.versions.read(a, self.checklist)[0] for log in self._logs.values() for a in log.answers]
        votes = [vote for poll in take_polls(a for a in read if a.vote).values() for vote in poll.votes]
        names = {slug(vote.reviewer): vote.reviewer for vote in sorted(votes, key=lambda vote: vote.at)}
        counted = [slug(vote.reviewer) for vote in votes if vote.status != "unanswered"
                   and vote.item in self.checklist.items]  # fmt: skip
        return {names[key]: counted.count(key) for key in sorted(names)}

    def news(self, since: int) -> News:
        """Return the newest answer of each item that changed after the journal was at version `since`."""
        with self._mutex:
            changed = {item: self._newest.get(item) for item, when in self._changed.items() if when > since}
            return News(version=self.version, answers=changed, state=self.state())

    def state(self, at: datetime | None = None) -> State:
        """Return the newest answer of each item, or the newest with ``answer.at <= at``."""
        with self._mutex:
            checklist, info = self.checklist, self.folder.info
            answers, reasons = dict(self._newest), self._check_again
            if at is not None:
                checklist = self.checklist_at(at)
                answers, reasons = self._past(at, checklist)
            if checklist is not self.checklist:
                info = msgspec.structs.replace(info, checklist=ChecklistRef(id=checklist.id, version=checklist.version))
            check_again = {item: reason for item, reason in reasons.items() if reason}
            earlier = [self._version(ref) for ref in self.versions.known(at)]
            others = tuple(found for found in earlier if found and found.version != checklist.version)
            polls = self._polls if at is None else self._polled(at, checklist)[2]
            names = self.versions.names(checklist)
            revealed = self.revealed if self.is_panel else None
            return State(checklist, info, answers, at, check_again, others, names, dict(polls), revealed)

    def _past(self, at: datetime, checklist: Checklist) -> tuple[dict[str, Answer], dict[str, str]]:
        if self.is_panel:
            return self._polled(at, checklist)[:2]
        answers: dict[str, Answer] = {}
        reasons: dict[str, str] = {}
        for given in self._given(at):
            answer, reason = self.versions.read(given, checklist, at)
            newest = answers.get(answer.item)
            if newest is None or is_newer(answer, newest):
                answers[answer.item], reasons[answer.item] = answer, reason
        return answers, reasons

    def _version(self, ref: str) -> Checklist | None:
        """Return the checklist `ref`; a file that cannot be read is as good as none."""
        if ref == self.asked:
            return self.checklist
        if ref not in self._earlier:
            id_ = self.checklist.id  # it stays the same in an upgrade
            with suppress(ChecklistError):
                found = self._find(ChecklistRef(id=id_, version=ref.removeprefix(f"{id_}@")))
                if found is not None:
                    self._earlier[ref] = found
        return self._earlier.get(ref)

    @property
    def asked(self) -> str:
        """The ``id@version`` of the checklist that this object holds the answers against."""
        return f"{self.checklist.id}@{self.checklist.version}"

    def checklist_at(self, at: datetime | None) -> Checklist:
        """Return what was asked at the moment `at`; the present checklist for None."""
        ref = self.versions.in_force(at) if at else ""
        found = self._version(ref) if ref else self.checklist
        if found is None:
            reason = f"{self.folder.path}: answered against {ref} then, shown with {self.asked}"
            warnings.warn(reason, ArchnbWarning, stacklevel=3)
        return found or self.checklist

    def history(self, at: datetime | None = None) -> list[Answer]:
        """Return every answer ever given (up to the moment `at`), oldest first, by the ids that items have then."""
        checklist = self.checklist_at(at)
        return [self.versions.read(answer, checklist, at)[0] for answer in self._given(at)]

    def _given(self, at: datetime | None) -> list[Answer]:
        with self._mutex:
            given = [a for log in self._visible() for a in log.answers if at is None or a.at <= at]
        return sorted(given, key=lambda answer: answer.at)

    def lines(self, at: datetime | None = None) -> dict[str, list[bytes]]:
        """Return the logs' readable lines as they stand on disk, by file name, up to the moment `at`."""
        with self._mutex:
            return {
                log.path.stem: [data for when, data in log.kept if at is None or (when and when <= at)]
                for log in self._visible()
            }

    @property
    def milestones(self) -> list[Milestone]:
        """The named moments, oldest first."""
        with self._mutex:
            marks = [mark for log in self._visible() for mark in log.milestones]
        return sorted(marks, key=lambda mark: mark.at)

    def _upgraded(self) -> list[Problem]:
        """Tell that somebody else upgraded the review since it was opened here."""
        last = self.versions.in_force(_FOREVER)
        if last in ("", self.asked):
            return []
        reason = f"the review was upgraded to {last} and is still shown with {self.asked}"
        remedy = "Open it again; if that changes nothing, bring it there with `archnb upgrade`."
        return [Problem(path=str(self.folder.path), reason=reason, remedy=remedy)]

    @property
    def unknown(self) -> int:
        """How many lines and fields a newer archnb, or somebody by hand, wrote; they stay on disk."""
        with self._mutex:
            return sum(log.unknown for log in self._visible())

    @property
    def problems(self) -> list[Problem]:
        """What was skipped in the logs, and clocks that run ahead."""
        with self._mutex:
            logs = self._visible()
        limit = self._clock().astimezone(UTC) + _AHEAD
        found = [*self._upgraded(), *(problem for log in logs for problem in log.problems)]
        for log in logs:
            ahead = log.newest
            if ahead is not None and ahead > limit:
                reason = f"an answer is dated {ahead:%Y-%m-%d %H:%M} UTC, which has yet to come"
                remedy = "Check that machine's clock; who answers later still wins."
                found.append(Problem(path=str(log.path), reason=reason, remedy=remedy))
        return found
