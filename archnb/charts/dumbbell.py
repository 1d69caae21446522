"""Change: a dumbbell between two moments, lines for more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from archnb.charts import tables
from archnb.charts.canvas import ROW, Canvas, percent_axis
from archnb.charts.lettering import put, put_all
from archnb.charts.marks import draw_marks, hollow_note
from archnb.charts.multiples import Multiples
from archnb.charts.palette import Theme, theme_of
from archnb.charts.wording import number, shorten, shorten_all
from archnb.metrics.columns import Weights
from archnb.scoring import coverage, percent

__all__ = ["change", "moved", "points"]

_TITLE = "What changed?"
_MOST_PANELS = 24


def change(
    data: Any, *, moments: Sequence[Any] | None = None, by: str = "section",
    weights: Weights = "item", ax: Axes | None = None, fig: Figure | None = None, theme: str | Theme = "light",
) -> Axes | Figure:  # fmt: skip
    """Draw what became of each section: a dumbbell between two moments, a small panel of lines for more.

    Only project × item pairs that are valued at all the moments count, so a new project changes nothing.

    Parameters
    ----------
    data : mapping of str to answers, Portfolio or Review
        ``{"2026-Q1": before, "2026-Q2": after}`` in order of time, or what has ``as_of``.
    moments : sequence, optional
        Dates or milestones for ``data.as_of``, oldest first.
    by : str
        Column to group by, such as ``"section"`` or a tag.
    weights : {"item", "severity"} or None
        What an answer counts for in a score: its item's weight, its severity's, or 1.
    ax : Axes, optional
        Where to draw the dumbbells; a new figure by default.
    fig : Figure, optional
        Where to draw the panels; a new one by default.
    theme : {"light", "dark"} or Theme
        Colours.

    Returns
    -------
    Axes for two moments, the Figure for more

    Raises
    ------
    TypeError, ValueError
        If fewer than two moments can be told from the data.
    """
    colours, frames = theme_of(theme), tables.moments_of(data, moments)
    if len(frames) > 2:
        return _panels(tables.trend(frames, by=by, weights=weights), list(frames), fig, colours)
    (old, before), (new, after) = frames.items()
    table = tables.change(before, after, by=by, weights=weights)
    canvas = Canvas(ax, title=_TITLE, size=(9.6, ROW * max(len(table), 3)), theme=colours)
    if not table["pairs"].sum():
        at = f"{shorten(old, 30)} and at {shorten(new, 30)}"
        return canvas.say(f"No item is answered yes, partial or no both at {at}.")
    canvas.rows(shorten_all([str(name) for name in table.index], 30))
    _dumbbells(canvas, table)
    canvas.key(f"│ {shorten(old, 24)}     ● {shorten(new, 24)}")
    _numbers(canvas, table)
    shares = [percent(coverage(tables.total(frame))) for frame in (before, after)]
    caption = (
        "Scores over the n project × item pairs that are valued at both moments; ▲ answers improved, ▼ regressed."
        + hollow_note(table["pairs"])
    )
    whole = tables.change(before, after, by=None, weights=weights).iloc[0]
    told = f"{_finding(whole, old, new)} Answered: {shares[0]}, then {shares[1]}."
    return canvas.dress(finding=told, caption=caption)


def _dumbbells(canvas: Canvas, table: pd.DataFrame) -> None:
    ax, colours, rows, delta = canvas.ax, canvas.theme, np.arange(len(table)), table["change"].to_numpy()
    shades = [colours.muted if d == 0 or math.isnan(d) else colours.yes if d > 0 else colours.no for d in delta]
    ax.hlines(rows, table["before"], table["after"], color=shades, linewidth=3.2, zorder=2)
    ax.vlines(table["before"], rows - 0.24, rows + 0.24, color=colours.foreground, linewidth=2, zorder=3,
              clip_on=False)  # fmt: skip
    draw_marks(ax, table["after"], rows, table["pairs"], shades=shades, rim=colours.foreground, size=74, theme=colours)
    empty = [(0.0, float(row), "– no pair valued at both moments") for row in np.flatnonzero(np.isnan(delta))]
    put_all(ax, empty, at="row", dx=6, color=colours.muted, fontsize=7.5)
    ax.set_xlim(*_range(table[["before", "after"]]))
    percent_axis(ax, colours, step=0.1 if np.ptp(ax.get_xlim()) <= 0.6 else 0.2)


def _range(scores: pd.DataFrame | pd.Series) -> tuple[float, float]:
    """Return the tenths that hold all scores, at least four of them: smaller steps would look like leaps."""
    values = scores.to_numpy(dtype=float)
    low, high = math.floor(10 * np.nanmin(values) - 0.2), math.ceil(10 * np.nanmax(values) + 0.2)
    low, high = max(low, 0), min(high, 10)
    while high - low < 4:
        low, high = max(low - 1, 0), min(high + 1, 10)
    return low / 10, high / 10


def _numbers(canvas: Canvas, table: pd.DataFrame) -> None:
    canvas.column([points(before, after) for before, after in table[["before", "after"]].to_numpy()], "change")
    canvas.column([percent(value) for value in table["after"]], "score")
    canvas.column([f"▲ {number(n)}" for n in table["improved"]], "better")
    canvas.column([f"▼ {number(n)}" for n in table["regressed"]], "worse")
    canvas.column([number(n) for n in table["pairs"]], "n")


def points(before: float, after: float) -> str:
    """Write a change of a share in percentage points: ``+7 pp``, ``−3 pp``, ``±0 pp``."""
    if math.isnan(after - before):
        return "–"
    step = 100 * (after - before)
    digits = 0 if abs(step) >= 0.95 or step == 0 else 1
    if abs(step) < 0.05:
        return "±0 pp"
    return f"{'+' if step > 0 else '−'}{abs(step):.{digits}f} pp"


def _finding(whole: pd.Series, old: str, new: str) -> str:
    improved, regressed = (number(float(whole[name])) for name in ("improved", "regressed"))
    path = f"{moved(whole['before'], whole['after'])} between {shorten(old, 30)} and {shorten(new, 30)}"
    return f"The score {path}: {improved} answers improved, {regressed} regressed."


def _panels(table: pd.DataFrame, moments: list[str], fig: Figure | None, colours: Theme) -> Figure:
    groups = {str(name): part.droplevel(0) for name, part in table.groupby(level=0, observed=True, sort=False)}
    shown = dict(list(groups.items())[:_MOST_PANELS])
    multiples = Multiples(fig, title=_TITLE, count=len(shown), most=4, theme=colours)
    if not table["n"].sum():
        return multiples.say("No item is answered yes, partial or no at every moment, so nothing can be compared.")
    size = 2.6 * multiples.columns + 0.4, 1.4 + 1.6 * multiples.rows
    panels = multiples.panels(shorten_all(list(shown), 28), size=size, share_y=True, pad=14)
    for ax, part in zip(panels, shown.values(), strict=True):
        _lines(ax, part, [shorten(moment, 12) for moment in moments], colours)
    low, high = _range(table["score"])
    panels[0].set_ylim(low - 0.02, high + 0.02)  # a marker at 100 % needs room
    caption = (
        "Score over the n project × item pairs that are valued at every moment shown; "
        "the same answers throughout, so a new project changes nothing." + hollow_note(table["n"])
    )
    if len(groups) > len(shown):
        caption += f" The first {len(shown)} of {len(groups):,}."
    return multiples.dress(finding=_trend_finding(table, moments), caption=caption)


def _lines(ax: Axes, part: pd.DataFrame, moments: list[str], colours: Theme) -> None:
    at = np.arange(len(moments))
    scores, n = part["score"].to_numpy(), part["n"].fillna(0)
    ax.set_xlim(-0.35, len(moments) - 0.4)
    percent_axis(ax, colours, step=0.2, which="y")
    step = max(1, math.ceil(len(moments) / 4))
    ax.set_xticks(at[::step], labels=moments[::step], parse_math=False, usetex=False)
    ax.tick_params(labelsize=7.5)
    said: dict[str, Any] = {"at": "axes", "ha": "left", "color": colours.muted, "fontsize": 7.5}
    if not n.sum():
        put(ax, 0, 1, "– no answer valued at every moment", dy=6, **said)
        return
    ax.plot(at, scores, color=colours.accent, linewidth=1.8)
    draw_marks(ax, pd.Series(at), scores, n, shades=colours.accent, rim=colours.accent, size=22, theme=colours)
    path = f"{percent(scores[0])} → {percent(scores[-1])} ({points(scores[0], scores[-1])})"
    put(ax, 0, 1, f"{path}, n {number(float(n.max()))}", dy=6, **said)


def moved(before: float, after: float) -> str:
    """Say how a share moved, as it is written: ``rose from 60 % to 67 %``, ``stayed at 77 % (+0.3 pp)``."""
    old, new = percent(before), percent(after)
    if old == new:
        step = points(before, after)
        return f"stayed at {new}" + f" ({step})" * (step != "±0 pp")
    return f"{'rose' if after > before else 'fell'} from {old} to {new}"


def _trend_finding(table: pd.DataFrame, moments: list[str]) -> str:
    wide = table["score"].unstack("moment")
    step = (wide[moments[-1]] - wide[moments[0]]).dropna()
    up, down = int((step > 0).sum()), int((step < 0).sum())
    ends = f"From {shorten(moments[0], 30)} to {shorten(moments[-1], 30)}"
    if not up + down:
        return f"{ends}: none of {len(step)} moved."
    most = str(step.abs().idxmax())
    path = points(*(float(wide[moments[end]][most]) for end in (0, -1)))
    return f"{ends}: {up} of {len(step)} rose, {down} fell; the largest step is {shorten(most, 30)} ({path})."
