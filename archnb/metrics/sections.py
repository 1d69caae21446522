"""Sections: score with an interval that knows that answers of one project belong together."""

from __future__ import annotations

import numpy as np
import pandas as pd

from archnb import scoring
from archnb.metrics.columns import Weights, keyed, weigh
from archnb.metrics.counted import Counted
from archnb.metrics.counts import counted, counts, tally_of
from archnb.metrics.intervals import clustered_wilson, design_effect
from archnb.scoring import Tally

__all__ = ["sections"]


def sections(
    data: pd.DataFrame | Counted, *, weights: Weights = None, partial: float = 0.5, confidence: float = 0.95
) -> pd.DataFrame:
    """Measure every section.

    Parameters
    ----------
    data : DataFrame or Counted
        Columns project, section, item, status, severity and weight, and checklist where there are several.
    weights : {None, "item", "severity"}
        Weigh every item alike, by its own weight, or by its severity's.
    partial : float
        Value of a partial answer, in [0, 1].
    confidence : float
        Of the interval, in (0, 1).

    Returns
    -------
    DataFrame
        One row per section in checklist order. Columns score; low and high (interval "projects treated as a sample",
        by Wilson at n/deff with Student's t; NaN with fewer than two projects that have a score); worst and best (the
        bounds: every unanswered item taken as no, as yes); coverage; applicability; n (valued answers); deff (design
        effect, in [1, items of the section]); n_projects (projects that have a score in this section; NaN,
        like low, high and deff, where the counts hold no profiles).
    """
    whole = counted(data, weights=weights)
    keys = keyed(whole.items.index.names, "section")
    by = keys if len(keys) > 1 else keys[0]
    plain, weighed = tally_of(counts(whole, by)), tally_of(counts(whole, by, weights=weights))
    score = scoring.score(weighed, partial=partial)
    projects, variance = (part.reindex(score.index) for part in _spread(whole, keys, partial))
    effective, items = (part.reindex(score.index) for part in _sizes(whole, keys))
    effect = design_effect(score, effective, variance, projects, items)
    low, high = clustered_wilson(score, effective, effect, projects, confidence)
    worst, best = scoring.bounds(weighed, partial=partial)
    return pd.DataFrame(
        {
            "score": score,
            "low": low,
            "high": high,
            "worst": worst,
            "best": best,
            "coverage": scoring.coverage(plain),
            "applicability": scoring.applicability(plain),
            "n": plain.yes + plain.partial + plain.no,
            "deff": effect,
            "n_projects": projects if whole.profiles is None else projects.fillna(0).astype("int64"),
        }
    )


def _spread(whole: Counted, keys: list[str], partial: float) -> tuple[pd.Series, pd.Series]:
    """Return P and s² (denominator P − 1) of the projects' own scores per section; s² is NaN below two projects."""
    if whole.profiles is None:
        unknown = whole.items.groupby(keys, observed=True)["yes"].sum() * np.nan
        return unknown, unknown
    rows = whole.profiles.reset_index()
    rows["score"] = scoring.score(Tally(rows["yes"], rows["partial"], rows["no"]), partial=partial)
    rows = rows[rows["score"].notna()]
    rows["sum"] = rows["projects"] * rows["score"]
    totals = rows.groupby(keys, observed=True)[["projects", "sum"]].sum()
    # About the mean, not by ΣS² − (ΣS)²/P, which loses digits when projects are nearly alike.
    centre = rows[keys].merge((totals["sum"] / totals["projects"]).rename("centre").reset_index(), on=keys, how="left")
    rows["square"] = rows["projects"] * (rows["score"] - centre["centre"].to_numpy()) ** 2
    squares = rows.groupby(keys, observed=True)["square"].sum()
    return totals["projects"], squares / (totals["projects"] - 1).where(totals["projects"] > 1)


def _sizes(whole: Counted, keys: list[str]) -> tuple[pd.Series, pd.Series]:
    """Return Kish's effective number of valued answers, (Σw)²/Σw², and the number of items, per section."""
    rows = whole.items.reset_index()
    weight = weigh(rows, whole.weights)
    valued = rows["yes"] + rows["partial"] + rows["no"]
    sums = rows[keys].assign(first=weight * valued, second=weight**2 * valued).groupby(keys, observed=True).sum()
    items = rows.drop_duplicates([*keys, "item"]).groupby(keys, observed=True).size()
    return sums["first"] ** 2 / sums["second"].where(sums["second"] > 0), items.astype(np.float64)
