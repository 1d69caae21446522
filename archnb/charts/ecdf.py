"""Standing: where one project is among all."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from archnb.charts import tables
from archnb.charts.canvas import Canvas, percent_axis
from archnb.charts.lettering import put, room_of
from archnb.charts.palette import Theme, theme_of
from archnb.charts.wording import list_of, nothing_answered, plural, shorten, span
from archnb.metrics.columns import Weights
from archnb.scoring import coverage, percent

__all__ = ["standing"]

_TITLE = "Where does this project stand?"
_OPEN_TITLE = "How are the projects' scores spread?"
_MOST_POINTS = 500
_MOST_NAMES = 30


def standing(
    data: Any, *, project: str | None = None, weights: Weights = "item", ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw the share of projects at or below each score (ECDF), with one project marked and its bounds.

    Parameters
    ----------
    data : DataFrame or Portfolio
        Answers, one row per project × item.
    project : str, optional
        The project to mark; without it, the spread alone.
    weights : {"item", "severity"} or None
        What an answer counts for in a score: its item's weight, its severity's, or 1.
    ax : Axes, optional
        Where to draw; a new figure by default.
    theme : {"light", "dark"} or Theme
        Colours.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If the project is not in the data.
    """
    table = tables.standing(data, weights=weights)
    table.index = table.index.astype(str)
    if project is None and len(table) == 1:
        project = str(table.index[0])
    if project is not None and project not in table.index:
        raise ValueError(f"no project '{project}' in the data. It has {', '.join(table.index[:5])} …")
    title = _OPEN_TITLE if project is None else _TITLE
    canvas = Canvas(ax, title=title, size=(8.8, 4.2), theme=theme_of(theme))
    valued = table.dropna(subset="score")
    if valued.empty or (project is not None and project not in valued.index):
        return canvas.say(_nothing(table, project))
    _curve(canvas, valued)
    told = f"{_spread(valued)} {percent(coverage(tables.total(data)))} of all items answered."
    if project is not None:
        _mark(canvas, project, _row(valued, project))
        told = _place(project, valued)
    if len(valued) <= _MOST_NAMES:
        _names(canvas, valued, project)
    left_out = len(table) - len(valued)
    caption = "Height: share of projects with this score or less. " + (
        "◆ the project; line: its score if every missing answer were no, or yes. " if project is not None else ""
    )
    caption += f"{plural(left_out, 'project')} without a valued answer left out." if left_out else ""
    return canvas.dress(finding=told, caption=caption)


def _curve(canvas: Canvas, valued: pd.DataFrame) -> None:
    ax, colours, scores = canvas.ax, canvas.theme, valued["score"].to_numpy()
    ax.step(np.r_[0, scores, 1], np.r_[0, valued["share"].to_numpy(), 1], where="post", color=colours.accent,
            linewidth=1.8, zorder=2)  # fmt: skip
    if len(valued) <= _MOST_POINTS:
        size = 30 if len(valued) <= 60 else 9
        ax.scatter(scores, valued["share"], s=size, color=colours.accent, edgecolors=colours.background, linewidths=0.6,
                   zorder=3)  # fmt: skip
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.04)
    percent_axis(ax, colours, label="score")
    percent_axis(ax, colours, label="projects at or below", which="y", step=0.25)
    ax.tick_params(axis="x", pad=7)  # clear of the other axis' zero
    canvas.room(left=54, below=36)


def _mark(canvas: Canvas, project: str, row: pd.Series) -> None:
    ax, colours = canvas.ax, canvas.theme
    x, y = float(row["score"]), float(row["share"])
    ax.hlines(y, row["low"], row["high"], color=colours.foreground, linewidth=2.2, zorder=4)
    ax.scatter(
        [x], [y], s=110, marker="D", color=colours.partial, edgecolors=colours.foreground, linewidths=1.4, zorder=5
    )
    ax.vlines(x, 0, y, color=colours.muted, linewidth=0.8, linestyle=(0, (3, 3)), zorder=1)
    told = [f"◆ {shorten(project, 30)}", f"{percent(row['score'])}, {percent(row['coverage'])} answered"]
    put(ax, 1, y, "\n".join(told), at="row", dx=10, ha="left", color=colours.foreground, fontweight="bold")
    canvas.room(right=14 + max(room_of(line, 8.5, weight="bold") for line in told))


def _row(valued: pd.DataFrame, project: str) -> pd.Series:
    return valued[valued.index == project].iloc[0]


def _names(canvas: Canvas, valued: pd.DataFrame, project: str | None) -> None:
    # Left of its point a name meets no part of the curve; below a fifth there is no room but at the right.
    for _, tied in valued.groupby("score"):
        names = [str(name) for name in tied.index if name != project]
        x, y = float(tied["score"].iloc[0]), float(tied["share"].iloc[0])
        left = x > 0.2
        put(canvas.ax, x, y, list_of(names, most=2, width=22), dx=-8 if left else 8, dy=0 if left else -7,
            ha="right" if left else "left", color=canvas.theme.muted, fontsize=7.5)  # fmt: skip


def _spread(valued: pd.DataFrame) -> str:
    low, middle, high = valued["score"].quantile([0.25, 0.5, 0.75])
    return f"{plural(len(valued), 'project')}: half score {percent(middle)} or more; the middle half {span(low, high)}."


def _place(project: str, valued: pd.DataFrame) -> str:
    row = _row(valued, project)
    told = f"Project {shorten(project, 40)} scores {percent(row['score'])} ({span(row['low'], row['high'])} "
    told += f"with the missing answers), {percent(row['coverage'])} answered"
    others = len(valued) - 1
    if not others:
        return f"{told}; there is no other project to compare it with."
    below = int((valued["score"] < row["score"]).sum())
    return f"{told}; {below:,} of {plural(others, 'other project')} {'is' if others == 1 else 'are'} below."


def _nothing(table: pd.DataFrame, project: str | None) -> str:
    if project is not None and len(table):
        return f"{shorten(project, 40)} has no item answered yes, partial or no yet, so it stands nowhere."
    return nothing_answered(len(table))
