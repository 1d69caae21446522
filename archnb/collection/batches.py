"""From opened reviews to rows: many at once where their logs are plain, each by its `Journal` otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from archnb.answers import Milestone
from archnb.collection.finding import Place
from archnb.collection.held import Held, Read, Stamp, stamp_of
from archnb.collection.plain import PlainLogs, Unusual
from archnb.collection.rows import microseconds, rows_of_answers
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.journal import Journal
from archnb.store import ReviewInfo

__all__ = ["Opened", "read_batches"]

#: Few enough that their texts are made columns of while they are in the processor's cache.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """A review whose logs are still to be read.

    Attributes
    ----------
    place, info, asked, embedded, stamps, problems
        As far as they are known; see `Held`.
    positions : Positions
        The items of its checklist.
    take : callable
        Adds the logs to a `PlainLogs`, and returns their milestones, and their files' stamps where there are files.
    journal : callable
        Returns the review's journal.
    """

    place: Place
    info: ReviewInfo
    asked: int
    positions: Mapping[str, int]
    take: Callable[[PlainLogs], tuple[list[Milestone], list[Stamp]]]
    journal: Callable[[], Journal]
    embedded: bool = False
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()

    def held(self, marks: Iterable[Milestone], rows: int, stamps: Iterable[Stamp], problems: Iterable[Problem]) -> Held:
        """Return the review with what its logs said; `marks` are the oldest first."""
        earliest: dict[str, Milestone] = {}
        for mark in marks:
            earliest.setdefault(mark.milestone, mark)  # as in `Review.as_of`: a milestone does not move
        return Held(
            path=self.place.path,
            info=self.info,
            asked=self.asked,
            milestones={mark.milestone: microseconds(mark.at) for mark in earliest.values()},
            embedded=self.embedded,
            logs=self.place.logs,
            stamps=(*self.stamps, *stamps),
            problems=(*self.problems, *problems),
            rows=rows,
        )


def read_batches(opened: Iterable[Opened], now: datetime, problems: list[Problem]) -> Iterator[Read]:
    """Read reviews, batch by batch; those that cannot be read are added to `problems`."""
    following = iter(opened)
    while batch := list(islice(following, _BATCH)):
        yield from _read(batch, now, problems)


def _read(batch: Sequence[Opened], now: datetime, problems: list[Problem]) -> Iterator[Read]:
    """Yield the plain reviews of `batch` together, and each other one as its journal says."""
    logs = PlainLogs()
    held, others = [], []
    for opened in batch:
        start = len(logs)
        try:
            marks, stamps = opened.take(logs)
        except (Unusual, StoreError):
            logs.forget_from(start)
            others.append(opened)
        else:
            marks.sort(key=lambda mark: mark.at)
            held.append(opened.held(marks, len(logs) - start, stamps, ()))
    try:
        yield Read(held, logs.rows(now))
    except Unusual:
        if len(batch) > 1:
            for opened in batch:
                yield from _read([opened], now, problems)
            return
        others = list(batch)
    for opened in others:
        yield from _by_journal(opened, problems)


def _by_journal(opened: Opened, problems: list[Problem]) -> Iterator[Read]:
    # Stamps before the content, so that a change in between is seen the next time.
    names = () if opened.embedded else opened.place.logs
    stamps = [stamp_of(f"{opened.place.path}/{name}") for name in names]
    try:
        journal = opened.journal()
    except ArchnbError as error:
        problems.append(error.problem)
        return
    answers = journal.outcomes()
    held = opened.held(journal.milestones, len(answers), stamps, journal.problems)
    yield Read([held], rows_of_answers(answers, opened.positions))
