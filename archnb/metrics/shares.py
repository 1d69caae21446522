"""Coverage, applicability, score and bounds of groups of answers; the arithmetic is `archnb.scoring`'s.

Roll-ups are ratios of sums, not means of means. An empty denominator is NaN, never 0.
"""

from __future__ import annotations

import pandas as pd

from archnb import scoring
from archnb.metrics.columns import By, FrameError, Weights, group_keys, require
from archnb.metrics.counted import Counted
from archnb.metrics.counts import counts, tally_of

__all__ = ["applicability", "bounds", "coverage", "score", "summary"]


def coverage(data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None) -> pd.Series:
    """Return (Y+P+N+NA)/all per group, in [0, 1]; it says how far a score can be trusted yet."""
    found: pd.Series = scoring.coverage(tally_of(counts(data, by, weights=weights))).rename("coverage")
    return found


def applicability(data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None) -> pd.Series:
    """Return 1 − NA/(Y+P+N+NA) per group, in [0, 1]; low where N/A is abused or the item is wrong for us."""
    found: pd.Series = scoring.applicability(tally_of(counts(data, by, weights=weights))).rename("applicability")
    return found


def score(data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None, partial: float = 0.5) -> pd.Series:
    """Return Σwv/Σw over yes, partial and no per group, in [0, 1].

    Parameters
    ----------
    data : DataFrame or Counted
        See `archnb.metrics.counts`.
    by : str, list of str or None
        Columns to group by; None gives a Series of one row, named "all".
    weights : {None, "item", "severity"}
        Weigh every item alike, by its own weight, or by its severity's.
    partial : float
        Value of a partial answer, in [0, 1].

    Examples
    --------
    >>> answers = pd.DataFrame({"project": "pay", "status": ["yes", "yes", "partial", "no", "na", "unanswered"]})
    >>> score(answers, "project")["pay"]
    0.625
    """
    found: pd.Series = scoring.score(tally_of(counts(data, by, weights=weights)), partial=partial).rename("score")
    return found


def bounds(
    data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None, partial: float = 0.5
) -> pd.DataFrame:
    """Return columns low and high in [0, 1]: the score if every unanswered item were no, and if every one were yes."""
    low, high = scoring.bounds(tally_of(counts(data, by, weights=weights)), partial=partial)
    return pd.DataFrame({"low": low, "high": high})


def summary(
    data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None, partial: float = 0.5
) -> pd.DataFrame:
    """Return counts and shares of each group in one table.

    Returns
    -------
    DataFrame
        Columns yes, partial, no, na, unanswered (numbers of answers, int64, never weighted); coverage and
        applicability (of these numbers); score, low and high (score and bounds, weighted if asked); n_projects (int64).
    """
    numbers = counts(data, by)
    plain = tally_of(numbers)
    weighed = plain if weights is None else tally_of(counts(data, by, weights=weights))
    low, high = scoring.bounds(weighed, partial=partial)
    return numbers.assign(
        coverage=scoring.coverage(plain),
        applicability=scoring.applicability(plain),
        score=scoring.score(weighed, partial=partial),
        low=low,
        high=high,
        n_projects=_projects(data, numbers, group_keys(by)),
    )


def _projects(data: pd.DataFrame | Counted, numbers: pd.DataFrame, keys: list[str]) -> pd.Series:
    if isinstance(data, Counted):
        return _merged_projects(data, numbers, keys)
    require(data.columns, ["project"])
    if not keys:
        return pd.Series(data["project"].nunique(), index=numbers.index)
    pairs = data.drop_duplicates([*keys, *({"project"} - set(keys))])
    found = pairs.groupby(keys, observed=True, dropna=False).size()
    return found.reindex(numbers.index, fill_value=0).astype("int64")


def _merged_projects(data: Counted, numbers: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Return what merged counts know: a project has one row per item, and one profile per section."""
    if not keys and data.projects is not None:
        return pd.Series(data.projects, index=numbers.index)
    if "item" in keys:
        return numbers.sum(axis=1).astype("int64")
    if data.profiles is not None and set(keys) == set(data.profiles.index.names) - {"yes", "partial", "no"}:
        found = data.profiles["projects"].groupby(level=keys, observed=True).sum()
        return found.reindex(numbers.index, fill_value=0).astype("int64")
    raise FrameError(
        f"merged counts do not say how many projects there are by {', '.join(keys) or 'nothing'}",
        remedy="Group by item; with profiles also by section, or by nothing.",
    )
