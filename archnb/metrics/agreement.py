"""Do reviewers understand an item alike? Raw agreement and Krippendorff's α, always both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from archnb.errors import ArchnbError
from archnb.metrics.columns import By, group_keys, keyed, require
from archnb.metrics.counts import count_frame

__all__ = ["MissingPackageError", "agreement"]


class MissingPackageError(ArchnbError, ImportError):
    """An optional package that a function needs is not installed."""


class _Agreement(NamedTuple):
    raw: float
    alpha: float
    n: int
    n_valued: int
    reason: str


def agreement(votes: pd.DataFrame, by: By = None) -> pd.DataFrame:
    """Measure how far reviewers who voted on the same project's item agree; little means that its wording is ambiguous.

    Parameters
    ----------
    votes : DataFrame
        One row per project, item and reviewer; columns project, item, reviewer and status (and checklist where there
        are several). An unanswered row is no vote.
    by : str, list of str or None
        Columns to group by, such as "item" or "section".

    Returns
    -------
    DataFrame
        Columns raw (share of pairs of votes on a unit that are equal, N/A among them, in [0, 1]), alpha (ordinal α of
        yes > partial > no, at most 1; 0 is chance; N/A has no place in that order and is left out), n (units with two
        votes or more), n_valued (units with two votes of yes, partial or no, which α rests on), reason (why a value is
        NaN; empty if none is). With 95 % raw agreement and one rare status α can be near 0: show both.

    Raises
    ------
    MissingPackageError
        If the package krippendorff is not installed.

    References
    ----------
    .. [1] K. Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
    """
    keys = group_keys(by)
    require(votes.columns, ["project", "item", "reviewer", "status", *keys])
    unit = [*keys, *(key for key in keyed(votes.columns, "project", "item") if key not in keys)]
    cast = votes[votes["status"] != "unanswered"]
    table = count_frame(cast, unit)[["yes", "partial", "no", "na"]]
    alone = cast["reviewer"].nunique() < 2
    if not keys:
        return pd.DataFrame([_measure(table, alone)], index=pd.Index(["all"], name="group"))
    groups = count_frame(votes, keys).index
    parts = {name: _measure(part, alone) for name, part in table.groupby(level=keys, observed=True, dropna=False)}
    nothing = _measure(table.iloc[:0], alone)
    names = [name if isinstance(name, tuple) else (name,) for name in groups]
    return pd.DataFrame([parts.get(name, nothing) for name in names], index=groups)


def _measure(table: pd.DataFrame, alone: bool) -> _Agreement:
    """Measure one group of units, given as numbers of votes: yes, partial, no, na."""
    cast = table.to_numpy()
    shared = cast[cast.sum(axis=1) >= 2]
    valued = shared[shared[:, :3].sum(axis=1) >= 2][:, :3]
    if not len(shared):
        reason = "one reviewer only" if alone else "no item has votes by two reviewers"
        return _Agreement(np.nan, np.nan, 0, 0, reason)
    size = shared.sum(axis=1)
    # Each vote counts once: a unit's equal pairs are divided by the partners that a vote has there.
    raw = float(((shared * (shared - 1)).sum(axis=1) / (size - 1)).sum() / size.sum())
    if not len(valued):
        reason = "no item has two votes of yes, partial or no"
        return _Agreement(raw, np.nan, len(shared), 0, reason)
    if (valued.sum(axis=0) > 0).sum() == 1:
        reason = "every vote is the same: chance cannot be told from agreement"
        return _Agreement(raw, np.nan, len(shared), len(valued), reason)
    return _Agreement(raw, _alpha(valued), len(shared), len(valued), "")


def _alpha(valued: np.ndarray) -> float:
    try:
        import krippendorff
    except ImportError:
        raise MissingPackageError(
            "agreement needs the package krippendorff, which is not installed",
            remedy='Install it: pip install "archnb[agreement]".',
        ) from None
    return float(krippendorff.alpha(value_counts=valued, level_of_measurement="ordinal"))
