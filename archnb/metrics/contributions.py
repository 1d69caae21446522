"""What a score is made of."""

from __future__ import annotations

import pandas as pd

from archnb.metrics.columns import By, Weights, group_keys, keyed
from archnb.metrics.counted import Counted
from archnb.metrics.counts import counts

__all__ = ["contributions"]


def contributions(
    data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None, partial: float = 0.5
) -> pd.DataFrame:
    """List each item's part of the score.

    Parameters
    ----------
    data : DataFrame or Counted
        See `archnb.metrics.counts`.
    by : str, list of str or None
        Whose score is taken apart; None takes that of all answers together, "project" each project's.
    weights, partial
        As for the score.

    Returns
    -------
    DataFrame
        One row per group and item. Columns weight (Σw of its valued answers), gained (Σwv/Σw of the group: these sum up
        to the score), lost (these sum up to 1 − score). All 0 for an item without a valued answer; gained and lost NaN
        where the group has no score.
    """
    groups = group_keys(by)
    columns = data.items.index.names if isinstance(data, Counted) else data.columns
    keys = [*groups, *(key for key in keyed(columns, "item") if key not in groups)]
    table = counts(data, keys if len(keys) > 1 else keys[0], weights=weights)
    weight = (table["yes"] + table["partial"] + table["no"]).astype("float64")
    gained = table["yes"] + partial * table["partial"]
    whole = weight.groupby(level=groups, observed=True, dropna=False).transform("sum") if groups else weight.sum()
    share = pd.Series(1.0, index=weight.index) / pd.Series(whole, index=weight.index).where(lambda total: total > 0)
    return pd.DataFrame({"weight": weight, "gained": gained * share, "lost": (weight - gained) * share})
