"""Many reviews and every answer ever given in them, in one order whatever they were read from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, cmp_to_key

import numpy as np
import numpy.typing as npt

from archnb.answers import Answer
from archnb.collection.asked import Asked
from archnb.collection.held import Held, order_of_project
from archnb.collection.rows import Rows
from archnb.errors import Problem
from archnb.journal.following import is_newer

__all__ = ["Collection", "assemble"]

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Reviews side by side, ordered by project.

    A *slot* is one item of one review: all reviews' items in checklist order, one review after the other.

    Attributes
    ----------
    asked : sequence of Asked
        The checklists; a review's is ``asked[review.asked]``.
    reviews : sequence of Held
    projects : sequence of str
        Each review's project, told apart by its folder where two have one name.
    rows : Rows
        Every answer ever given.
    slots : array of int
        The slot that each row answers; -1 for a retired item or a review that does not count.
    offsets : array of int
        Each review's first slot, and the number of all.
    problems : sequence of Problem
        What could not be read, and what was left out.
    """

    asked: Sequence[Asked]
    reviews: Sequence[Held]
    projects: Sequence[str]
    rows: Rows
    slots: Whole
    offsets: Whole
    problems: Sequence[Problem]

    @cached_property
    def places(self) -> Whole:
        """For each slot its item, counted through all of `asked`."""
        sizes = np.array([len(one.rows) for one in self.asked], dtype=np.int64)
        firsts = np.cumsum(sizes) - sizes
        asked = np.array([review.asked for review in self.reviews], dtype=np.int64)
        return np.arange(self.offsets[-1]) + np.repeat(firsts[asked] - self.offsets[:-1], sizes[asked])

    @cached_property
    def review_of_slot(self) -> Whole:
        """For each slot its review."""
        return np.repeat(np.arange(len(self.reviews), dtype=np.int32), np.diff(self.offsets))

    def until(self, limits: Whole | None = None) -> Whole:
        """Return the rows that count, up to `limits`, ascending."""
        rows = np.flatnonzero(self.slots >= 0)
        if limits is None:
            return rows
        return rows[self.rows.at[rows] <= limits[self.review_of_slot[self.slots[rows]]]]

    def given(self, reviews: Sequence[int], limits: Whole | None = None) -> Whole:
        """Return the moments of all answers ever given to items of `reviews`, up to `limits`."""
        rows = self.until(limits)
        return self.rows.at[rows[np.isin(self.review_of_slot[self.slots[rows]], reviews)]]

    def standing(self, limits: Whole | None = None) -> Whole:
        """Return for each slot the row of the answer that stands, or -1.

        Parameters
        ----------
        limits : array of int, optional
            Up to which moment each review's answers count, in microseconds since 1970; by default all do.
        """
        if limits is None and self._is_complete:
            return np.arange(len(self.slots))
        rows = self.until(limits)
        slots = self.slots[rows]
        standing = np.full(self.offsets[-1], -1, dtype=np.int64)
        standing[slots] = rows
        several = np.bincount(slots, minlength=1)[slots] > 1
        rows, slots = rows[several], slots[several]
        at = self.rows.at[rows]
        newest = np.full(len(standing) if len(rows) else 0, np.iinfo(np.int64).min)
        np.maximum.at(newest, slots, at)
        is_newest = at == newest[slots]
        rows, slots = rows[is_newest], slots[is_newest]
        standing[slots] = rows
        self._settle_ties(standing, rows, slots)
        return standing

    @property
    def _is_complete(self) -> bool:
        """Whether there is one answer to each item, in the order of the slots."""
        return len(self.slots) == self.offsets[-1] and bool((self.slots == np.arange(len(self.slots))).all())

    def _settle_ties(self, standing: Whole, rows: Whole, slots: Whole) -> None:
        """Let the same of two answers of one microsecond stand as in `Journal`."""
        tied = np.flatnonzero(np.bincount(slots, minlength=1) > 1)
        for slot in tied.tolist():
            review = int(np.searchsorted(self.offsets, slot, side="right")) - 1
            item = self.asked[self.reviews[review].asked].rows[slot - self.offsets[review]].item
            answers = {row: self.rows.answer(row, item) for row in rows[slots == slot].tolist()}
            standing[slot] = max(answers, key=lambda row: _precedence(answers[row]))


