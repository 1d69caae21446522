"""Tables with a row per section."""

from __future__ import annotations

from typing import Any

import pandas as pd

from archnb import metrics
from archnb.charts.given import answers_of
from archnb.charts.tables.shares import present, shares
from archnb.metrics.columns import Weights
from archnb.scoring import Tally

__all__ = ["section_profile", "trust"]


def section_profile(data: Any, *, weights: Weights = "item") -> pd.DataFrame:
    """Return what each section's answers are, in checklist order.

    Returns
    -------
    DataFrame
        Index ``section``; ``yes``, ``partial``, ``no`` as shares of the valued answers (weighted as the score),
        ``na`` and ``unanswered`` as shares of all (in [0, 1], NaN without any); ``n`` valued answers of ``asked``;
        ``score`` with the interval ``low``, ``high`` where one is defined; ``coverage``; ``projects``.
    """
    answers = answers_of(data)
    table = shares(answers, "section", weights)
    return table.join(metrics.sections(answers, weights=weights)[["low", "high"]])


def trust(data: Any, *, target: float = 0.8, weights: Weights = "item") -> pd.DataFrame:
    """Return how far each section is answered, and what the missing answers could do to its score.

    Returns
    -------
    DataFrame
        Index ``section``; ``coverage``, ``met`` (coverage is at least `target`), ``score``, its bounds ``low`` and
        ``high``, ``n`` answered and ``items`` asked.
    """
    table = present(metrics.summary(answers_of(data), "section", weights=weights))
    asked = table[list(Tally._fields)].sum(axis=1)
    told = table[["coverage", "score", "low", "high"]].copy()
    told.insert(1, "met", table["coverage"] >= target)
    return told.assign(n=asked - table["unanswered"], items=asked)
