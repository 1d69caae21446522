"""Heatmap: which project is weak where."""

from __future__ import annotations

import math
from typing import Any, cast

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex, to_rgba
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, ScaledTranslation

from archnb.charts import tables
from archnb.charts.canvas import Canvas
from archnb.charts.lettering import put, room_of
from archnb.charts.marks import draw_bars
from archnb.charts.palette import Theme, fonts, ink_on, scale_of_scores, theme_of
from archnb.charts.stamps import stamp
from archnb.charts.wording import nothing_answered, plural, shorten, shorten_all
from archnb.metrics.columns import Weights
from archnb.scoring import percent

__all__ = ["section_heatmap"]

_TITLE = "Which project is weak where?"
_TEXT_ROWS = 60
_HALF = 0.5
_SLANT = 40  # degrees


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
    answers = tables.answers_of(data)
    table = tables.section_heatmap(answers, weights=weights)
    rows, told = len(table), len(table) <= _TEXT_ROWS
    height = 0.27 * rows if told else min(0.11 * rows, 7)
    canvas = Canvas(ax, title=_TITLE, size=(10.6, height), theme=theme_of(theme))
    scores, covered = measure(table, "score"), measure(table, "coverage")
    if scores.empty or scores["all"].isna().all():
        return canvas.say(nothing_answered(answers["project"].nunique()))
    banded = np.asarray(table.index.get_level_values("kind") == "band")
    names = _row_names(table)
    _axes(canvas, names if told else _few_names(names), scores.columns, told=told)
    _cells(canvas, scores)
    _coverage(canvas, covered["all"].to_numpy(), scores.shape[1], told=told)
    if told:
        _hatches(canvas, (covered.to_numpy() < _HALF) | scores.isna().to_numpy())
        _texts(canvas, scores)
    else:
        _scale(canvas)
    if banded.any() and not banded.all():
        canvas.ax.axhline(int((~banded).sum()) - 0.5, color=canvas.theme.foreground, linewidth=1.6)
    projects = int(table["projects"]["all"][banded].sum()) if banded.any() else rows
    return canvas.dress(finding=_finding(table, projects), caption=_caption(rows, told, bool(banded.any())))


