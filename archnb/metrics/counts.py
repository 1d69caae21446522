"""How many answers of each status there are: what every other measure is made of."""

from __future__ import annotations

import numpy as np
import pandas as pd

from archnb.answers import STATUSES
from archnb.metrics.columns import By, FrameError, Weights, group_keys, keyed, require, status_codes, weigh
from archnb.metrics.counted import Counted
from archnb.scoring import Tally

__all__ = ["count_frame", "counted", "counts", "tally_of"]

#: What is asked stays in a table though nobody answered it; a project or a tag that does not occur is not in the frame.
_ASKED = ("checklist", "section", "item", "severity", "status")


def counts(data: pd.DataFrame | Counted, by: By = None, *, weights: Weights = None) -> pd.DataFrame:
    """Count the answers of each status per group, or add up their weights.

    Parameters
    ----------
    data : DataFrame or Counted
        One row per project and item, unanswered ones included; or counts that were merged already, which can be
        grouped by ``checklist``, ``section``, ``item`` and ``severity``.
    by : str, list of str or None
        Columns to group by. None gives one row, named "all". One of section, item, severity or checklist keeps every
        category, at zero where nothing was answered; several columns keep the combinations that occur.
    weights : {None, "item", "severity"}
        Count (int64), or add up the items' own weights or their severities' (float64).

    Returns
    -------
    DataFrame
        Columns yes, partial, no, na, unanswered, each 0 or more; one row per group, in checklist order.
    """
    keys = group_keys(by)
    if isinstance(data, Counted):
        return _regroup(data, keys, weights)
    return count_frame(data, keys, weights)


def counted(data: pd.DataFrame | Counted, *, weights: Weights = None) -> Counted:
    """Count everything that item and section measures need; what is counted already is returned as it is.

    Parameters
    ----------
    data : DataFrame or Counted
        A frame needs project, section, item, status, severity and weight.
    weights : {None, "item", "severity"}
        Which weights the profiles add up.

    Raises
    ------
    FrameError
        If `data` was counted with other weights: its profiles cannot be weighed afterwards.
    """
    if isinstance(data, Counted):
        if data.weights != weights:
            raise FrameError(
                f"the counts were made with weights {data.weights!r}, not {weights!r}",
                remedy="Count again with these weights.",
            )
        return data
    per_item = count_frame(data, keyed(data.columns, "section", "item", "severity", "weight"))
    projects = keyed(data.columns, "section", "project")
    scored = count_frame(data, projects, weights)[["yes", "partial", "no"]].astype("float64")
    sections = [name for name in projects if name != "project"]
    profiles = scored.reset_index().groupby([*sections, "yes", "partial", "no"], observed=True).size()
    return Counted(
        items=per_item,
        profiles=profiles.to_frame("projects"),
        projects=data["project"].nunique(),
        weights=weights,
    )


def tally_of(table: pd.DataFrame) -> Tally:
    """Return the five columns of a table of counts as a `Tally` of Series."""
    return Tally(*(table[status] for status in STATUSES))


def count_frame(answers: pd.DataFrame, keys: list[str], weights: Weights = None) -> pd.DataFrame:
    """Count a frame's answers per combination of `keys`; see `counts`."""
    require(answers.columns, [*keys, "status"])
    amounts = None if weights is None else weigh(answers, weights).to_numpy()
    codes = status_codes(answers).to_numpy()
    if keys:
        groups = answers.groupby(keys, observed=True, sort=True, dropna=False)
        index = groups.size().index
        codes = codes + len(STATUSES) * groups.ngroup().to_numpy()
    else:
        index = pd.Index(["all"], name="group")
    # A bincount of (group, status) codes: a groupby on the status would lose the statuses that nobody gave.
    cells = np.bincount(codes, amounts, minlength=len(index) * len(STATUSES)).reshape(len(index), len(STATUSES))
    return _whole(pd.DataFrame(cells, index=index, columns=list(STATUSES)), answers, keys)


def _regroup(counted: Counted, keys: list[str], weights: Weights) -> pd.DataFrame:
    rows = counted.items.reset_index()
    require([name for name in rows.columns if name not in (*STATUSES, "weight")], keys)
    if weights is not None:
        rows[list(STATUSES)] = rows[list(STATUSES)].mul(weigh(rows, weights), axis=0)
    if not keys:
        total = rows[list(STATUSES)].sum()
        return pd.DataFrame([total.to_numpy()], index=pd.Index(["all"], name="group"), columns=list(STATUSES))
    table = rows.groupby(keys, observed=True, sort=True)[list(STATUSES)].sum()
    return _whole(table, rows, keys)


def _whole(table: pd.DataFrame, rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Bring back the categories that no row has: a never-answered item must not vanish."""
    if len(keys) != 1 or keys[0] not in _ASKED or not isinstance(rows[keys[0]].dtype, pd.CategoricalDtype):
        return table
    every = pd.CategoricalIndex(rows[keys[0]].cat.categories, dtype=rows[keys[0]].dtype, name=keys[0])
    return table if len(every) == len(table) else table.reindex(every, fill_value=0)
