"""Answers as columns of numbers, so that a million of them fit and every moment of them can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from archnb.answers import STATUSES, Answer
from archnb.collection.texts import Coded, Texts, Words, as_texts, join_texts

__all__ = ["NO_DATE", "Positions", "Rows", "column_of_objects", "days", "microseconds", "rows_of_answers"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = date(1970, 1, 1).toordinal()
#: Stands for "no due date" among days.
NO_DATE = -(2**31)

NUMBERS = {"position": np.int32, "status": np.int8, "at": np.int64, "due": np.int32}
CODED = ("owner", "reviewer")
SAID = ("note", *CODED, "evidence")

CODE_OF_STATUS: dict[str, int] = {status: code for code, status in enumerate(STATUSES)}


class Positions(dict[str, int]):
    """The place of each item in a checklist, by id; -1 for any other id, such as a retired item's."""

    def __missing__(self, item: str) -> int:
        return -1


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Answers ever given, a row each, review by review in the order of the logs.

    Attributes
    ----------
    position : array of int32
        Which item of the review's checklist, from 0; -1 for one that it does not hold.
    status : array of int8
        Index into `STATUSES`.
    at : array of int64
        Microseconds since 1970, UTC.
    due : array of int32
        Days since 1970, or `NO_DATE`.
    note : column of text
    owner, reviewer : Coded
    evidence : array of tuple of str
        These four may be read from the cache when they are asked for first: no measure needs them.
    """

    position: npt.NDArray[np.int32]
    status: npt.NDArray[np.int8]
    at: npt.NDArray[np.int64]
    due: npt.NDArray[np.int32]
    note: Texts
    owner: Coded
    reviewer: Coded
    evidence: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.at)

    def answer(self, row: int, item: str) -> Answer:
        """Return one row as the answer that was read."""
        due = int(self.due[row])
        return Answer(
            at=EPOCH + timedelta(microseconds=int(self.at[row])),
            item=item,
            status=STATUSES[int(self.status[row])],
            note=str(self.note[row]),
            evidence=self.evidence[row],
            owner=self.owner.words[self.owner.codes[row]],
            due=None if due == NO_DATE else date.fromordinal(due + _FIRST_DAY),
            reviewer=self.reviewer.words[self.reviewer.codes[row]],
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
        object.__delattr__(self, "_said")  # it holds the parts' own columns
        return vars(self)[name]

    @classmethod
    def join(cls, parts: Sequence[Rows]) -> Rows:
        """Return the rows of `parts`, one after the other."""
        if len(parts) == 1:
            return parts[0]

        def said() -> dict[str, Any]:
            return {
                "note": join_texts([part.note for part in parts]),
                "evidence": np.concatenate([np.empty(0, dtype=object), *(part.evidence for part in parts)]),
                **{name: Coded.join([getattr(part, name) for part in parts]) for name in CODED},
            }

        empty = {name: np.empty(0, dtype=dtype) for name, dtype in NUMBERS.items()}
        return cls.later(
            {name: np.concatenate([none, *(getattr(part, name) for part in parts)]) for name, none in empty.items()},
            said,
        )


def rows_of_answers(answers: Sequence[Answer], positions: Mapping[str, int]) -> Rows:
    """Return decoded answers to one review as rows; `positions` are its checklist's items."""
    words = Words()
    owner, reviewer = ([words[getattr(a, name)] for a in answers] for name in CODED)
    return Rows(
        position=np.array([positions[a.item] for a in answers], dtype=np.int32),
        status=np.array([CODE_OF_STATUS[a.status] for a in answers], dtype=np.int8),
        at=np.array([microseconds(a.at) for a in answers], dtype=np.int64),
        due=days(np.array([a.due.toordinal() if a.due else NO_DATE for a in answers], dtype=np.int32)),
        note=as_texts([a.note for a in answers]),
        owner=Coded(np.array(owner, dtype=np.int32), list(words)),
        reviewer=Coded(np.array(reviewer, dtype=np.int32), list(words)),
        evidence=column_of_objects([a.evidence for a in answers]),
    )


def column_of_objects(values: Sequence[Any]) -> npt.NDArray[np.object_]:
    """Return an array of `values`, tuples among them left as they are."""
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def days(ordinals: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Return days since 1970 for days as `date.toordinal` counts them; `NO_DATE` stays."""
    return np.where(ordinals == NO_DATE, ordinals, ordinals - np.int32(_FIRST_DAY))


def microseconds(at: datetime) -> int:
    """Return microseconds since 1970 of an aware moment, exactly."""
    return (at - EPOCH) // timedelta(microseconds=1)
