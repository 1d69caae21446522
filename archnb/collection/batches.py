"""From opened reviews to rows: many at once where their logs are plain, each by its `Journal` otherwise."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from archnb.answers import Milestone
from archnb.collection import texts
from archnb.collection.finding import Place
from archnb.collection.held import Held, Read, Stamp, stamp_of
from archnb.collection.plain import PlainLog, Unusual, read_plain
from archnb.collection.rows import Positions, microseconds, rows_of_answers
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.journal import Journal
from archnb.store import ReviewInfo

__all__ = ["Batch", "Opened", "read_batches"]

#: Some 1.5 MB of logs: enough to be worth a call, and few enough to stay in the processor's cache.
_BATCH = 64
_MOST_THREADS = 4


@dataclass(frozen=True)
class Opened:
    """A review whose logs are still to be read.

    Attributes
    ----------
    place, info, asked, embedded, stamps, problems
        As far as they are known; see `Held`.
    positions : Positions
        The items of its checklist.
    logs : callable
        Returns each log's name without ending and content, and its file's stamp where there is one.
    journal : callable
        Returns the review's journal.
    """

    place: Place
    info: ReviewInfo
    asked: int
    positions: Positions
    logs: Callable[[], tuple[list[tuple[str, bytes]], list[Stamp]]]
    journal: Callable[[], Journal]
    embedded: bool = False
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()

    def log_stamps(self) -> list[Stamp]:
        """Return its files' stamps as they are now, those aside that are known."""
        return [] if self.embedded else [stamp_of(f"{self.place.path}/{name}") for name in self.place.logs]

    def held(self, marks: Iterable[Milestone], rows: int, stamps: Iterable[Stamp], problems: Iterable[Problem]) -> Held:
        """Return the review with what its logs said."""
        return Held(
            path=self.place.path,
            info=self.info,
            asked=self.asked,
            milestones={mark.milestone: microseconds(mark.at) for mark in marks},
            embedded=self.embedded,
            logs=self.place.logs,
            stamps=(*self.stamps, *stamps),
            problems=(*self.problems, *problems),
            rows=rows,
        )


class Batch(NamedTuple):
    """What some reviews say, and what is to be told of those that could not be read."""

    read: list[Read]
    problems: list[Problem]


def read_batches(opened: Iterable[Opened], now: datetime) -> Iterator[Batch]:
    """Read reviews, batch by batch in their order.

    Threads read and parse while the next reviews are opened: neither files nor Arrow need Python's one lock.
    """
    following = iter(opened)
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    waiting: deque[Future[Batch]] = deque()
    with ThreadPoolExecutor(threads) as pool:
        while batch := list(islice(following, _BATCH)):
            waiting.append(pool.submit(_read, batch, now))
            if len(waiting) > 2 * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(batch: Sequence[Opened], now: datetime) -> Batch:
    """Read plain reviews together, and each other one as its journal says."""
    if texts.pa is not None:
        try:
            return Batch([_read_plain(batch, now)], [])
        except (Unusual, StoreError):
            pass
        if len(batch) > 1:
            parts = [_read([opened], now) for opened in batch]
            return Batch([read for part in parts for read in part.read], [p for part in parts for p in part.problems])
    return _by_journal(batch)


def _read_plain(batch: Sequence[Opened], now: datetime) -> Read:
    contents = [opened.logs() for opened in batch]
    logs = [PlainLog(i, stem, data) for i, (files, _) in enumerate(contents) for stem, data in files]
    plain = read_plain(logs, [opened.positions for opened in batch], now)
    marks: list[list[Milestone]] = [[] for _ in batch]
    for review, mark in sorted(plain.milestones, key=lambda one: one[1].at):
        marks[review].append(mark)
    counts = plain.counts.tolist()
    several = zip(batch, marks, counts, contents, strict=True)
    return Read([one.held(said, rows, stamps, ()) for one, said, rows, (_, stamps) in several], plain.rows)


def _by_journal(batch: Sequence[Opened]) -> Batch:
    found = Batch([], [])
    for opened in batch:
        # Stamps before the content, so that a change in between is seen the next time.
        stamps = opened.log_stamps()
        try:
            journal = opened.journal()
        except ArchnbError as error:
            found.problems.append(error.problem)
            continue
        answers = journal.history()
        held = opened.held(journal.milestones, len(answers), stamps, journal.problems)
        found.read.append(Read([held], rows_of_answers(answers, opened.positions)))
    return found
