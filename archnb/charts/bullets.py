"""Trust: how far the answers can be believed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba

from archnb.charts import tables
from archnb.charts.canvas import ROW, Canvas, percent_axis
from archnb.charts.marks import draw_bars
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
    answers = tables.answers_of(data)
    table = tables.trust(answers, target=target, weights=weights)
    canvas = Canvas(ax, title=_TITLE, size=(10.2, ROW * max(len(table), 3)), theme=theme_of(theme))
    if table.empty:
        return canvas.say("There is no project here yet.")
    if not table["n"].sum():
        return canvas.say(f"Nothing has been answered yet in {plural(answers['project'].nunique(), 'project')}.")
    canvas.rows(shorten_all([str(name) for name in table.index], 30))
    _bullets(canvas, table, target)
    marks = [f"{percent(value)} {'✔' if met else '✘'}" for value, met in table[["coverage", "met"]].to_numpy()]
    canvas.column(marks, "answered")
    canvas.column([f"{number(n)} of {number(all_)}" for n, all_ in table[["n", "items"]].to_numpy()], "")
    _ranges(canvas, table)
    below = [str(name) for name in table.index[~table["met"]]]
    told = f"{percent(coverage(tables.total(answers)))} answered overall; "
    told += (
        f"below the target of {percent(target)}: {list_of(below)}"
        if below
        else f"every section reaches {percent(target)}"
    )
    caption = (
        "Left: answered share of all items, N/A included; the upright mark is the target. "
        "Right: the score, and where it would lie if every missing answer were no, or yes."
    )
    return canvas.dress(finding=f"{told}.", caption=caption)


def _bullets(canvas: Canvas, table: pd.DataFrame, target: float) -> None:
    ax, colours, rows = canvas.ax, canvas.theme, np.arange(len(table))
    draw_bars(ax, rows, np.ones(len(rows)), height=0.62, face=to_rgba(colours.line, 0.45))
    fills = [colours.accent if met else colours.background for met in table["met"]]
    draw_bars(ax, rows, table["coverage"], height=0.3, face=fills, edge=colours.accent, linewidth=1.2, zorder=3)
    ax.vlines(np.full(len(rows), target), rows - 0.31, rows + 0.31, color=colours.foreground, linewidth=2.2, zorder=4)
    ax.set_xlim(0, 1)
    percent_axis(ax, colours, step=0.25)
    ax.grid(visible=False)
    canvas.key(f"│ target {percent(target)}", target, ha="center")


def _ranges(canvas: Canvas, table: pd.DataFrame) -> None:
    colours, inset, rows = canvas.theme, canvas.panel(2.2), np.arange(len(table))
    draw_bars(inset, rows, table["high"] - table["low"], left=table["low"], height=0.3, face=colours.na,
              edge=colours.muted, linewidth=0.7, zorder=2)  # fmt: skip
    told = table["score"].notna().to_numpy()
    inset.scatter(table["score"][told], rows[told], s=46, marker="D", color=colours.yes, edgecolors=colours.foreground,
                  linewidths=0.6, clip_on=False, zorder=4)  # fmt: skip
    inset.set_xlim(0, 1)
    percent_axis(inset, colours, step=0.25)
    canvas.key("◆ score within its bounds", ax=inset)
    canvas.column([percent(score) for score in table["score"]], "score")
    canvas.column([span(*row) for row in table[["low", "high"]].to_numpy()], "bounds")
    canvas.ax.set_ylim(len(table) - 0.4, -0.6)
