"""The whole of one project."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from archnb.answers import GLYPHS, STATUSES, WORDS
from archnb.charts import tables
from archnb.charts.canvas import dress, label_rows, new_axes, put, say_nothing, text_column
from archnb.charts.palette import HATCHES, Theme, fonts, ink_on, theme_of
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
    colours, answers = theme_of(theme), tables.answers_of(data)
    table = tables.review_map(answers, project=project)
    name = project if project is not None else str(next(iter(answers["project"]), ""))
    sections = list(dict.fromkeys(table.index.get_level_values("section")))
    widest = int(table["place"].max()) if len(table) else 4
    ax = new_axes(ax, size=(max(3.9 + 0.4 * widest, 7.6), 2.0 + 0.36 * max(len(sections), 3)), theme=colours)
    if table.empty:
        return say_nothing(ax, "There is no project here yet.", colours, title=_TITLE)
    rows = {section: row for row, section in enumerate(sections)}
    for section, cells in table.groupby(level="section", observed=True):
        for x, status, severity in zip(cells["place"] - 1, cells["status"], cells["severity"], strict=True):
            _cell(ax, x, rows[section], str(status), severity == "critical", colours)
    label_rows(ax, shorten_all([str(section) for section in sections], 30), colours)
    own = answers[answers["project"].astype(str) == name]
    _columns(ax, tables.trust(own, weights=weights).reindex(pd.Index(sections, name="section")), widest, colours)
    _key(ax, colours)
    title = f"{_TITLE}: {shorten(name, 44)}"
    told = _finding(table, tables.total(own, weights=weights))
    alt = f"{title}. {told}"
    caption = "A cell is an item, in the checklist's order. Thick outline: critical. "
    blocking = table.index.get_level_values("item")[table["blocks"]]
    caption += f"The gate is closed by {list_of(blocking.astype(str), most=6)}." if len(blocking) else ""
    return dress(ax, title=title, finding=told, caption=caption, alt=alt, theme=colours)


def _cell(ax: Axes, x: float, y: float, status: str, critical: bool, colours: Theme) -> None:
    fill = colours.status(status)
    inset = 0.1 if critical else 0.06
    ax.add_patch(Rectangle((x - 0.5 + inset, y - 0.5 + inset), 1 - 2 * inset, 1 - 2 * inset, facecolor=fill,
                           edgecolor=colours.foreground if critical else colours.muted, hatch=HATCHES[status],
                           linewidth=2.4 if critical else 0.7))  # fmt: skip
    ink = colours.muted if status == "unanswered" else ink_on(fill)
    ax.text(x, y, GLYPHS[status], ha="center", va="center_baseline", fontsize=11, color=ink, family=fonts()[0])


def _columns(ax: Axes, table: pd.DataFrame, widest: int, colours: Theme) -> None:
    text_column(ax, [percent(value) for value in table["score"]], header="score", dx=36, theme=colours)
    told = [f"{number(n)} / {number(all_)}" for n, all_ in table[["n", "items"]].to_numpy()]
    text_column(ax, told, header="answered", dx=92, theme=colours)
    ax.set_xlim(-0.6, widest - 0.4)
    ax.set_xticks(np.arange(widest), labels=[str(place + 1) for place in range(widest)])
    ax.tick_params(axis="x", labelsize=7.5, labelcolor=colours.muted)


def _key(ax: Axes, colours: Theme) -> None:
    told = "   ".join(f"{GLYPHS[status]} {WORDS[status]}" for status in STATUSES)
    put(ax, 0, 1, told, at="axes fraction", dy=7, ha="left", color=colours.foreground)


def _finding(table: pd.DataFrame, weighed: Tally) -> str:
    counts = tally(table["status"].astype(str))
    said = ", ".join(f"{count:,} {WORDS[name]}" for name, count in zip(STATUSES, counts, strict=True) if count)
    told = f"Score {percent(score(weighed))}"
    if counts.unanswered:
        told += f" ({span(*bounds(weighed))} with the missing answers)"
    return f"{told}, {percent(coverage(counts))} answered: {said}."
