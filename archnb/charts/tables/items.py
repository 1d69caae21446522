"""Tables with a row per item."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from archnb import metrics
from archnb.charts.given import answers_of, present_categories
from archnb.charts.tables.shares import shares

__all__ = ["item_profile", "rate_vs_reach", "weak_items"]


def weak_items(data: Any, *, top: int = 20) -> pd.DataFrame:
    """Return the `top` items with the highest weakness θ̂, weakest first.

    Returns
    -------
    DataFrame
        Index ``item``; columns of `metrics.weakness` (shares in [0, 1]) and ``severity``. Items without a valued
        answer have no weakness and are left out.
    """
    answers = answers_of(data)
    table = metrics.weakness(answers)
    table = table[table["n"] > 0].head(top)
    return _with_severity(table, answers)


def item_profile(data: Any) -> pd.DataFrame:
    """Return what each item's answers are: `section_profile`'s columns, index ``section``, ``item``.

    An item's interval is Wilson's on its weakness, turned around to its score.
    """
    answers = answers_of(data)
    table = shares(answers, "item", None)
    weakness = metrics.weakness(answers).reindex(table.index)
    table["low"], table["high"] = 1 - weakness["high"], 1 - weakness["low"]
    home = answers.drop_duplicates("item").set_index("item")["section"]
    sections = pd.Categorical(
        home.reindex(table.index).astype("object"), categories=present_categories(answers["section"])
    )
    table["section"] = sections
    return table.sort_values("section", kind="stable").set_index("section", append=True).swaplevel()


def rate_vs_reach(data: Any) -> pd.DataFrame:
    """Return weakness against the number of projects affected, most affected first.

    Returns
    -------
    DataFrame
        Index ``item``; columns of `metrics.weakness`, ``reach`` and ``projects`` (affected) of `metrics.reach`,
        ``severity``, and ``frontier``: no other item is at least as weak and reaches at least as many projects.
    """
    answers = answers_of(data)
    table = metrics.weakness(answers)
    reach = metrics.reach(answers).reindex(table.index)
    table = table.assign(reach=reach["reach"], projects=reach["n_projects"])
    table = table[table["n"] > 0].sort_values(["projects", "theta"], ascending=False, kind="stable")
    best = table["theta"].cummax().shift(fill_value=-np.inf)
    table["frontier"] = (table["theta"] > best) & (table["projects"] > 0)
    return _with_severity(table, answers)


def _with_severity(table: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    return table.join(answers.drop_duplicates("item").set_index("item")["severity"])
