"""Heatmap: which project is weak where."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from archnb.charts import tables
from archnb.charts.canvas import dress, new_axes, put, say_nothing
from archnb.charts.palette import Theme, fonts, ink_on, scale_of_scores, theme_of
from archnb.charts.wording import nothing_answered, plural, shorten, shorten_all
from archnb.metrics.columns import Weights
from archnb.scoring import percent

__all__ = ["section_heatmap"]

_TITLE = "Which project is weak where?"
_TEXT_ROWS = 60
_HALF = 0.5


def section_heatmap(
    data: Any, *, weights: Weights = "item", ax: Axes | None = None, theme: str | Theme = "light"
) -> Axes:
    """Draw project × section as cells, weakest project first: the stronger the colour, the weaker the section.

    Up to 60 projects have their score in the cell; up to 300 are rows without text; of more, the 15 weakest and ten
    bands of all projects by score are drawn.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    weights : {"item", "severity"} or None
        What an answer counts for in a score: its item's weight, its severity's, or 1.
    ax : Axes, optional
        Where to draw; a new figure by default.
    theme : {"light", "dark"} or Theme
        Colours.

    Returns
    -------
    Axes
    """
    colours, answers = theme_of(theme), tables.answers_of(data)
    table = tables.section_heatmap(answers, weights=weights)
    rows, told = len(table), len(table) <= _TEXT_ROWS
    height = 0.27 * max(rows, 2) if told else min(0.11 * rows, 9)
    ax = new_axes(ax, size=(10.2, 2.5 + height), theme=colours)
    scores, covered = measure(table, "score"), measure(table, "coverage")
    if scores.empty or scores["all"].isna().all():
        return say_nothing(ax, nothing_answered(answers["project"].nunique()), colours, title=_TITLE)
    _cells(ax, scores, covered, colours, told=told)
    names = _row_names(table)
    if told:
        _texts(ax, scores, covered, colours)
    _axes(ax, names if told else _few_names(names), scores.columns, colours)
    banded = np.asarray(table.index.get_level_values("kind") == "band")
    _separate(ax, scores, banded, colours)
    projects = int(table["projects"]["all"][banded].sum()) if banded.any() else rows
    finding = _finding(table, projects)
    alt = f"{_TITLE} {finding}"
    return dress(ax, title=_TITLE, finding=finding, caption=_caption(told, bool(banded.any())), alt=alt, theme=colours)


def measure(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one measure of the table, a column per section."""
    return table.loc[:, [name]].droplevel("measure", axis=1)


def _cells(ax: Axes, scores: pd.DataFrame, covered: pd.DataFrame, colours: Theme, *, told: bool) -> None:
    rows, columns = scores.shape
    colour_map = scale_of_scores(colours).with_extremes(bad=colours.background)
    ax.imshow(scores.to_numpy(), cmap=colour_map, vmin=0, vmax=1, aspect="auto", interpolation="nearest",
              extent=(-0.5, columns - 0.5, rows - 0.5, -0.5))  # fmt: skip
    share = covered["all"].to_numpy()
    ax.barh(
        np.arange(rows),
        share * 0.96,
        0.5 if told else 1.0,
        left=columns - 0.4,
        color=colours.muted,
        linewidth=0,
        alpha=1 if told else 0.6,
    )
    ax.set_xlim(-0.5, columns + (1.3 if told else 0.7))
    ax.set_ylim(rows - 0.5, -0.5)
    if not told:
        return
    unsure = (covered.to_numpy() < _HALF) | scores.isna().to_numpy()
    for row, column in zip(*np.nonzero(unsure), strict=True):
        ax.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, hatch="////", linewidth=0,
                               edgecolor=colours.muted, alpha=0.55))  # fmt: skip
    for line in range(1, rows):
        ax.axhline(line - 0.5, xmax=1, color=colours.background, linewidth=0.8)


