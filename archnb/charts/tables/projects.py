"""Tables with a row per project, and of one project."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from archnb import metrics
from archnb.charts.given import answers_of, one_project, present_categories
from archnb.charts.tables.shares import present
from archnb.metrics.columns import Weights
from archnb.scoring import Tally, coverage, score

__all__ = ["review_map", "section_heatmap", "standing"]


def section_heatmap(
    data: Any, *, most: int = 300, worst: int = 15, bands: int = 10, weights: Weights = "item"
) -> pd.DataFrame:
    """Return the score of every project in every section, weakest project first.

    Over `most` projects the rows are the `worst` ones and then `bands` of all projects by score, weakest first.

    Returns
    -------
    DataFrame
        Index ``kind`` ("project" or "band"), ``row``; columns ``score``, ``coverage`` × (sections, then ``all``)
        in [0, 1], and ``projects`` × ``all``, the number behind the row. Projects without a score come last.
    """
    answers = answers_of(data)
    counts = metrics.counts(answers, ["project", "section"], weights=weights)
    whole = counts.groupby("project", observed=True)[list(Tally._fields)].sum()
    order = score(Tally(**{name: whole[name] for name in Tally._fields})).sort_values(kind="stable", na_position="last")
    if len(order) <= most:
        rows = pd.MultiIndex.from_arrays([["project"] * len(order), order.index.astype(str)], names=["kind", "row"])
        return _wide(counts, answers, pd.Series(range(len(order)), index=order.index), rows)
    valued = order.dropna()
    first = min(worst, len(valued))
    band = pd.Series(np.arange(len(valued)) * bands // max(len(valued), 1), index=valued.index)
    names = [f"band {place + 1}" for place in range(bands)]
    rows = pd.MultiIndex.from_tuples(
        [("project", str(name)) for name in valued.index[:first]] + [("band", name) for name in names],
        names=["kind", "row"],
    )
    worst_counts = counts[counts.index.get_level_values("project").isin(valued.index[:first])]
    upper = _wide(worst_counts, answers, pd.Series(range(first), index=valued.index[:first]), rows[:first])
    return pd.concat([upper, _wide(counts, answers, band, rows[first:])])


def review_map(data: Any, *, project: str | None = None) -> pd.DataFrame:
    """Return every answer of one project, in checklist order.

    Returns
    -------
    DataFrame
        Index ``section``, ``item``; ``place`` of the item in its section from 1, ``status``, ``severity``, and
        ``blocks``: whether it closes the gate (critical and answered no).
    """
    answers = answers_of(data)
    names = list(dict.fromkeys(answers["project"].astype(str)))
    chosen = one_project(names, project)
    rows = answers[answers["project"].astype(str) == chosen].copy()
    rows["project"] = rows["project"].astype(str)  # one name: the other projects' categories say nothing here
    rows = rows.sort_values(["section", "item"], kind="stable")
    blocking = set(metrics.gate(rows)["blocking"].iloc[0]) if len(rows) else set()
    table = rows[["section", "item", "status"]].copy()
    table["severity"] = rows["severity"]
    table.insert(2, "place", rows.groupby("section", observed=True).cumcount() + 1)
    table["blocks"] = rows["item"].astype(str).isin(blocking)
    return table.set_index(["section", "item"])


def standing(data: Any, *, weights: Weights = "item") -> pd.DataFrame:
    """Return every project's score among all, weakest first.

    Returns
    -------
    DataFrame
        Index ``project``; ``score``, ``low`` and ``high`` (its bounds), ``coverage``, and ``share``: how many of the
        projects with a score have this one's or less, in (0, 1]. Projects without a score have NaN and come last.
    """
    table = present(metrics.summary(answers_of(data), "project", weights=weights))[["score", "low", "high", "coverage"]]
    table = table.sort_values("score", kind="stable", na_position="last")
    table["share"] = table["score"].rank(method="max") / max(int(table["score"].notna().sum()), 1)
    return table


def _wide(counts: pd.DataFrame, answers: pd.DataFrame, place: pd.Series, rows: pd.MultiIndex) -> pd.DataFrame:
    """Sum the counts of the projects at each place, and return the measures of sections and of all."""
    sections = list(present_categories(answers["section"]))
    names = counts.index.get_level_values("project")
    at = place.reindex(pd.Index(names)).to_numpy(dtype="float64")
    keep = ~np.isnan(at)
    section = pd.Categorical(counts.index.get_level_values("section").astype(str), categories=sections).codes
    cells = np.zeros((len(Tally._fields), len(rows), len(sections) + 1))
    for layer, name in enumerate(Tally._fields):
        np.add.at(cells[layer], (at[keep].astype(int), section[keep]), counts[name].to_numpy()[keep])
    cells[:, :, -1] = cells.sum(axis=2)
    columns = [*sections, "all"]
    tally = Tally(*(pd.DataFrame(layer, index=rows, columns=columns) for layer in cells))
    parts = {"score": score(tally), "coverage": coverage(tally)}
    sizes = place.astype(int).value_counts().reindex(range(len(rows)), fill_value=0)
    parts["projects"] = pd.DataFrame({"all": sizes.to_numpy()}, index=rows)
    wide: pd.DataFrame = pd.concat(parts, axis=1, names=["measure", "section"])
    return wide
