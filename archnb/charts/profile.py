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
from archnb.charts.canvas import ROW, Canvas, label_rows, percent_axis
from archnb.charts.lettering import put_all
from archnb.charts.marks import draw_bars
from archnb.charts.multiples import Multiples
from archnb.charts.palette import HATCHES, Theme, theme_of
from archnb.charts.stamps import stamp
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
    answers, colours = tables.answers_of(data), theme_of(theme)
    if items:
        return _item_panels(answers, weights, fig, colours)
    table = tables.section_profile(answers, weights=weights)
    canvas = Canvas(ax, title=_TITLE, size=(11, ROW * max(len(table), 3)), theme=colours)
    if not table["n"].sum():
        return canvas.say(nothing_answered(answers["project"].nunique()))
    canvas.rows(shorten_all([str(name) for name in table.index], 30))
    _bars(canvas.ax, table, colours)
    for name, x in (("no", -0.5), ("partial", 0), ("yes", 0.5)):
        canvas.key(f"{GLYPHS[name]} {name}", x, ha="center")
    canvas.column([percent(value) for value in table["score"]], "score")
    canvas.column([span(*row) for row in table[["low", "high"]].to_numpy()], "95 % interval")
    canvas.column([number(n) for n in table["n"]], "n")
    canvas.column([percent(value) for value in table["coverage"]], "answered")
    _without_value(canvas, table)
    best, worst = str(table["score"].idxmax()), str(table["score"].idxmin())
    told = _overall(answers, table, weights)
    if best != worst:
        ends = [f"{name} ({percent(table['score'][name])})" for name in (best, worst)]
        told = f"Best: {ends[0]}. Weakest: {ends[1]}. {told}"
    return canvas.dress(finding=f"{told}.", caption=_caption(table))


def _bars(ax: Axes, table: pd.DataFrame, colours: Theme) -> None:
    rows = np.arange(len(table))
    left = -(table["no"] + table["partial"] / 2)
    for name in ("no", "partial", "yes"):
        draw_bars(ax, rows, table[name], left=left, height=0.66, face=colours.status(name), edge=colours.foreground,
                  linewidth=0.6, hatch=HATCHES[name])  # fmt: skip
        left = left + table[name]
    ax.hlines(rows, table["low"], table["high"], color=colours.background, linewidth=3.4, zorder=3)
    ax.hlines(rows, table["low"], table["high"], color=colours.foreground, linewidth=1.4, zorder=4)
    ax.axvline(0, color=colours.foreground, linewidth=0.8, zorder=2.5)
    ax.set_xlim(-1, 1)
    percent_axis(ax, colours, step=0.5)
    empty = [(0.0, float(row), "– no valued answer") for row in np.flatnonzero(table["n"].to_numpy() == 0)]
    put_all(ax, empty, dx=6, color=colours.muted, fontsize=7.5)


def _without_value(canvas: Canvas, table: pd.DataFrame) -> None:
    """Draw N/A and unanswered beside the bars, as shares of all answers, on an axis of their own."""
    colours, inset = canvas.theme, canvas.panel(1.9)
    rows, left = np.arange(len(table)), np.zeros(len(table))
    for name in ("unanswered", "na"):
        draw_bars(inset, rows, table[name], left=left, height=0.66, face=colours.status(name), edge=colours.muted,
                  linewidth=0.7, hatch=HATCHES[name])  # fmt: skip
        left = left + table[name].fillna(0)
    inset.set_xlim(0, max(0.25, math.ceil(20 * float(left.max())) / 20))
    percent_axis(inset, colours, step=0.25 if inset.get_xlim()[1] <= 0.5 else 0.5)
    canvas.key(f"{GLYPHS['unanswered']} unanswered, then N/A (hatched)", ax=inset)
    canvas.ax.set_ylim(len(table) - 0.4, -0.6)


def _item_panels(answers: pd.DataFrame, weights: Weights, fig: Figure | None, colours: Theme) -> Figure:
    table = tables.item_profile(answers)
    groups = {str(name): part.droplevel("section") for name, part in table.groupby(level="section", observed=True)}
    multiples = Multiples(fig, title=_ITEMS_TITLE, count=len(groups), most=3, theme=colours)
    if not table["n"].sum():
        return multiples.say(nothing_answered(answers["project"].nunique()))
    lengths, side = [len(part) for part in groups.values()], multiples.columns
    longest = [max(lengths[start : start + side]) for start in range(0, len(lengths), side)]
    size = 4.3 * side + 0.6, 1.4 + 0.6 * len(longest) + 0.19 * sum(longest)
    panels = multiples.panels(list(groups), size=size, heights=[length + 1.2 for length in longest])
    for place, (ax, part) in enumerate(zip(panels, groups.values(), strict=True)):
        _panel(ax, part, colours, longest[place // side])
    caption = f"✘ no to the left, partial astride 0, ✔ yes to the right, of n valued answers. {_RIGHT_END}"
    told = f"{_overall(answers, table, weights)}; {plural(len(table), 'item')}."
    return multiples.dress(finding=told, caption=caption)


def _panel(ax: Axes, part: pd.DataFrame, colours: Theme, longest: int) -> None:
    _bars(ax, part, colours)
    names = shorten_all([str(item).partition(".")[2] or str(item) for item in part.index], 25)
    label_rows(ax, names, colours, size=7)
    ax.set_ylim(longest - 0.4, -0.6)
    ax.tick_params(axis="x", labelsize=7)
    counts = [number(n) for n in part["n"]]
    stamp(ax, np.ones(len(part)), np.arange(len(part)), counts, size=7, inks=[colours.muted], align=1, at="row", dx=22)


def _overall(answers: pd.DataFrame, table: pd.DataFrame, weights: Weights) -> str:
    answered = float((table["coverage"] * table["asked"]).sum() / table["asked"].sum())
    told = f"Overall score {percent(score(tables.total(answers, weights=weights)))}, {percent(answered)} answered"
    return f"{told}, {plural(answers['project'].nunique(), 'project')}"


_RIGHT_END = f"A bar's right end is the score; the line on it is its 95 % interval, {SAMPLE}."


def _caption(table: pd.DataFrame) -> str:
    one = int(table["projects"].max()) == 1
    return (
        "Bars: shares of the n valued answers, half of partial on each side of 0. "
        + ("A bar's right end is the score; one project alone has no interval." if one else _RIGHT_END)
        + " At the right: shares of all answers."
    )
