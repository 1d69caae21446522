"""Counts of one partition of a Parquet data set, by DuckDB."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from archnb.answers import STATUSES
from archnb.checklist import SEVERITIES, Checklist
from archnb.metrics.columns import FrameError, Weights, keyed, require
from archnb.metrics.counted import Counted
from archnb.scale import sql
from archnb.scale.connection import Connection

__all__ = ["count_partition"]

#: Above, a file is read once per set of projects, since a grouping by project and section would not fit.
_MOST_ANSWERS = 20_000_000


def count_partition(
    source: str | Path | Sequence[str | Path],
    *,
    checklist: Checklist | None = None,
    weights: Weights = None,
    intervals: bool = True,
    threads: int | None = None,
) -> Counted:
    """Count the answers in one partition: all that item and section measures need.

    Parameters
    ----------
    source : str, Path or list of these
        Parquet files with a frame of answers: columns project, section, item, status, severity and weight, and
        checklist where there are several. Each project's answers must all be in this partition.
    checklist : Checklist, optional
        The one that all projects answered. Sections, severities, weights and the order of items then come from it,
        which halves the reading, and never-answered items are there even if the data leave them out.
    weights : {None, "item", "severity"}
        Which weights the intervals of sections use.
    intervals : bool
        Also count what they need: a grouping by project and section, which takes most of the time.
    threads : int, optional
        How many DuckDB may use; by default as many as there are cores.

    Returns
    -------
    Counted
        Equal to `archnb.metrics.counted` of the same answers, but for the order of items where no checklist gives it.

    Raises
    ------
    FrameError
        If a column is missing, a status or an item is not known, or the files cannot be read.
    MissingPackageError
        If DuckDB is not installed.
    """
    files = [source] if isinstance(source, str | Path) else list(source)
    with Connection([str(file) for file in files], threads=threads) as connection:
        return _count(connection, checklist, weights, intervals)


def _count(connection: Connection, checklist: Checklist | None, weights: Weights, intervals: bool) -> Counted:
    columns = list(connection.query(sql.COLUMNS)["column_name"])
    require(columns, ["project", "section", "item", "status", "severity", "weight"])
    if checklist is not None and "checklist" in columns:
        raise FrameError("the data set holds several checklists", remedy="Count it without `checklist`.")
    keys = keyed(columns, "section", "item", "severity", "weight")
    asked = ["item"] if checklist is not None else keys
    items = _statuses_across(connection.query(sql.items(asked)), asked)
    items = _described(items, checklist) if checklist is not None else _sorted(items, keys)
    if not intervals:
        return Counted(items=items, profiles=None, projects=None, weights=weights)
    sections = keyed(columns, "section")
    parts = 1 + int(items.to_numpy().sum()) // _MOST_ANSWERS
    profiles, projects = _profiles(connection, sections, weights, parts)
    titles = pd.CategoricalIndex(items.index.get_level_values("section"))
    profiles["section"] = pd.Categorical(profiles["section"], categories=titles.categories)
    if profiles["section"].isna().any():
        raise FrameError("the data set has a section that is not in the checklist", remedy="Count without `checklist`.")
    return Counted(
        items=items,
        profiles=_sorted(profiles, [*sections, "yes", "partial", "no"]),
        projects=projects,
        weights=weights,
    )


def _profiles(connection: Connection, sections: list[str], weights: Weights, parts: int) -> tuple[pd.DataFrame, int]:
    """Return the projects per section and profile, and the number of projects, set by set of projects."""
    found, projects = [], 0
    for part in range(parts):
        connection.query(sql.scored(sections, weights, part=part, parts=parts))
        found.append(connection.query(sql.profiles(sections)))
        projects += int(connection.query(sql.PROJECTS)["projects"].iloc[0])
    keys = [*sections, "yes", "partial", "no"]
    return pd.concat(found).groupby(keys)[["projects"]].sum().reset_index(), projects


def _statuses_across(long: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Turn one row per item and status into one column per status."""
    strange = set(long["status"]) - set(STATUSES)
    if strange:
        raise FrameError(
            f"column 'status' holds '{min(map(str, strange))}'", remedy=f"A status is one of {', '.join(STATUSES)}."
        )
    wide = long.pivot(index=keys, columns="status", values="answers")
    whole = wide.reindex(columns=pd.Index(STATUSES)).fillna(0).astype("int64").reset_index()
    whole.columns.name = None
    return whole


def _described(items: pd.DataFrame, checklist: Checklist) -> pd.DataFrame:
    """Give counts per item id the checklist's sections, severities, weights and order."""
    strange = [str(id_) for id_ in items["item"] if id_ not in checklist.items]
    if strange:
        raise FrameError(
            f"item '{strange[0]}' of the data set is not in {checklist.id} {checklist.version}",
            remedy="Count without `checklist`.",
        )
    asked = list(checklist.items.values())
    described = pd.DataFrame(
        {
            "section": pd.Categorical(
                [checklist.section_of[item.id].title for item in asked],
                categories=[section.title for section in checklist.sections],
            ),
            "item": pd.Categorical([item.id for item in asked], categories=list(checklist.items)),
            "severity": [item.severity for item in asked],
            "weight": [item.weight for item in asked],
        }
    )
    found = items.set_index("item").reindex(list(checklist.items), fill_value=0)
    for status in STATUSES:
        described[status] = found[status].to_numpy()
    return _sorted(described, ["section", "item", "severity", "weight"])


def _sorted(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Index rows by `keys`, words as Categoricals: severities in their order, others as they are, else by alphabet."""
    if "severity" in rows:
        rows["severity"] = pd.Categorical(rows["severity"], categories=SEVERITIES, ordered=True)
    for key in keys:
        if not pd.api.types.is_numeric_dtype(rows[key]) and not isinstance(rows[key].dtype, pd.CategoricalDtype):
            rows[key] = pd.Categorical(rows[key], categories=sorted(set(rows[key])))
    measured = [name for name in rows.columns if name in (*STATUSES, "projects") and name not in keys]
    return rows.set_index(keys)[measured].sort_index()
