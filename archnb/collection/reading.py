"""From places to reviews, each opened: what it is and what was asked, its logs still unread."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import msgspec

from archnb.answers import Milestone
from archnb.collection.asked import Checklists
from archnb.collection.batches import Opened, read_batches
from archnb.collection.finding import Place
from archnb.collection.held import Read, Stamp, order_of_project
from archnb.collection.plain import PlainLogs, Unusual
from archnb.collection.progress import counted
from archnb.collection.upgraded import PlainUpgrades
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.files import FileTooLarge, read_stamped
from archnb.journal import EmbeddedJournal, EmbeddedReview, Journal, read_notebook
from archnb.store import ReviewFolder, ReviewInfo
from archnb.store.folder import INFO, read_info

__all__ = ["Reader"]

_LARGEST_INFO = 2**20
_LARGEST = 256 * 2**20

_decode_info = msgspec.json.Decoder(ReviewInfo).decode


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
        # Projects are named as their folders, nearly: then few columns have to be brought into the order of tables.
        ordered = sorted(folders, key=lambda place: order_of_project(os.path.basename(place.path)))
        embedded = (one for place in notebooks for one in self._notebook(place, is_named=place.path in named))
        opened = chain(self._folders(counted(ordered, len(ordered))), embedded)
        yield from read_batches(opened, self.now, self.problems)

    def _folders(self, folders: Iterable[Place]) -> Iterator[Opened]:
        for place in folders:
            try:
                yield self._folder(place)
            except ArchnbError as error:
                self.problems.append(error.problem)

    def _folder(self, place: Place) -> Opened:
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

        return Opened(
            place=place,
            info=info,
            asked=asked,
            positions=positions,
            take=take,
            journal=journal,
            stamps=((place.stamp, 0), stamp),
            problems=tuple(problems),
        )

    def _notebook(self, place: Place, *, is_named: bool) -> Iterator[Opened]:
        path = Path(place.path)
        try:
            content, stamp = _content(place.path)
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

    def _embedded(self, review: EmbeddedReview, place: Place, stamp: Stamp) -> Opened:
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

        return Opened(
            place=place,
            info=review.info(checklist),
            asked=asked,
            positions=positions,
            take=take,
            journal=journal,
            embedded=True,
            stamps=(stamp,),
        )


def _content(path: str) -> tuple[bytes, Stamp]:
    """Return a file's bytes, and its stamp as it was before they were read."""
    try:
        data, status = read_stamped(path, limit=_LARGEST)
    except FileTooLarge as error:
        what, remedy = ("notebook", "Clear its large outputs.") if path.endswith(".ipynb") else ("file", "")
        raise StoreError(f"the {what} is {error.strerror}", path=path, remedy=remedy) from None
    except OSError as error:
        raise StoreError.of(error, path) from error
    return data, (status.st_mtime_ns, status.st_size)
