"""Profiles: what we do well, section by section, or item by item."""

from __future__ import annotations

import math
from typing import Any, Literal, overload

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from archnb.answers import GLYPHS
from archnb.charts import tables
from archnb.charts.canvas import (
    alt_text,
    describe,
    dress,
    dress_sheet,
    label_rows,
    new_axes,
    new_sheet,
    percent_axis,
    plain,
    put,
    say_nothing,
    side_panel,
    text_column,
)  # fmt: skip
from archnb.charts.palette import HATCHES, Theme, theme_of
from archnb.charts.wording import SAMPLE, nothing_answered, number, plural, shorten_all, span
from archnb.metrics.columns import Weights
from archnb.scoring import percent, score

__all__ = ["section_profile"]

_TITLE = "What do we do well, section by section?"
_ITEMS_TITLE = "What do we do well, item by item?"


@overload
def section_profile(
    data: Any, *, items: Literal[False] = False, weights: Weights = "item", ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes: ...  # fmt: skip
@overload
def section_profile(
    data: Any, *, items: Literal[True], weights: Weights = "item", fig: Figure | None = None,
    theme: str | Theme = "light",
) -> Figure: ...  # fmt: skip
def section_profile(
    data: Any, *, items: bool = False, weights: Weights = "item", ax: Axes | None = None, fig: Figure | None = None,
    theme: str | Theme = "light",
) -> Axes | Figure:  # fmt: skip
    """Draw yes, partial and no as bars that part at zero, and N/A and unanswered in a panel of their own.

    Half of partial lies on each side of zero, so a bar's right end is the score, and carries its interval.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    items : bool
        Draw one small panel per section with its items instead.
    weights : {"item", "severity"} or None
        What an answer counts for in a score: its item's weight, its severity's, or 1.
    ax : Axes, optional
        Where to draw the sections; a new figure by default.
    fig : Figure, optional
        Where to draw the items; a new one by default.
    theme : {"light", "dark"} or Theme
        Colours.

    Returns
    -------
    Axes, or the Figure with ``items=True``
    """
    colours = theme_of(theme)
    if items:
        return _item_panels(data, weights, fig, colours)
    table, counts = tables.section_profile(data, weights=weights), tables.total(data, weights=weights)
    ax = new_axes(ax, size=(10.4, 1.75 + 0.31 * max(len(table), 4)), theme=colours)
    if not table["n"].sum():
        return say_nothing(ax, nothing_answered(tables.answers_of(data)["project"].nunique()), colours, title=_TITLE)
    _bars(ax, table, colours)
    label_rows(ax, shorten_all([str(name) for name in table.index], 30), colours)
    _key(ax, colours)
    text_column(ax, [percent(value) for value in table["score"]], header="score", dx=38, theme=colours)
    text_column(
        ax, [span(*row) for row in table[["low", "high"]].to_numpy()], header="95 % interval", dx=106, theme=colours
    )
    text_column(ax, [number(n) for n in table["n"]], header="n", dx=148, theme=colours)
    text_column(ax, [percent(value) for value in table["coverage"]], header="answered", dx=200, theme=colours)
    _without_value(ax, table, colours)
    best, worst = str(table["score"].idxmax()), str(table["score"].idxmin())
    projects = plural(tables.answers_of(data)["project"].nunique(), "project")
    told = f"Overall score {percent(score(counts))}, {percent(_answered(table))} answered, {projects}"
    if best != worst:
        ends = [f"{name} ({percent(table['score'][name])})" for name in (best, worst)]
        told = f"Best: {ends[0]}. Weakest: {ends[1]}. {told}"
    alt = f"{_TITLE} {told}."
    return dress(ax, title=_TITLE, finding=f"{told}.", caption=_caption(table), alt=alt, theme=colours)


def _bars(ax: Axes, table: pd.DataFrame, colours: Theme, *, height: float = 0.66) -> None:
    rows = np.arange(len(table))
    left = -(table["no"] + table["partial"] / 2)
    for name in ("no", "partial", "yes"):
        widths = table[name].where(table[name] > 0)  # without the outline of an empty bar
        ax.barh(rows, widths, height, left=left, color=colours.status(name), edgecolor=colours.foreground,
                linewidth=0.6, hatch=HATCHES[name])  # fmt: skip
        left = left + table[name]
    ax.hlines(rows, table["low"], table["high"], color=colours.background, linewidth=3.4, zorder=3)
    ax.hlines(rows, table["low"], table["high"], color=colours.foreground, linewidth=1.4, zorder=4)
    ax.axvline(0, color=colours.foreground, linewidth=0.8, zorder=2.5)
    ax.set_xlim(-1, 1)
    percent_axis(ax, colours, step=0.5)
    for row in np.flatnonzero(table["n"].to_numpy() == 0).tolist():
        put(ax, 0, row, "– no valued answer", dx=6, color=colours.muted, fontsize=7.5)


def _key(ax: Axes, colours: Theme) -> None:
    told = {"no": (-0.5, "center"), "partial": (0, "center"), "yes": (0.5, "center")}
    for name, (x, ha) in told.items():
        put(ax, x, 1, f"{GLYPHS[name]} {name}", at=("data", "axes fraction"), dy=7, ha=ha, color=colours.foreground)


def _without_value(ax: Axes, table: pd.DataFrame, colours: Theme) -> None:
    """Draw N/A and unanswered beside the bars, as shares of all answers, on an axis of their own."""
    inset = side_panel(ax, dx=222, width=1.6, theme=colours)
    rows, left = np.arange(len(table)), np.zeros(len(table))
    for name in ("unanswered", "na"):
        widths = table[name].where(table[name] > 0)
        inset.barh(rows, widths, 0.66, left=left, color=colours.status(name), edgecolor=colours.muted,
                   linewidth=0.7, hatch=HATCHES[name])  # fmt: skip
        left = left + table[name].fillna(0)
    inset.set_xlim(0, max(0.25, math.ceil(20 * float(left.max())) / 20))
    percent_axis(inset, colours, step=0.25 if inset.get_xlim()[1] <= 0.5 else 0.5)
    words = f"{GLYPHS['unanswered']} unanswered, then N/A (hatched)"
    put(inset, 0, 1, words, at="axes fraction", dy=7, ha="left", color=colours.foreground, fontsize=8)
    ax.set_ylim(len(table) - 0.4, -0.6)


def _item_panels(data: Any, weights: Weights, fig: Figure | None, colours: Theme) -> Figure:
    table = tables.item_profile(data)
    groups = [(str(name), part.droplevel("section")) for name, part in table.groupby(level="section", observed=True)]
    columns = min(3, max(len(groups), 1))
    rows = max(math.ceil(len(groups) / columns), 1)
    heights = [max((len(part) for _, part in groups[row * columns :][:columns]), default=4) for row in range(rows)]
    own = fig is None
    fig = fig or new_sheet(4.3 * columns + 0.6, 1.4 + 0.6 * rows + 0.19 * sum(heights), colours)
    if not table["n"].sum():
        return _nothing_in(fig, tables.answers_of(data), colours)
    ratios = {"height_ratios": [height + 1.2 for height in heights]}
    grid = fig.subplots(rows, columns, squeeze=False, sharex=True, gridspec_kw=ratios)
    for ax in grid.flat[len(groups) :]:
        ax.set_axis_off()
    for place, (ax, (name, part)) in enumerate(zip(grid.flat, groups, strict=False)):
        _panel(plain(ax, colours), name, part, colours, heights[place // columns])
    projects = plural(tables.answers_of(data)["project"].nunique(), "project")
    overall = percent(score(tables.total(data, weights=weights)))
    told = f"Overall score {overall}, {percent(_answered(table))} answered, {projects}"
    caption = f"✘ no to the left, partial astride 0, ✔ yes to the right, of n valued answers. {_RIGHT_END}"
    style = {"title": _ITEMS_TITLE, "alt": f"{_ITEMS_TITLE} {told}; {plural(len(table), 'item')}."}
    if own:
        dress_sheet(fig, **style, finding=f"{told}.", caption=caption, theme=colours)
    describe(fig, style["alt"])
    return fig


def _nothing_in(fig: Figure, answers: pd.DataFrame, colours: Theme) -> Figure:
    ax = say_nothing(fig.add_subplot(), nothing_answered(answers["project"].nunique()), colours, title=_ITEMS_TITLE)
    describe(fig, alt_text(ax))
    return fig


def _panel(ax: Axes, name: str, part: pd.DataFrame, colours: Theme, longest: int) -> None:
    _bars(ax, part, colours)
    label_rows(ax, shorten_all([str(item).partition(".")[2] or str(item) for item in part.index], 25), colours, size=7)
    ax.set_ylim(longest - 0.4, -0.6)
    ax.tick_params(axis="x", labelsize=7)
    ax.set_title(name, loc="left", fontsize=9, color=colours.foreground, parse_math=False, fontweight="bold")
    for row, n in enumerate(part["n"]):
        put(ax, 1, row, number(n), at=("axes fraction", "data"), dx=22, ha="right", color=colours.muted, fontsize=7)


_RIGHT_END = f"A bar's right end is the score; the line on it is its 95 % interval, {SAMPLE}."


def _caption(table: pd.DataFrame) -> str:
    one = int(table["projects"].max()) == 1
    return (
        "Bars: shares of the n valued answers, half of partial on each side of 0. "
        + ("A bar's right end is the score; one project alone has no interval." if one else _RIGHT_END)
        + " At the right: shares of all answers."
    )


def _answered(table: pd.DataFrame) -> float:
    return float((table["coverage"] * table["asked"]).sum() / table["asked"].sum())