def _compare(one: Answer, other: Answer) -> int:
    return 1 if is_newer(one, other) else -1


_precedence = cmp_to_key(_compare)


def assemble(
    held: Sequence[Held],
    rows: Rows,
    starts: Whole,
    asked: Sequence[Asked],
    problems: Iterable[Problem],
    alive: Sequence[bool],
) -> Collection:
    """Order the reviews, and leave out those that are there twice.

    Parameters
    ----------
    held : sequence of Held
        As they were read.
    rows : Rows
        Their answers, review by review.
    starts : array of int
        The first row of each review, and the number of all.
    asked : sequence of Asked
        The checklists.
    problems : iterable of Problem
        Of places that could not be read.
    alive : sequence of bool
        Which of `held` count; the others are as they were in an older cache.
    """
    told = [
        *problems,
        *(problem for review, lives in zip(held, alive, strict=True) if lives for problem in review.problems),
    ]
    kept = _without_copies(held, _newest(rows, starts), asked, alive, told)
    names = _names(kept, held, asked, told)
    order = sorted(kept, key=lambda i: (order_of_project(names[i]), asked[held[i].asked].id, held[i].path))
    sizes = [len(asked[held[i].asked].rows) for i in order]
    offsets = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
    offset_of = np.full(len(held), -1, dtype=np.int64)
    offset_of[order] = offsets[:-1]
    base = np.repeat(offset_of, np.diff(starts))
    slots = np.where((base >= 0) & (rows.position >= 0), base + rows.position, -1)
    return Collection(
        asked=asked,
        reviews=[held[i] for i in order],
        projects=[names[i] for i in order],
        rows=rows,
        slots=slots,
        offsets=offsets,
        problems=list(dict.fromkeys(told)),
    )


def _newest(rows: Rows, starts: Whole) -> Sequence[int]:
    """Return the moment of each review's last answer; the least number where there is none."""
    newest = np.full(len(starts) - 1, np.iinfo(np.int64).min)
    filled = np.flatnonzero(np.diff(starts))
    if len(filled):
        newest[filled] = np.maximum.reduceat(rows.at, starts[filled])
    return [int(at) for at in newest]


def _without_copies(
    held: Sequence[Held], newest: Sequence[int], asked: Sequence[Asked], alive: Sequence[bool], told: list[Problem]
) -> list[int]:
    """Return the reviews that count: a folder wins over notebooks, and of those the newest, told where it matters."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, review in enumerate(held):
        if alive[index]:
            same[asked[review.asked].id, review.info.project].append(index)
    kept = []
    for indices in same.values():
        folders = [index for index in indices if not held[index].embedded]
        if folders or len(indices) == 1:
            winners = folders or indices
        else:
            winners = [max(indices, key=lambda index: (newest[index], index))]
        kept += winners
        for index in indices:
            if index not in winners and held[index].path != held[winners[0]].path:
                told.append(_copy(held[index], held[winners[0]]))
    return sorted(kept)


def _copy(left_out: Held, winner: Held) -> Problem:
    why = "its newest answer is later" if winner.embedded else "a folder counts before a notebook"
    return Problem(
        path=left_out.path,
        reason=f"'{left_out.info.project}' is read from {winner.path}: {why}",
        remedy="Nothing to do, unless this copy holds answers that the other lacks.",
    )


def _names(kept: Iterable[int], held: Sequence[Held], asked: Sequence[Asked], told: list[Problem]) -> Mapping[int, str]:
    """Return a name for each review; two projects of one name get their folders' paths added."""
    names: dict[int, str] = {index: held[index].info.project for index in kept}
    count = Counter((asked[held[index].asked].id, name) for index, name in names.items())
    for index, name in list(names.items()):
        if count[asked[held[index].asked].id, name] > 1:
            names[index] = f"{name} ({held[index].path})"
            reason = f"another project is named '{name}' too; this one is shown as '{names[index]}'"
            told.append(Problem(path=held[index].path, reason=reason, remedy="Give it a name of its own."))
    return names
