"""What a group's answers are, as shares."""

from __future__ import annotations

import pandas as pd

from archnb import metrics
from archnb.metrics.columns import Weights
from archnb.scoring import Tally

__all__ = ["VALUED", "present", "shares"]

VALUED = ["yes", "partial", "no"]


def shares(answers: pd.DataFrame, by: str, weights: Weights) -> pd.DataFrame:
    """Return the shares of the statuses in each group, and what `section_profile` says beside them."""
    summary = present(metrics.summary(answers, by, weights=weights))
    weighed = metrics.counts(answers, by, weights=weights).reindex(summary.index)[VALUED]
    whole = weighed.sum(axis=1)
    table = weighed.div(whole.where(whole > 0), axis=0)
    asked = summary[list(Tally._fields)].sum(axis=1)
    table = table.join(summary[["na", "unanswered"]].div(asked, axis=0))
    return table.assign(
        n=summary[VALUED].sum(axis=1),
        asked=asked,
        score=summary["score"],
        coverage=summary["coverage"],
        projects=summary["n_projects"].astype(int),
    )


def present(table: pd.DataFrame) -> pd.DataFrame:
    """Return the groups that have rows."""
    # A filter leaves categories without a single row; a never-answered one has rows, and stays.
    return table[table[list(Tally._fields)].sum(axis=1) > 0]
