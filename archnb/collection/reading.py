"""From places to rows: logs as archnb writes them in bulk, all others by `Journal`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from archnb.answers import Milestone
from archnb.collection.asked import Checklists
from archnb.collection.finding import Place
from archnb.collection.plain import PlainLog, Unusual, decode_lines, decode_log, rows_of_logs
from archnb.collection.rows import Rows, microseconds, rows_of_answers
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.journal import EmbeddedJournal, EmbeddedReview, Journal, read_notebook
from archnb.store import ReviewFolder, ReviewInfo
from archnb.store.folder import INFO, _read_info

__all__ = ["Held", "Reader", "Stamp"]

_BATCH = 32
_LARGEST_INFO = 2**20
_LARGEST_NOTEBOOK = 256 * 2**20

#: Modification time in ns, and size in bytes.
Stamp = tuple[int, int]

_decode_info = msgspec.json.Decoder(ReviewInfo).decode


class Held(msgspec.Struct, frozen=True, kw_only=True):
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


@dataclass
class _Opened:
    """A review whose lines are decoded and not yet rows."""

    held: Held
    logs: list[PlainLog] | None
    journal: Callable[[], Journal]


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
        """Yield batches of reviews and their rows, numbered from 0 within the batch."""
        batch: list[_Opened] = []
        for opened in self._open(folders, notebooks, named):
            batch.append(opened)
            if len(batch) == _BATCH:
                yield self._rows(batch)
                batch = []
        if batch:
            yield self._rows(batch)

    def _open(self, folders: Iterable[Place], notebooks: Iterable[Place], named: set[str]) -> Iterator[_Opened]:
        for place in folders:
            try:
                yield self._open_folder(place)
            except ArchnbError as error:
                self.problems.append(error.problem)
        for place in notebooks:
            yield from self._open_notebook(place, is_named=place.path in named)

    def _open_folder(self, place: Place) -> _Opened:
        data, stamp = _content(f"{place.path}/{INFO}")
        try:
            if len(data) > _LARGEST_INFO:
                raise ValueError
            info = _decode_info(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            info = _read_info(Path(place.path) / INFO)  # says in `ReviewFolder`'s words what is wrong with it
        asked, problems = self.checklists.of_folder(place.path, os.path.dirname(place.path), info)
        positions = self.checklists.positions[asked]
        logs: list[PlainLog] | None = []
        stamps = [(place.stamp, 0), stamp]
        for name in place.logs:
            try:
                content, stamp = _content(f"{place.path}/{name}")
                stamps.append(stamp)
                if logs is not None:
                    logs.append(decode_log(name.removesuffix(".jsonl"), content, positions))
            except (Unusual, StoreError):
                logs = None
        held = Held(
            path=place.path, info=info, asked=asked, logs=place.logs, stamps=tuple(stamps), problems=tuple(problems)
        )

        def journal() -> Journal:
            return Journal(ReviewFolder(Path(place.path)), self.checklists.full(asked))

        return _Opened(held, logs, journal)

    def _open_notebook(self, place: Place, *, is_named: bool) -> Iterator[_Opened]:
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
                yield self._open_embedded(review, path, stamp)
            except ArchnbError as error:
                self.problems.append(error.problem)

    def _open_embedded(self, review: EmbeddedReview, path: Path, stamp: Stamp) -> _Opened:
        asked = self.checklists.of_data(review.checklist, path)
        checklist = self.checklists.full(asked)
        logs: list[PlainLog] | None
        try:
            logs = [
                decode_lines(stem, lines, self.checklists.positions[asked])
                for stem, lines in sorted(review.logs.items())
            ]
        except Unusual:
            logs = None
        held = Held(path=str(path), info=review.info(checklist), asked=asked, embedded=True, stamps=(stamp,))
        return _Opened(held, logs, lambda: EmbeddedJournal(review, checklist, path))

    def _rows(self, batch: list[_Opened]) -> Read:
        try:
            return self._plain(batch)
        except Unusual:
            if len(batch) == 1:
                return self._by_journal(batch[0])
        parts = [part for part in (self._rows([opened]) for opened in batch) if part.held]
        rows = [replace(part.rows, review=part.rows.review + number) for number, part in enumerate(parts)]
        return Read([held for part in parts for held in part.held], Rows.join(rows))

    def _plain(self, batch: list[_Opened]) -> Read:
        logs: list[tuple[int, PlainLog]] = []
        held = []
        for number, opened in enumerate(batch):
            if opened.logs is None:
                raise Unusual
            logs += [(number, log) for log in opened.logs]
            marks = sorted((mark for log in opened.logs for mark in log.milestones), key=lambda mark: mark.at)
            held.append(_with(opened.held, marks, [], sum(len(log.at) for log in opened.logs)))
        return Read(held, rows_of_logs(logs, now=self.now))

    def _by_journal(self, opened: _Opened) -> Read:
        try:
            journal = opened.journal()
        except ArchnbError as error:
            self.problems.append(error.problem)
            return Read([], Rows.join([]))
        answers = journal.history()
        positions = self.checklists.positions[opened.held.asked]
        held = _with(opened.held, journal.milestones, journal.problems, len(answers))
        return Read([held], rows_of_answers(answers, positions, review=0))


@dataclass(frozen=True)
class Read:
    """Reviews, and the rows of their answers: review 0 is the first of `held`."""

    held: list[Held]
    rows: Rows


def _with(held: Held, marks: Iterable[Milestone], problems: Iterable[Problem], rows: int) -> Held:
    milestones = {mark.milestone: microseconds(mark.at) for mark in marks}
    if not milestones and not problems and not rows:
        return held
    return msgspec.structs.replace(held, milestones=milestones, problems=(*held.problems, *problems), rows=rows)


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
