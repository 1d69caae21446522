"""Trust: how far the answers can be believed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from archnb.charts import tables
from archnb.charts.canvas import dress, label_rows, new_axes, percent_axis, put, say_nothing, side_panel, text_column
from archnb.charts.palette import Theme, theme_of
from archnb.charts.wording import list_of, number, plural, shorten_all, span
from archnb.metrics.columns import Weights
from archnb.scoring import coverage, percent

__all__ = ["trust"]

_TITLE = "May I believe it?"


def trust(
    data: Any, *, target: float = 0.8, weights: Weights = "item", ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw how far each section is answered against a target, and how far missing answers could move its score.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    target : float
        Coverage that is wanted, in (0, 1].
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
    table = tables.trust(answers, target=target, weights=weights)
    ax = new_axes(ax, size=(9.6, 1.75 + 0.31 * max(len(table), 4)), theme=colours)
    if table.empty:
        return say_nothing(ax, "There is no project here yet.", colours, title=_TITLE)
    if not table["n"].sum():
        sentence = f"Nothing has been answered yet in {plural(answers['project'].nunique(), 'project')}."
        return say_nothing(ax, sentence, colours, title=_TITLE)
    _bullets(ax, table, target, colours)
    label_rows(ax, shorten_all([str(name) for name in table.index], 30), colours)
    marks = [f"{percent(value)} {'✔' if met else '✘'}" for value, met in table[["coverage", "met"]].to_numpy()]
    text_column(ax, marks, header="coverage", dx=52, theme=colours)
    answered = [f"{number(n)} / {number(all_)}" for n, all_ in table[["n", "items"]].to_numpy()]
    text_column(ax, answered, header="answered", dx=134, theme=colours)
    _ranges(ax, table, colours)
    below = [str(name) for name in table.index[~table["met"]]]
    whole = percent(coverage(tables.total(answers)))
    told = f"{whole} answered overall; "
    told += (
        f"below the target of {percent(target)}: {list_of(below)}"
        if below
        else f"every section reaches {percent(target)}"
    )
    caption = (
        "Left: answered share of all items, N/A included; the upright mark is the target. "
        "Right: the score, and where it would lie if every missing answer were no, or yes."
    )
    return dress(ax, title=_TITLE, finding=f"{told}.", caption=caption, alt=f"{_TITLE} {told}.", theme=colours)


def _bullets(ax: Axes, table: pd.DataFrame, target: float, colours: Theme) -> None:
    rows = np.arange(len(table))
    ax.barh(rows, 1, 0.62, color=colours.line, alpha=0.45, linewidth=0)
    fills = [colours.accent if met else colours.background for met in table["met"]]
    ax.barh(rows, table["coverage"], 0.3, color=fills, edgecolor=colours.accent, linewidth=1.2, zorder=3)
    ax.vlines(np.full(len(rows), target), rows - 0.31, rows + 0.31, color=colours.foreground, linewidth=2.2, zorder=4)
    ax.set_xlim(0, 1)
    percent_axis(ax, colours, step=0.25)
    ax.grid(visible=False)
    put(ax, target, 1, "target", at=("data", "axes fraction"), dy=7, ha="center", color=colours.muted, fontsize=8)


def _ranges(ax: Axes, table: pd.DataFrame, colours: Theme) -> None:
    inset = side_panel(ax, dx=158, width=2.2, theme=colours)
    rows = np.arange(len(table))
    inset.barh(rows, table["high"] - table["low"], 0.3, left=table["low"], color=colours.na,
               edgecolor=colours.muted, linewidth=0.7, zorder=2)  # fmt: skip
    told = table["score"].notna().to_numpy()
    inset.scatter(table["score"][told], rows[told], s=46, marker="D", color=colours.yes, edgecolors=colours.foreground,
                  linewidths=0.6, clip_on=False, zorder=4)  # fmt: skip
    inset.set_xlim(0, 1)
    percent_axis(inset, colours, step=0.25)
    put(inset, 0, 1, "◆ score within its bounds", at="axes fraction", dy=7, ha="left", color=colours.foreground)
    spans = [f"{percent(s)} ({span(low, high)})" for s, low, high in table[["score", "low", "high"]].to_numpy()]
    text_column(inset, spans, header="", dx=96, theme=colours)
    ax.set_ylim(len(table) - 0.4, -0.6)
