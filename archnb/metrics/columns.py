"""The columns that a measure reads, checked once, so that an error names the column and not a line of pandas."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from archnb.answers import STATUSES
from archnb.errors import ArchnbError, closest
from archnb.scoring import SEVERITY_WEIGHTS

__all__ = [
    "By",
    "FrameError",
    "Weights",
    "group_keys",
    "keyed",
    "places",
    "require",
    "status_codes",
    "statuses",
    "weigh",
]

By = str | Sequence[str] | None
Weights = Literal["item", "severity"] | None

#: A portfolio of several checklists tells them apart by this column; then it leads every item's and section's key.
CHECKLIST = "checklist"


class FrameError(ArchnbError, ValueError):
    """A frame that lacks a column or holds a word that a measure cannot read."""


def group_keys(by: By) -> list[str]:
    """Return the columns to group by: none, one, or several."""
    if by is None:
        return []
    return [by] if isinstance(by, str) else list(by)


def keyed(columns: Iterable[object], *names: str) -> list[str]:
    """Return `names`, led by ``checklist`` where there is such a column: items are matched by checklist and id."""
    return [CHECKLIST, *names] if CHECKLIST in list(columns) else list(names)


def require(columns: Iterable[object], wanted: Iterable[str]) -> None:
    """Refuse a frame without one of the `wanted` columns.

    Raises
    ------
    FrameError
        Naming the column and the one that was probably meant.
    """
    present = [str(name) for name in columns]
    for name in wanted:
        if name not in present:
            remedy = closest(name, present) or f"It has {', '.join(present[:20])}."
            raise FrameError(f"the frame has no column '{name}'", remedy=remedy)


def status_codes(answers: pd.DataFrame) -> pd.Series:
    """Return each row's status as its place in `archnb.answers.STATUSES`, int64 in [0, 4].

    Raises
    ------
    FrameError
        If a row holds another word, or none.
    """
    return _known(answers["status"], STATUSES)


def places(column: pd.Series, words: Iterable[Hashable]) -> np.ndarray:
    """Return each row's place among `words`, int64; −1 where its word is not among them, or missing.

    By the column's own categories: a comparison of a million words one by one takes longer than all measures.
    """
    held = column.astype("category").cat
    return np.append(pd.Index(list(words)).get_indexer(held.categories), -1)[held.codes]


def _known(column: pd.Series, words: Iterable[str]) -> pd.Series:
    known = list(words)
    codes = places(column, known)
    if (codes < 0).any():
        strange = str(column[codes < 0].iloc[0])
        raise FrameError(
            f"column '{column.name}' holds '{strange}'",
            remedy=closest(strange, known) or f"It may hold {', '.join(known)}.",
        )
    return pd.Series(codes, index=column.index)


def statuses(codes: np.ndarray) -> pd.Series:
    """Return places in `archnb.answers.STATUSES` as a Categorical of the five words, with a plain index."""
    return pd.Series(pd.Categorical.from_codes(codes.astype("int64"), categories=pd.Index(list(STATUSES))))


def weigh(rows: pd.DataFrame, weights: Weights) -> pd.Series:
    """Return each row's weight, float64, 0 or more.

    Parameters
    ----------
    rows : DataFrame
        With the column ``weight`` or ``severity`` if `weights` asks for it.
    weights : {None, "item", "severity"}
        1 for every row, the items' own weights, or 8, 4, 2, 1 for critical, high, medium, low.
    """
    if weights is None:
        return pd.Series(1.0, index=rows.index)
    if weights == "item":
        require(rows.columns, ["weight"])
        return rows["weight"].astype("float64")
    if weights == "severity":
        require(rows.columns, ["severity"])
        codes = _known(rows["severity"], SEVERITY_WEIGHTS)
        return pd.Series(np.array(list(SEVERITY_WEIGHTS.values()))[codes], index=rows.index)
    raise FrameError(f"weights '{weights}' are not known", remedy="Use None, 'item' or 'severity'.")
