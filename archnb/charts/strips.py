"""The whole of one project."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgba

from archnb.answers import GLYPHS, STATUSES, WORDS
from archnb.charts import tables
from archnb.charts.canvas import Canvas
from archnb.charts.marks import draw_bars
from archnb.charts.palette import HATCHES, Theme, ink_on, theme_of
from archnb.charts.stamps import stamp
from archnb.charts.wording import list_of, number, shorten, shorten_all, span
from archnb.metrics.columns import Weights
from archnb.scoring import Tally, bounds, coverage, percent, score, tally

__all__ = ["review_map"]

_TITLE = "The whole of one project"


def review_map(
    data: Any, *, project: str | None = None, weights: Weights = "item", ax: Axes | None = None,
    theme: str | Theme = "light",
) -> Axes:  # fmt: skip
    """Draw every answer of one project: a strip per section, a cell per item, its status as colour and glyph.

    Parameters
    ----------
    data : DataFrame, Portfolio or Review
        Answers, one row per project × item.
    project : str, optional
        Which project; needed when there are several.
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
        If the project is not in the data, or there are several and none is named.
    """
    answers = tables.answers_of(data)
    table = tables.review_map(answers, project=project)
    name = project if project is not None else str(next(iter(answers["project"]), ""))
    sections = list(dict.fromkeys(table.index.get_level_values("section")))
    widest = int(table["place"].max()) if len(table) else 4
    title = f"{_TITLE}: {shorten(name, 44)}" if len(table) else _TITLE
    size = max(3.9 + 0.4 * widest, 7.6), 0.36 * max(len(sections), 3)
    canvas = Canvas(ax, title=title, size=size, theme=theme_of(theme))
    if table.empty:
        return canvas.say("There is no project here yet.")
    canvas.rows(shorten_all([str(section) for section in sections], 30))
    row = {section: float(row) for row, section in enumerate(sections)}
    _cells(canvas, table.assign(row=[row[section] for section in table.index.get_level_values("section")]))
    own = answers[answers["project"].astype(str) == name]
    _columns(canvas, tables.trust(own, weights=weights).reindex(pd.Index(sections, name="section")), widest)
    canvas.key("   ".join(f"{GLYPHS[status]} {WORDS[status]}" for status in STATUSES))
    caption = "A cell is an item, in the checklist's order. Thick outline: critical. "
    blocking = table.index.get_level_values("item")[table["blocks"]]
    caption += f"The gate is closed by {list_of(blocking.astype(str), most=6)}." if len(blocking) else ""
    return canvas.dress(finding=_finding(table, tables.total(own, weights=weights)), caption=caption)


def _cells(canvas: Canvas, table: pd.DataFrame) -> None:
    """Draw the cells kind by kind, each kind as one artist."""
    ax, colours = canvas.ax, canvas.theme
    x, y = table["place"].to_numpy(dtype="float64") - 1, table["row"].to_numpy()
    status, critical = table["status"].astype(str).to_numpy(), (table["severity"] == "critical").to_numpy()
    faint = to_hex(to_rgba(colours.muted, 0.35), keep_alpha=True)
    for name in STATUSES:
        for heavy in (False, True):
            there = (status == name) & (critical == heavy)
            side = 0.8 if heavy else 0.88
            cells: dict[str, Any] = {"widths": np.full(int(there.sum()), side), "left": x[there] - side / 2}
            if HATCHES[name]:  # faint, or its sign could not be read on it
                draw_bars(ax, y[there], **cells, height=side, face="none", edge=faint, hatch=HATCHES[name], zorder=2)
            draw_bars(ax, y[there], **cells, height=side, face=colours.status(name), linewidth=2.4 if heavy else 0.7,
                      edge=colours.foreground if heavy else colours.muted)  # fmt: skip
    inks = {name: colours.muted if name == "unanswered" else ink_on(colours.status(name)) for name in STATUSES}
    stamp(ax, x, y, [GLYPHS[name] for name in status], size=11, inks=[inks[name] for name in status])


def _columns(canvas: Canvas, table: pd.DataFrame, widest: int) -> None:
    canvas.column([percent(value) for value in table["score"]], "score")
    canvas.column([f"{number(n)} of {number(all_)}" for n, all_ in table[["n", "items"]].to_numpy()], "answered")
    canvas.ax.set_xlim(-0.6, widest - 0.4)
    canvas.ax.tick_params(axis="x", labelsize=7.5, labelcolor=canvas.theme.muted)
    canvas.ax.set_xticks(np.arange(widest), labels=[str(place + 1) for place in range(widest)])


def _finding(table: pd.DataFrame, weighed: Tally) -> str:
    counts = tally(table["status"].astype(str))
    said = ", ".join(f"{count:,} {WORDS[name]}" for name, count in zip(STATUSES, counts, strict=True) if count)
    told = f"Score {percent(score(weighed))}"
    if counts.unanswered:
        told += f" ({span(*bounds(weighed))} with the missing answers)"
    return f"{told}, {percent(coverage(counts))} answered: {said}."
