"""Weak items: what fails most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from archnb.charts import tables
from archnb.charts.canvas import dress, label_rows, new_axes, percent_axis, say_nothing, text_column
from archnb.charts.marks import draw_marks, hollow_note
from archnb.charts.palette import Theme, theme_of
from archnb.charts.wording import SAMPLE, nothing_answered, number, plural, shorten_all, span
from archnb.scoring import percent

__all__ = ["weak_items"]

_TITLE = "What fails most?"


def weak_items(
    data: Any, *, top: int = 20, names: Mapping[str, str] | None = None, ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw the weakest items: θ̂ as a dot, its interval, the raw share as a faint dot, n at the right.

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
    table = tables.weak_items(answers, top=min(top, 40))
    asked, projects = answers["item"].nunique(), answers["project"].nunique()
    ax = new_axes(ax, size=(8.6, 2.0 + 0.27 * max(len(table), 4)), theme=colours)
    if table.empty:
        return say_nothing(ax, nothing_answered(projects), colours, title=_TITLE)
    _draw(ax, table, colours)
    labels = [(names or {}).get(str(item), str(item)) for item in table.index]
    label_rows(ax, shorten_all(labels, 38), colours)
    text_column(ax, [percent(value) for value in table["theta"]], header="weakness", dx=52, theme=colours)
    text_column(
        ax, [span(*row) for row in table[["low", "high"]].to_numpy()], header="95 % of raw", dx=126, theme=colours
    )
    text_column(ax, [number(n) for n in table["n"]], header="n", dx=162, theme=colours)
    text_column(ax, table["severity"].astype(str).to_list(), header="severity", dx=174, ha="left", theme=colours)
    first = _first(table, labels[0])
    scope = f"{len(table)} weakest of {plural(asked, 'item')}, {plural(projects, 'project')}"
    caption = (
        f"Weakness: estimated share of no + ½ partial among n valued answers, drawn towards the mean of all items. "
        f"Line: 95 % Wilson interval of the raw share (faint dot), {SAMPLE}."
        + " So few projects cannot tell the worst items apart: read the lines, not the order." * (projects <= 5)
        + hollow_note(table["n"])
    )
    return dress(
        ax,
        title=_TITLE,
        finding=f"{first}. {scope}.",
        caption=caption,
        alt=f"{_TITLE} {first}; {scope}.",
        theme=colours,
    )


def _draw(ax: Axes, table: pd.DataFrame, colours: Theme) -> None:
    rows = np.arange(len(table))
    ax.hlines(rows, table["low"], table["high"], color=colours.muted, linewidth=1.6, capstyle="butt", zorder=2)
    ax.scatter(table["raw"], rows, s=20, color=colours.muted, alpha=0.55, linewidths=0, zorder=3, clip_on=False)
    draw_marks(ax, table["theta"], rows, table["n"], shades=colours.no, rim=colours.foreground, size=52, theme=colours)
    ax.set_xlim(0, 1)
    percent_axis(ax, colours)


def _first(table: pd.DataFrame, label: str) -> str:
    row = table.iloc[0]
    told = f"{percent(row['theta'])} (raw share {percent(row['raw'])}, 95 % interval {span(row['low'], row['high'])})"
    tied = int((table["rank"] == row["rank"]).sum())
    if tied > 1:
        return f"{'At least ' * (tied == len(table))}{tied} items share the highest weakness: {told}"
    return f"{label} is weakest: {told}"
