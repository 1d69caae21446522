"""The table behind each chart, one function per chart, built on `archnb.metrics` alone.

Every function takes a frame of answers (one row per project × item), or anything with such a frame as ``.answers``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from archnb import metrics
from archnb.charts.given import answers_of, moments_of, one_project, present_categories, total
from archnb.metrics.columns import Weights
from archnb.scoring import Tally, coverage, score

__all__ = [
    "VALUED", "answers_of", "change", "item_profile", "moments_of", "rate_vs_reach", "review_map", "section_heatmap",
    "section_profile", "standing", "total", "trend", "trust", "weak_items",
]  # fmt: skip

VALUED = ["yes", "partial", "no"]


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
    table = _shares(answers, "section", weights)
    return table.join(metrics.sections(answers, weights=weights)[["low", "high"]])


def item_profile(data: Any) -> pd.DataFrame:
    """Return what each item's answers are: `section_profile`'s columns, index ``section``, ``item``.

    An item's interval is Wilson's on its weakness, turned around to its score.
    """
    answers = answers_of(data)
    table = _shares(answers, "item", None)
    weakness = metrics.weakness(answers).reindex(table.index)
    table["low"], table["high"] = 1 - weakness["high"], 1 - weakness["low"]
    home = answers.drop_duplicates("item").set_index("item")["section"]
    sections = pd.Categorical(
        home.reindex(table.index).astype("object"), categories=present_categories(answers["section"])
    )
    table["section"] = sections
    return table.sort_values("section", kind="stable").set_index("section", append=True).swaplevel()


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


def change(before: Any, after: Any, *, by: str = "section", weights: Weights = "item") -> pd.DataFrame:
    """Return what became of each section between two moments: `metrics.change`, over pairs valued at both."""
    table = metrics.change(answers_of(before), answers_of(after), by, weights=weights)
    return table.loc[table.index.isin(present_categories(answers_of(after)[by]))]


def trend(moments: Mapping[str, Any], *, by: str = "section", weights: Weights = "item") -> pd.DataFrame:
    """Return scores at every moment, over the project × item pairs that are valued at all of them.

    Returns
    -------
    DataFrame
        Index `by`, ``moment``; ``score`` in [0, 1] and ``n``, the number of pairs.
    """
    frames = {name: answers_of(one) for name, one in moments.items()}
    pairs = _pairs(list(frames.values()))
    matched = reduce(
        np.intersect1d, [code[frame["status"].isin(VALUED)] for code, frame in zip(pairs, frames.values(), strict=True)]
    )
    groups = list(dict.fromkeys(name for frame in frames.values() for name in present_categories(frame[by])))
    parts = {}
    for (name, frame), code in zip(frames.items(), pairs, strict=True):
        found = _shares(frame[np.isin(code, matched)], by, weights)[["score", "n"]]
        parts[name] = found.set_axis(found.index.astype(str)).reindex(groups)
    told = pd.concat(parts, names=["moment", by]).swaplevel()
    return told.reindex(pd.MultiIndex.from_product([groups, list(frames)], names=[by, "moment"]))


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


def standing(data: Any, *, weights: Weights = "item") -> pd.DataFrame:
    """Return every project's score among all, weakest first.

    Returns
    -------
    DataFrame
        Index ``project``; ``score``, ``low`` and ``high`` (its bounds), ``coverage``, and ``share``: how many of the
        projects with a score have this one's or less, in (0, 1]. Projects without a score have NaN and come last.
    """
    table = _present(metrics.summary(answers_of(data), "project", weights=weights))[
        ["score", "low", "high", "coverage"]
    ]
    table = table.sort_values("score", kind="stable", na_position="last")
    table["share"] = table["score"].rank(method="max") / max(int(table["score"].notna().sum()), 1)
    return table


def trust(data: Any, *, target: float = 0.8, weights: Weights = "item") -> pd.DataFrame:
    """Return how far each section is answered, and what the missing answers could do to its score.

    Returns
    -------
    DataFrame
        Index ``section``; ``coverage``, ``met`` (coverage is at least `target`), ``score``, its bounds ``low`` and
        ``high``, ``n`` answered and ``items`` asked.
    """
    table = _present(metrics.summary(answers_of(data), "section", weights=weights))
    asked = table[list(Tally._fields)].sum(axis=1)
    told = table[["coverage", "score", "low", "high"]].copy()
    told.insert(1, "met", table["coverage"] >= target)
    return told.assign(n=asked - table["unanswered"], items=asked)


def _shares(answers: pd.DataFrame, by: str, weights: Weights) -> pd.DataFrame:
    summary = _present(metrics.summary(answers, by, weights=weights))
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


def _present(table: pd.DataFrame) -> pd.DataFrame:
    # A filter leaves categories without a single row; a never-answered one has rows, and stays.
    return table[table[list(Tally._fields)].sum(axis=1) > 0]


def _with_severity(table: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    return table.join(answers.drop_duplicates("item").set_index("item")["severity"])


def _pairs(frames: Sequence[pd.DataFrame]) -> list[np.ndarray]:
    """Return a number per row that says project and item, the same in every frame."""
    codes = [np.zeros(len(frame), dtype="int64") for frame in frames]
    for name in ("project", "item"):
        every = list(dict.fromkeys(value for frame in frames for value in present_categories(frame[name])))
        for place, frame in enumerate(frames):
            codes[place] = (
                codes[place] * len(every)
                + frame[name].astype("category").cat.set_categories(every).cat.codes.to_numpy()
            )
    return codes
