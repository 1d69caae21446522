"""Which answers counted at a moment, and which moments there are to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from archnb.collection import Collection
from archnb.collection.rows import microseconds
from archnb.errors import Problem
from archnb.moments import moment

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["period_ends", "reached"]

Whole = npt.NDArray[np.int64]


def reached(
    collection: Collection, kept: Sequence[int], said: str | date | datetime
) -> tuple[list[int], Whole, list[Problem]]:
    """Return which of the reviews `kept` reached a moment, up to when each counts, and what is to be told.

    Parameters
    ----------
    collection : Collection
        What was read.
    kept : sequence of int
        Which of its reviews.
    said : str, date or datetime
        A milestone of any of them, or a date as `archnb.moments.moment` reads it.

    Returns
    -------
    kept : list of int
        Without those that have no such milestone, which are among the problems.
    limits : array of int
        For each review of the collection, in microseconds since 1970.
    problems : list of Problem

    Raises
    ------
    AnswerError
        If it is neither a date nor a milestone of any review.
    """
    reviews = collection.reviews
    limits = np.full(len(reviews), np.iinfo(np.int64).max)
    there = [i for i in kept if said in reviews[i].milestones] if isinstance(said, str) else []
    if not there:
        limits[:] = microseconds(moment(said, dict.fromkeys(name for i in kept for name in reviews[i].milestones)))
        return list(kept), limits, []
    limits[there] = [reviews[i].milestones[str(said)] for i in there]
    missing = sorted(set(kept) - set(there))
    return there, limits, [_without(str(said), reviews[i].path) for i in missing]


def _without(milestone: str, path: str) -> Problem:
    return Problem(
        path=path, reason=f"it has no milestone '{milestone}' and is left out", remedy="Name a date to include it."
    )


def period_ends(given: Whole, freq: str) -> pd.DatetimeIndex:
    """Return the last day of each period from the first to the last moment `given`, in microseconds since 1970.

    `freq` is a period as pandas writes it, such as ``"QE"``.
    """
    import pandas as pd

    if not len(given):
        return pd.DatetimeIndex([])
    first, last = (pd.Timestamp(int(at), unit="us").normalize() for at in (given.min(), given.max()))
    period = pd.tseries.frequencies.to_offset(freq)
    return pd.date_range(first, period.rollforward(last), freq=freq)
