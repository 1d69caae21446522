"""Rate against reach: what to fix first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from archnb.charts import tables
from archnb.charts.canvas import Canvas, percent_axis
from archnb.charts.lettering import room_of
from archnb.charts.marks import draw_marks, hollow_note
from archnb.charts.palette import Theme, fonts, theme_of
from archnb.charts.wording import SAMPLE, list_of, nothing_answered, plural, shorten, shorten_all, span
from archnb.scoring import percent

__all__ = ["rate_vs_reach"]

_TITLE = "Fix what first?"
_MOST_LABELS = 8


def rate_vs_reach(
    data: Any, *, top: int = _MOST_LABELS, names: Mapping[str, str] | None = None, ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw every item's weakness θ̂ against the projects it affects; those that nothing beats in both are labelled.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    top : int
        How many labels, at most 8: the frontier first, then the next by reach.
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
    answers = tables.answers_of(data)
    table = tables.rate_vs_reach(answers)
    projects = answers["project"].nunique()
    canvas = Canvas(ax, title=_TITLE, size=(9.8, 4.8), theme=theme_of(theme))
    if projects < 2 or table.empty or not table["projects"].sum():
        return canvas.say(_nothing(projects, table))
    order = table.sort_values(["frontier", "reach", "theta"], ascending=False, kind="stable")
    labelled = order[order["projects"] > 0].head(min(top, _MOST_LABELS))
    called = [(names or {}).get(str(item), str(item)) for item in labelled.index]
    _points(canvas, table, labelled)
    _scales(canvas, table, projects)
    _labels(canvas, labelled.assign(label=shorten_all(called, 36)))
    first = labelled.iloc[0]
    told = (
        f"{shorten(called[0], 60)} affects {int(first['projects']):,} of {plural(projects, 'project')} "
        f"(weakness {percent(first['theta'])}; "
        f"raw share {percent(first['raw'])}, 95 % interval {span(first['low'], first['high'])})"
    )
    told += f"; then {list_of(called[1:4])}." if called[1:] else "."
    caption = (
        "Right: fails more often. Up: affects more projects (answered no or partial). Largest: nothing beats them in "
        "both; the others named are next by reach. Small dot and line of those named: raw share, 95 % Wilson interval, "
        f"{SAMPLE}." + hollow_note(table["n"])
    )
    return canvas.dress(finding=told, caption=caption)


def _points(canvas: Canvas, table: pd.DataFrame, labelled: pd.DataFrame) -> None:
    ax, colours = canvas.ax, canvas.theme
    front = table[table["frontier"]].sort_values("theta")
    ax.plot(front["theta"], front["projects"], color=colours.no, linewidth=1.2, alpha=0.7, zorder=2)
    rest = table.drop(index=labelled.index.union(front.index))
    marked = table.loc[labelled.index.union(front.index)]
    ax.hlines(labelled["projects"], labelled["low"], labelled["high"], color=colours.muted, linewidth=1.1, zorder=3)
    ax.scatter(labelled["raw"], labelled["projects"], s=14, color=colours.muted, linewidths=0, zorder=3, clip_on=False)
    best = marked["frontier"]
    for part, size, shade, rim in (
        (rest, 24, colours.muted, colours.background),
        (marked[~best], 46, colours.no, colours.background),
        (marked[best], 92, colours.no, colours.foreground),
    ):
        draw_marks(ax, part["theta"], part["projects"], part["n"], shades=shade, rim=rim, size=size, theme=colours)


def _labels(canvas: Canvas, labelled: pd.DataFrame) -> None:
    """Write the labels in a column at the right, in the points' order, each with a thin line to its point."""
    ax, colours = canvas.ax, canvas.theme
    order = labelled.sort_values(["projects", "theta"], ascending=False, kind="stable")
    line = {"arrowstyle": "-", "color": colours.muted, "linewidth": 0.7, "linestyle": (0, (1, 2.2))}
    for (_, row), y in zip(order.iterrows(), _spaced(order["projects"] / ax.get_ylim()[1]), strict=True):
        text = f"{row['label']}  {percent(row['theta'])} · {int(row['projects']):,}"
        ax.annotate(
            text, xy=(row["theta"], row["projects"]), xycoords="data", xytext=(1.03, y), textcoords="axes fraction",
            va="center", ha="left", fontsize=8.5, color=colours.foreground, family=fonts(), annotation_clip=False,
            parse_math=False, usetex=False, zorder=5,
            arrowprops=line | {"shrinkA": 2, "shrinkB": 4, "relpos": (0, 0.5)},
        )  # fmt: skip
        canvas.room(right=24 + room_of(text, 8.5))


def _spaced(wanted: pd.Series, gap: float = 0.062) -> list[float]:
    """Return heights near the wanted ones (falling), at least `gap` apart, within [0, 1]."""
    placed: list[float] = []
    for height in wanted:
        placed.append(min(float(height), placed[-1] - gap if placed else 1.0))
    lift = max(0.0, -placed[-1]) if placed else 0.0
    return [height + lift for height in placed]


def _scales(canvas: Canvas, table: pd.DataFrame, projects: int) -> None:
    ax, colours = canvas.ax, canvas.theme
    ax.set_xlim(0, 1)
    ax.set_ylim(0, max(float(table["projects"].max()) * 1.06, 1.2))
    percent_axis(ax, colours, label="weakness: estimated share of no + ½ partial")
    ax.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    ax.yaxis.grid(visible=True, color=colours.line, linewidth=0.6)
    ax.set_ylabel(f"projects affected, of {projects:,}", color=colours.muted, fontsize=8.5, parse_math=False)
    ax.tick_params(axis="x", pad=7)  # clear of the other axis' zero
    canvas.room(below=36, left=30 + room_of(f"{projects:,}", 8.5))


def _nothing(projects: int, table: pd.DataFrame) -> str:
    if projects == 1 and table["projects"].sum():
        failing = plural(int(table["projects"].sum()), "item")
        return f"Reach compares projects, and this is one alone: {failing} answered no or partial, each of them."
    if len(table):
        return f"Nothing to fix: no item is answered no or partial in {plural(projects, 'project')}."
    return nothing_answered(projects)
