"""Weak items: what fails most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from archnb.charts import tables
from archnb.charts.canvas import Canvas, percent_axis
from archnb.charts.marks import draw_marks, hollow_note
from archnb.charts.palette import Theme, theme_of
from archnb.charts.wording import SAMPLE, nothing_answered, number, plural, shorten_all, span
from archnb.scoring import percent

__all__ = ["weak_items"]

_TITLE = "What fails most?"
_MOST = 40


def weak_items(
    data: Any, *, top: int = 20, names: Mapping[str, str] | None = None, ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw the weakest items by weakness θ̂: the raw share with its interval, θ̂ as a tick, n at the right.

    The interval is the raw share's, and θ̂ may lie outside it where items hardly differ: so the dot is the raw share.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    top : int
        How many items, at most 40: all 115 would be a wall.
    names : mapping of str to str, optional
        What to call an item instead of its id.
    ax : Axes, optional
        Where to draw; a new figure by default.
    theme : {"light", "dark"} or Theme
        Colours.

    Returns
    -------
    Axes
    """
    colours, answers = theme_of(theme), tables.answers_of(data)
    valued = tables.weak_items(answers, top=min(top, _MOST))
    table = valued[valued["k"] > 0]
    asked, projects = answers["item"].nunique(), answers["project"].nunique()
    canvas = Canvas(ax, title=_TITLE, size=(9.2, 0.27 * max(len(table), 3)), theme=colours)
    if valued.empty:
        return canvas.say(nothing_answered(projects))
    if table.empty:
        return canvas.say(f"No item is answered no or partial in {plural(projects, 'project')}.")
    labels = shorten_all([(names or {}).get(str(item), str(item)) for item in table.index], 42)
    canvas.rows(labels)
    _draw(canvas, table)
    canvas.column([percent(value) for value in table["raw"]], "raw share")
    canvas.column([span(*row) for row in table[["low", "high"]].to_numpy()], "95 % interval")
    canvas.column([number(n) for n in table["n"]], "n")
    canvas.column([percent(value) for value in table["theta"]], "weakness")
    canvas.column(table["severity"].astype(str).to_list(), "severity", ha="left")
    scope = f"{len(table)} weakest of {plural(asked, 'item')}, {plural(projects, 'project')}"
    caption = (
        f"Raw share: no + ½ partial among n valued answers, with its 95 % Wilson interval, {SAMPLE}. "
        "Weakness, which gives the order: that share drawn towards the mean of all items, the more the fewer answers."
        + " So few projects cannot tell the worst items apart: read the lines, not the order." * (projects <= 5)
        + hollow_note(table["n"])
    )
    return canvas.dress(finding=f"{_first(table, labels[0])}. {scope}.", caption=caption)


def _draw(canvas: Canvas, table: pd.DataFrame) -> None:
    ax, colours, rows = canvas.ax, canvas.theme, np.arange(len(table))
    ax.hlines(rows, table["low"], table["high"], color=colours.muted, linewidth=1.6, capstyle="butt", zorder=2)
    draw_marks(ax, table["raw"], rows, table["n"], shades=colours.no, rim=colours.foreground, size=46, theme=colours)
    ax.vlines(table["theta"], rows - 0.38, rows + 0.38, color=colours.foreground, linewidth=1.8, zorder=3)
    ax.set_xlim(0, 1)
    percent_axis(ax, colours)
    canvas.key("● raw share and its interval     │ weakness")


def _first(table: pd.DataFrame, label: str) -> str:
    row = table.iloc[0]
    told = f"{percent(row['theta'])} (raw share {percent(row['raw'])}, 95 % interval {span(row['low'], row['high'])})"
    tied = int((table["rank"] == row["rank"]).sum())
    if tied > 1:
        return f"{'At least ' * (tied == len(table))}{tied} items share the highest weakness: {told}"
    return f"{label} is weakest: {told}"
