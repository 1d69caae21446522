"""From places to rows: logs as archnb writes them in bulk, all others by `Journal`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

import msgspec

from archnb.answers import Milestone
from archnb.collection.asked import Checklists
from archnb.collection.finding import Place
from archnb.collection.plain import PlainLogs, Unusual
from archnb.collection.progress import counted
from archnb.collection.rows import Rows, microseconds, rows_of_answers
from archnb.collection.upgraded import PlainUpgrades
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.journal import EmbeddedJournal, EmbeddedReview, Journal, read_notebook
from archnb.store import ReviewFolder, ReviewInfo
from archnb.store.folder import INFO, read_info

__all__ = ["Held", "Read", "Reader", "Stamp", "order_of_project", "stamp_of"]

_BATCH = 32
_LARGEST_INFO = 2**20
_LARGEST_NOTEBOOK = 256 * 2**20

#: Modification time in ns, and size in bytes.
Stamp = tuple[int, int]

_decode_info = msgspec.json.Decoder(ReviewInfo).decode


def order_of_project(name: str) -> tuple[str, str]:
    """Return the key that projects are sorted by: capitals do not matter, but where nothing else differs."""
    return name.casefold(), name


class Held(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One review of a portfolio, its answers aside.

    Attributes
    ----------
    path : str
        Its folder or notebook.
    info : ReviewInfo
        Project, tags and repository.
    asked : int
        Its checklist, as an index into `Checklists.all`.
    milestones : dict of str to int
        Microseconds since 1970, by name.
    embedded : bool
        Whether it comes from a notebook.
    stamps : tuple of Stamp
        Of the folder, its ``review.json`` and its logs; or of the notebook.
    problems : tuple of Problem
        What could not be read in it.
    rows : int
        How many answers it has.
    """

    path: str
    info: ReviewInfo
    asked: int
    milestones: dict[str, int] = {}
    embedded: bool = False
    logs: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0


@dataclass(frozen=True)
class Read:
    """Reviews, and the rows of their answers, in the same order."""

    held: list[Held]
    rows: Rows


@dataclass(frozen=True)
class _Opened:
    """A review whose logs are still to be read: through `take` into columns, or as a `Journal`."""

    place: Place
    info: ReviewInfo
    asked: int
    take: Callable[[PlainLogs], tuple[list[Milestone], list[Stamp]]]
    journal: Callable[[], Journal]
    embedded: bool = False
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()

    def held(self, marks: Iterable[Milestone], rows: int, stamps: Iterable[Stamp], problems: Iterable[Problem]) -> Held:
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