def measure(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return one measure of the table, a column per section."""
    return table.loc[:, [name]].droplevel("measure", axis=1)


def _cells(canvas: Canvas, scores: pd.DataFrame) -> None:
    ax, colours, (rows, columns) = canvas.ax, canvas.theme, scores.shape
    colour_map = scale_of_scores(colours).with_extremes(bad=colours.background)
    ax.imshow(scores.to_numpy(), cmap=colour_map, vmin=0, vmax=1, aspect="auto", interpolation="nearest",
              extent=(-0.5, columns - 0.5, rows - 0.5, -0.5))  # fmt: skip
    if rows <= _TEXT_ROWS:
        ax.hlines(np.arange(1, rows) - 0.5, -0.5, columns - 0.5, color=colours.background, linewidth=0.8)
    ax.vlines(columns - 1.5, -0.5, rows - 0.5, color=colours.background, linewidth=3)
    ax.add_patch(Rectangle((-0.5, -0.5), columns, rows, fill=False, linewidth=0.6, edgecolor=colours.muted))


def _coverage(canvas: Canvas, share: Any, columns: int, *, told: bool) -> None:
    """Draw the answered share of each row as a bar right of its cells, on a ground that is as long as all."""
    ax, colours, rows = canvas.ax, canvas.theme, np.arange(len(share))
    left, height = columns - 0.4, 0.5 if told else 1.0
    draw_bars(ax, rows, np.ones(len(rows)), left=left, height=height, face=to_rgba(colours.line, 0.5))
    draw_bars(ax, rows, share, left=left, height=height, face=colours.muted)
    ax.set_xlim(-0.5, columns + 0.7)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    if told:
        words = [percent(value) for value in share]
        stamp(ax, np.ones(len(words)), rows, words, size=7.5, inks=[colours.muted], align=1, at="row", dx=28)
        canvas.room(right=28)


def _hatches(canvas: Canvas, unsure: Any) -> None:
    rows, columns = np.nonzero(unsure)
    draw_bars(canvas.ax, rows, np.ones(len(rows)), left=columns - 0.5, height=1, face="none", linewidth=0,
              edge=to_hex(to_rgba(canvas.theme.muted, 0.55), keep_alpha=True), hatch="////", zorder=2)  # fmt: skip


def _texts(canvas: Canvas, scores: pd.DataFrame) -> None:
    colours = canvas.theme
    values = scores.to_numpy().ravel()
    shades = scale_of_scores(colours)(np.nan_to_num(values))
    inks = [
        colours.muted if np.isnan(value) else ink_on(tuple(shade)) for value, shade in zip(values, shades, strict=True)
    ]
    words = [percent(value).removesuffix(" %") for value in values]
    y, x = np.indices(scores.shape).reshape(2, -1)
    whole = x == scores.shape[1] - 1
    for bold in (False, True):
        at = np.flatnonzero(whole == bold)
        stamp(canvas.ax, x[at], y[at], [words[cell] for cell in at], size=8, inks=[inks[cell] for cell in at],
              bold=bold)  # fmt: skip


def _scale(canvas: Canvas) -> None:
    """Draw below the cells which colour is which score."""
    ax, colours, left = canvas.ax, canvas.theme, np.linspace(0, 130, 52, endpoint=False)
    step = left[1]
    boxes = [[(x, -20), (x + step, -20), (x + step, -12), (x, -12)] for x in left]
    figure, corner = ax.get_figure(root=True), cast(Any, ax.transAxes)  # the stubs want an affine one, which this is
    assert figure is not None  # axes without a figure cannot be drawn on
    points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans + ScaledTranslation(0, 0, corner)
    shades = scale_of_scores(colours)(np.linspace(0, 1, len(left)))
    ax.add_collection(PolyCollection(boxes, facecolors=shades, transform=points, clip_on=False), autolim=False)
    for x, text in ((0, "0 %"), (65, "score 50 %"), (130, "100 %")):
        put(ax, 0, 0, text, at="axes", dx=x, dy=-27, ha="center", color=colours.muted, fontsize=7)
    canvas.room(below=36)


def _axes(canvas: Canvas, names: dict[int, str], sections: pd.Index, *, told: bool) -> None:
    ax, colours = canvas.ax, canvas.theme
    ax.tick_params(axis="y", labelsize=8.5, labelcolor=colours.foreground, pad=4)
    ax.tick_params(axis="x", labeltop=True, labelbottom=False, labelsize=8, labelcolor=colours.foreground, pad=2)
    ax.set_yticks(list(names), labels=list(names.values()), parse_math=False, usetex=False, fontfamily=fonts())
    heads = [*shorten_all([str(name) for name in sections[:-1]], 28), "all", "answered"]
    ax.set_xticks(range(len(heads)), labels=heads, parse_math=False, usetex=False, rotation=_SLANT, ha="left",
                  rotation_mode="anchor", fontfamily=fonts())  # fmt: skip
    rise, run = (trig(math.radians(_SLANT)) for trig in (math.sin, math.cos))
    lengths = [room_of(head, 8) for head in heads]
    # A heading may reach over those right of it; a column is at least so wide.
    over = max(run * length - 36 * (len(heads) - place - 1) for place, length in enumerate(lengths))
    canvas.room(left=6 + max(room_of(name, 8.5) for name in names.values()), above=10 + rise * max(lengths),
                right=over)  # fmt: skip


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


def _step(count: int, most: int = 24) -> int:
    return max(1, -(-count // most))


def _few_names(names: dict[int, str]) -> dict[int, str]:
    return {place: name for place, name in names.items() if place % _step(len(names)) == 0}


def _finding(table: pd.DataFrame, projects: int) -> str:
    scores, covered = measure(table, "score"), measure(table, "coverage")
    row = int(np.nanargmin(scores["all"].to_numpy()))
    sections = scores.drop(columns="all").iloc[row]
    name, worst = shorten(str(table.index[row][1]), 40), float(scores["all"].iloc[row])
    told = f"{plural(projects, 'project')}, weakest first. {name} is weakest with {percent(worst)} overall "
    told += f"({percent(float(covered['all'].iloc[row]))} answered)"
    return f"{told}, lowest in {sections.idxmin()} ({percent(float(sections.min()))})."


def _caption(count: int, told: bool, banded: bool) -> str:
    colour = "The stronger the colour, the lower the score (in %)"
    if not told:
        step = _step(count)
        named = f" One project in {step} is named." if step > 1 else ""
        return f"{colour}. Blank: no valued answer. At the right: answered share of all items.{named}"
    rows = " Above the line the 15 weakest projects, below it all projects in tenths by score." if banded else ""
    return f"{colour}; – no valued answer. Hatched: less than half answered. Bar at the right: answered share.{rows}"