def _texts(ax: Axes, scores: pd.DataFrame, covered: pd.DataFrame, colours: Theme) -> None:
    colour_map = scale_of_scores(colours)
    for row, values in enumerate(scores.to_numpy()):
        for column, value in enumerate(values):
            ink = colours.muted if np.isnan(value) else ink_on(colour_map(float(value)))
            whole = column == len(values) - 1
            ax.text(column, row, percent(value).removesuffix(" %"), ha="center", va="center", fontsize=8, color=ink,
                    family=fonts()[0], fontweight="bold" if whole else "normal", in_layout=False)  # fmt: skip
    for row, value in enumerate(covered["all"]):
        put(ax, scores.shape[1] + 0.62, row, percent(value), fontsize=7.5, color=colours.muted, ha="left")


def _axes(ax: Axes, names: dict[int, str], sections: pd.Index, colours: Theme) -> None:
    ax.set_yticks(list(names), labels=list(names.values()), parse_math=False, usetex=False, fontfamily=fonts())
    ax.tick_params(axis="y", labelsize=8.5, labelcolor=colours.foreground, pad=4)
    heads = shorten_all([str(name) for name in sections[:-1]], 28)
    ax.set_xticks(range(len(sections) + 1), labels=[*heads, "all", "answered"], parse_math=False, usetex=False,
                  rotation=40, ha="left", rotation_mode="anchor", fontfamily=fonts())  # fmt: skip
    ax.tick_params(axis="x", labeltop=True, labelbottom=False, labelsize=8, labelcolor=colours.foreground, pad=2)


def _separate(ax: Axes, scores: pd.DataFrame, banded: Any, colours: Theme) -> None:
    rows, columns = scores.shape
    ax.vlines(columns - 1.5, -0.5, rows - 0.5, color=colours.background, linewidth=3)
    ax.add_patch(Rectangle((-0.5, -0.5), columns, rows, fill=False, linewidth=0.6, edgecolor=colours.muted))
    if banded.any() and not banded.all():
        ax.axhline(int((~banded).sum()) - 0.5, color=colours.foreground, linewidth=1.6)


def _row_names(table: pd.DataFrame) -> dict[int, str]:
    sizes = table["projects"]["all"].to_numpy()
    short = shorten_all([str(row) for _, row in table.index], 30)
    told = {}
    for place, (kind, _) in enumerate(table.index):
        told[place] = short[place]
        if kind == "band":
            band = int(str(table.index[place][1]).removeprefix("band "))
            side = {1: "weakest tenth", 10: "strongest tenth"}.get(band, f"tenth {band}")
            told[place] = f"{side} (n {sizes[place]:,})"
    return told


def _few_names(names: dict[int, str], most: int = 24) -> dict[int, str]:
    step = max(1, -(-len(names) // most))
    return {place: name for place, name in names.items() if place % step == 0}


def _finding(table: pd.DataFrame, projects: int) -> str:
    scores, covered = measure(table, "score"), measure(table, "coverage")
    row = int(np.nanargmin(scores["all"].to_numpy()))
    sections = scores.drop(columns="all").iloc[row]
    name, worst = shorten(str(table.index[row][1]), 40), float(scores["all"].iloc[row])
    told = f"{plural(projects, 'project')}, weakest first. {name} is weakest with {percent(worst)} overall "
    told += f"({percent(float(covered['all'].iloc[row]))} answered)"
    return f"{told}, lowest in {sections.idxmin()} ({percent(float(sections.min()))})."


def _caption(told: bool, banded: bool) -> str:
    colour = "The stronger the colour, the lower the score (in %)"
    if not told:
        return f"{colour}. Blank: no valued answer. At the right: answered share of all items."
    rows = " Above the line the 15 weakest projects, below it all projects in tenths by score." if banded else ""
    return f"{colour}; – no valued answer. Hatched: less than half answered. Bar at the right: answered share.{rows}"