@dataclass
class Reader:
    """Reads places in batches.

    Attributes
    ----------
    checklists : Checklists
        What was asked in them.
    problems : list of Problem
        Of places that are no readable review at all.
    """

    checklists: Checklists
    problems: list[Problem] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    def read(self, folders: Iterable[Place], notebooks: Iterable[Place], named: set[str]) -> Iterator[Read]:
        """Yield batches of reviews and their rows."""
        # In the order of tables, so that in the end few columns have to be brought into another one.
        opened = sorted(self._folders(folders), key=lambda one: order_of_project(one.info.project))
        embedded = (one for place in notebooks for one in self._notebook(place, is_named=place.path in named))
        every = chain(counted(opened, len(opened)), embedded)
        while batch := list(islice(every, _BATCH)):
            yield from self._batch(batch)

    def _folders(self, folders: Iterable[Place]) -> Iterator[_Opened]:
        for place in folders:
            try:
                yield self._folder(place)
            except ArchnbError as error:
                self.problems.append(error.problem)

    def _folder(self, place: Place) -> _Opened:
        data, stamp = _content(f"{place.path}/{INFO}")
        try:
            if len(data) > _LARGEST_INFO:
                raise ValueError
            info = _decode_info(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            info = read_info(Path(place.path) / INFO)  # says in `ReviewFolder`'s words what is wrong with it
        asked, problems = self.checklists.of_folder(place.path, os.path.dirname(place.path), info)
        positions = self.checklists.positions[asked]

        def take(logs: PlainLogs) -> tuple[list[Milestone], list[Stamp]]:
            if info.panel:
                raise Unusual  # what votes come to, and who may see them, is the journal's to say
            marks: list[Milestone] = []
            stamps = []
            upgrades = PlainUpgrades(str(info.checklist))
            for name in place.logs:
                content, stamp = _content(f"{place.path}/{name}")
                stamps.append(stamp)
                content = upgrades.taken_from(content)
                marks += logs.take_log(name.removesuffix(".jsonl"), content, positions)
            upgrades.check()
            return marks, stamps

        def journal() -> Journal:
            return Journal(ReviewFolder(Path(place.path)), self.checklists.full(asked))

        return _Opened(place, info, asked, take, journal, stamps=((place.stamp, 0), stamp), problems=tuple(problems))

    def _notebook(self, place: Place, *, is_named: bool) -> Iterator[_Opened]:
        path = Path(place.path)
        try:
            content, stamp = _content(place.path)
            if len(content) > _LARGEST_NOTEBOOK:
                raise StoreError("the notebook is larger than 256 MiB", path=path, remedy="Clear its large outputs.")
            carried = read_notebook(content, path)
        except ArchnbError as error:
            self.problems.append(error.problem)
            return
        if is_named and not carried:
            remedy = "Run the cell that shows the review's form or snapshot, and save the notebook."
            self.problems.append(Problem(path=place.path, reason="this notebook carries no review", remedy=remedy))
        for review in carried:
            try:
                yield self._embedded(review, place, stamp)
            except ArchnbError as error:
                self.problems.append(error.problem)

    def _embedded(self, review: EmbeddedReview, place: Place, stamp: Stamp) -> _Opened:
        path = Path(place.path)
        asked = self.checklists.of_data(review.checklist, path)
        checklist, positions = self.checklists.full(asked), self.checklists.positions[asked]

        def take(logs: PlainLogs) -> tuple[list[Milestone], list[Stamp]]:
            if review.panel:
                raise Unusual
            upgrades = PlainUpgrades(f"{checklist.id}@{checklist.version}")
            others = {
                stem: [line for line in log if not upgrades.take(bytes(line))] for stem, log in review.logs.items()
            }
            upgrades.check()
            taken = [logs.take_lines(stem, lines, positions) for stem, lines in sorted(others.items())]
            return [mark for marks in taken for mark in marks], []

        def journal() -> Journal:
            return EmbeddedJournal(review, checklist, path)

        return _Opened(place, review.info(checklist), asked, take, journal, embedded=True, stamps=(stamp,))

    def _batch(self, batch: list[_Opened]) -> Iterator[Read]:
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
            yield Read(held, logs.rows(self.now))
        except Unusual:
            if len(batch) > 1:
                for opened in batch:
                    yield from self._batch([opened])
                return
            others = batch
        for opened in others:
            yield from self._by_journal(opened)

    def _by_journal(self, opened: _Opened) -> Iterator[Read]:
        # Stamps before the content, so that a change in between is seen the next time.
        stamps = [] if opened.embedded else [stamp_of(f"{opened.place.path}/{name}") for name in opened.place.logs]
        try:
            journal = opened.journal()
        except ArchnbError as error:
            self.problems.append(error.problem)
            return
        answers = journal.outcomes()
        held = opened.held(journal.milestones, len(answers), stamps, journal.problems)
        yield Read([held], rows_of_answers(answers, self.checklists.positions[opened.asked]))


def stamp_of(path: str) -> Stamp:
    """Return a file's stamp; an impossible one where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return (-1, -1)
    return (status.st_mtime_ns, status.st_size)


def _content(path: str) -> tuple[bytes, Stamp]:
    """Return a file's bytes, and its stamp as it was before they were read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(descriptor)
            parts = [os.read(descriptor, status.st_size + 1)]
            while parts[-1] and sum(map(len, parts)) != status.st_size:
                parts.append(os.read(descriptor, 2**20))
            return b"".join(parts), (status.st_mtime_ns, status.st_size)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StoreError.of(error, path) from error
