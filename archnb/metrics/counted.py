"""Counts that merge: the state from which every item and section measure comes, for one frame or many partitions.

Two tables of whole numbers are enough. Answers per item and status give coverage, score, bounds, weakness, reach and
ranks. The intervals of sections also need how much projects differ; for that, `profiles` says how many projects have
each combination of (Σw yes, Σw partial, Σw no) in a section. That is sufficient for P, for the mean and the variance of
the projects' scores at any value of partial. Both tables add up to the same numbers, exactly and in any order, over
every partition of the *projects*: a project's answers must lie in one partition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from archnb.metrics.columns import FrameError, Weights

__all__ = ["Counted", "merge"]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What was counted in a set of projects.

    Attributes
    ----------
    items : DataFrame
        Columns yes, partial, no, na, unanswered: numbers of answers (int64). Index section, item, severity, weight;
        led by checklist where there are several. An item whose severity or weight changed has a row for each.
    profiles : DataFrame or None
        Column projects (int64): how many projects have this profile. Index section, yes, partial, no (sums of weights,
        float64); led by checklist where there are several. None where it was not asked for: sections then have no
        interval.
    projects : int or None
        How many projects were counted; None without profiles.
    weights : {None, "item", "severity"}
        Which weights the profiles add up.
    """

    items: pd.DataFrame
    profiles: pd.DataFrame | None
    projects: int | None
    weights: Weights = None


def merge(parts: Iterable[Counted]) -> Counted:
    """Add up counts of disjoint sets of projects; the order does not matter but for the order of rows.

    Parameters
    ----------
    parts : iterable of Counted
        At least one; all with the same `weights`.

    Raises
    ------
    FrameError
        If there is no part, or profiles with different weights are to be added.
    """
    listed = list(parts)
    if not listed:
        raise FrameError("there are no counts to merge", remedy="Give at least one part.")
    if len({part.weights for part in listed}) > 1:
        raise FrameError("the counts to merge have different weights", remedy="Count every part with the same weights.")
    profiles = [part.profiles for part in listed if part.profiles is not None]
    projects = [part.projects for part in listed if part.projects is not None]
    complete = len(profiles) == len(projects) == len(listed)
    return Counted(
        items=_add_up([part.items for part in listed]),
        # Profiles of some of the projects would give an interval of those alone.
        profiles=_add_up(profiles) if complete else None,
        projects=sum(projects) if complete else None,
        weights=listed[0].weights,
    )


def _add_up(tables: list[pd.DataFrame]) -> pd.DataFrame:
    keys = list(tables[0].index.names)
    if any(list(table.index.names) != keys for table in tables):
        raise FrameError(
            "only some of the counts to merge tell checklists apart",
            remedy="Give every part the column 'checklist', or none.",
        )
    plain = [table.reset_index() for table in tables]
    whole = pd.concat(plain, ignore_index=True)
    for key in keys:
        if isinstance(plain[0][key].dtype, pd.CategoricalDtype):
            # concat turns Categoricals with different categories into str, and their order is lost.
            every = list(dict.fromkeys(name for part in plain for name in part[key].cat.categories))
            whole[key] = pd.Categorical(whole[key], categories=every, ordered=plain[0][key].cat.ordered)
    return whole.groupby(keys, observed=True, sort=True).sum()
