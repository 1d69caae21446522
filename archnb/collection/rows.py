"""Answers as columns of numbers, so that a million of them fit and every moment of them can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from archnb.answers import STATUSES, Answer, Status
from archnb.collection.texts import Texts, as_texts, join_texts

__all__ = ["NO_DATE", "Positions", "Rows", "column_of_objects", "days", "microseconds", "no_rows", "rows_of_answers"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1).toordinal()
#: Stands for "no due date"; numpy's own "not a time" once it is a datetime.
NO_DATE = np.iinfo(np.int64).min

NUMBERS = ("review", "position", "status", "at", "due")
TEXTS = ("note", "owner", "reviewer")
SAID = (*TEXTS, "evidence")

CODE_OF_STATUS: dict[str, int] = {status: code for code, status in enumerate(STATUSES)}


class Positions(dict[str, int]):
    """The place of each item in a checklist, by id; -1 for any other id, such as a retired item's."""

    def __missing__(self, item: str) -> int:
        return -1


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Answers ever given, a row each, in the order of the logs.

    Attributes
    ----------
    review : array of int32
        Which review, counted in the order of reading.
    position : array of int32
        Which item of that review's checklist, from 0; -1 for one that it does not hold.
    status : array of int8
        Index into `STATUSES`.
    at : array of int64
        Microseconds since 1970, UTC.
    due : array of int64
        Days since 1970, or `NO_DATE`.
    note, owner, reviewer : column of text
    evidence : array of tuple of str
        These four may be read from the cache when they are asked for first: no measure needs them.
    """

    review: npt.NDArray[np.int32]
    position: npt.NDArray[np.int32]
    status: npt.NDArray[np.int8]
    at: npt.NDArray[np.int64]
    due: npt.NDArray[np.int64]
    note: Texts
    owner: Texts
    reviewer: Texts
    evidence: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.review)

    def answer(self, row: int, item: str) -> Answer:
        """Return one row as the answer that was read."""
        due = int(self.due[row])
        return Answer(
            at=EPOCH + timedelta(microseconds=int(self.at[row])),
            item=item,
            status=_status(int(self.status[row])),
            note=str(self.note[row]),
            evidence=self.evidence[row],
            owner=str(self.owner[row]),
            due=None if due == NO_DATE else date.fromordinal(due + _FIRST_DAY),
            reviewer=str(self.reviewer[row]),
        )

    @classmethod
    def later(cls, numbers: Mapping[str, Any], said: Callable[[], Mapping[str, Any]]) -> Rows:
        """Return rows whose texts and evidence are what `said` returns when one of them is asked for."""
        rows = object.__new__(cls)
        for name, column in numbers.items():
            object.__setattr__(rows, name, column)
        object.__setattr__(rows, "_said", said)
        return rows

    def __getattr__(self, name: str) -> Any:
        if name not in SAID:
            raise AttributeError(name)
        for column, values in self._said().items():
            object.__setattr__(self, column, values)
        return vars(self)[name]

    @classmethod
    def join(cls, parts: Sequence[Rows]) -> Rows:
        """Return the rows of `parts`, one after the other."""
        if len(parts) == 1:
            return parts[0]
        every = [no_rows(0), *parts]

        def said() -> dict[str, Any]:
            columns = {name: join_texts([getattr(part, name) for part in every]) for name in TEXTS}
            return columns | {"evidence": np.concatenate([part.evidence for part in every])}

        return cls.later({name: np.concatenate([getattr(part, name) for part in every]) for name in NUMBERS}, said)


def rows_of_answers(answers: Sequence[Answer], positions: Mapping[str, int], *, review: int) -> Rows:
    """Return decoded answers to one review as rows; `positions` are its checklist's items."""
    return Rows(
        review=np.full(len(answers), review, dtype=np.int32),
        position=np.array([positions[a.item] for a in answers], dtype=np.int32),
        status=np.array([CODE_OF_STATUS[a.status] for a in answers], dtype=np.int8),
        at=np.array([microseconds(a.at) for a in answers], dtype=np.int64),
        due=days([a.due.toordinal() if a.due else 0 for a in answers]),
        note=as_texts([a.note for a in answers]),
        owner=as_texts([a.owner for a in answers]),
        reviewer=as_texts([a.reviewer for a in answers]),
        evidence=column_of_objects([a.evidence for a in answers]),
    )


def column_of_objects(values: Sequence[Any]) -> npt.NDArray[np.object_]:
    """Return an array of `values`, tuples among them left as they are."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def days(ordinals: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return days since 1970 for days as `date.toordinal` counts them, `NO_DATE` for 0."""
    counted = np.array(ordinals, dtype=np.int64)
    return np.where(counted == 0, NO_DATE, counted - _FIRST_DAY)


def microseconds(at: datetime) -> int:
    """Return microseconds since 1970 of an aware moment, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _status(code: int) -> Status:
    return STATUSES[code]


def no_rows(count: int) -> Rows:
    """Return `count` rows that say nothing, for a frame to take from where there is no answer."""
    nothing = Answer(at=EPOCH, item="", status="unanswered")
    return rows_of_answers([nothing] * count, Positions(), review=0)
