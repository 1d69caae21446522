"""Reviewers beside one another: how far each two agree, and who is stricter than the rest."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from archnb.metrics.agreement import agreement
from archnb.metrics.columns import keyed, require

__all__ = ["pairs", "strictness"]

#: How far a status is from yes.
_STEPS = {"yes": 0, "partial": 1, "no": 2}
_FEWEST = 2


def pairs(votes: pd.DataFrame) -> pd.DataFrame:
    """Measure how far each two reviewers agree.

    Parameters
    ----------
    votes : DataFrame
        One row per project, item and reviewer; columns project, item, reviewer and status.

    Returns
    -------
    DataFrame
        Index one, other (names, sorted); the columns of `agreement`.
    """
    require(votes.columns, ["project", "item", "reviewer", "status"])
    both = list(combinations(sorted(votes["reviewer"].astype("object").unique()), 2))
    measured = [agreement(votes[votes["reviewer"].isin(pair)]) for pair in both] or [agreement(votes.iloc[:0])[:0]]
    index = pd.MultiIndex.from_tuples(both, names=["one", "other"])
    return pd.concat(measured).set_axis(index, axis=0)


def strictness(votes: pd.DataFrame, *, n_boot: int = 1000, seed: int = 0) -> pd.DataFrame:
    """Measure how much worse a reviewer judges than the median of the others on the same items.

    Parameters
    ----------
    votes : DataFrame
        One row per project, item and reviewer; columns project, item, reviewer and status. N/A and unanswered rows
        have no place on the scale and are left out.
    n_boot : int
        Bootstrap samples of items for the interval.
    seed : int
        Of the random numbers.

    Returns
    -------
    DataFrame
        Index reviewer. Columns gap (mean steps from the others' median in [−2, 2]; 1 is one status stricter), low, high
        (the 95 % bootstrap interval), n (items shared with somebody), reason (why a value is NaN; empty if none is).
    """
    require(votes.columns, ["project", "item", "reviewer", "status"])
    said = votes[votes["status"].isin(list(_STEPS))]
    unit = keyed(votes.columns, "project", "item")
    steps = said["status"].astype("object").map(_STEPS).astype("float64")
    table = said.assign(steps=steps).pivot_table(index=unit, columns="reviewer", values="steps", observed=True)
    rng = np.random.default_rng(seed)
    names = sorted(votes["reviewer"].astype("object").unique())
    rows = [_strictness(table, name, rng, n_boot) for name in names]
    columns = ["gap", "low", "high", "n", "reason"]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(names, name="reviewer", dtype="str"))


def _strictness(
    table: pd.DataFrame, name: str, rng: np.random.Generator, n_boot: int
) -> tuple[float, float, float, int, str]:
    if name not in table:
        return np.nan, np.nan, np.nan, 0, "no vote of yes, partial or no"
    gaps = (table[name] - table.drop(columns=name).median(axis=1)).dropna().to_numpy()
    if not len(gaps):
        return np.nan, np.nan, np.nan, 0, "no item has another reviewer's vote"
    if len(gaps) < _FEWEST:
        return float(gaps.mean()), np.nan, np.nan, len(gaps), "one item gives no interval"
    drawn = rng.choice(gaps, size=(n_boot, len(gaps))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(gaps.mean()), float(low), float(high), len(gaps), ""
