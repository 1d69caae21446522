"""Small multiples: a figure of many panels that answers one question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from archnb.charts.canvas import Canvas, plain
from archnb.charts.palette import Theme
from archnb.charts.paper import Sheet, alt_text, describe, head_and_foot

__all__ = ["Multiples"]


class Multiples:
    """A grid of panels, row by row.

    Parameters
    ----------
    fig : Figure or None
        Where to draw; None makes a sheet of its own.
    title : str
        The question that the figure answers.
    count, most : int
        How many panels, and how many side by side at most.
    theme : Theme
        Colours.
    """

    def __init__(self, fig: Figure | None, *, title: str, count: int, most: int, theme: Theme) -> None:
        self.theme = theme
        self.columns = min(most, max(count, 1))
        self.rows = max(math.ceil(count / self.columns), 1)
        self._title, self._own = title, fig is None
        self._fig = fig or Sheet(facecolor=theme.background, layout="constrained")

    def panels(
        self,
        names: Sequence[str],
        *,
        size: tuple[float, float],
        heights: Sequence[float] = (),
        share_y: bool = False,
        pad: float = 6,
    ) -> list[Axes]:
        """Return a panel per name, its name above it by `pad` points; `size` is the inches of the chart's own sheet."""
        if self._own:
            self._fig.set_size_inches(*size)
        grid = self._fig.subplots(self.rows, self.columns, squeeze=False, sharex=True, sharey=share_y,
                                  gridspec_kw={"height_ratios": heights} if heights else None)  # fmt: skip
        for ax in grid.flat[len(names) :]:
            ax.set_axis_off()
        style: dict[str, Any] = {"fontsize": 9, "fontweight": "bold", "parse_math": False, "pad": pad}
        for ax, name in zip(grid.flat, names, strict=False):
            plain(ax, self.theme).set_title(name, loc="left", color=self.theme.foreground, **style)
        return list(grid.flat[: len(names)])

    def say(self, sentence: str) -> Figure:
        """Write a sentence where there would be empty frames, and return the figure."""
        ax = None if self._own else self._fig.add_subplot()
        ax = Canvas(ax, title=self._title, size=(8.6, 2.2), theme=self.theme).say(sentence)
        figure = ax.get_figure(root=True)
        assert figure is not None  # it was drawn on one
        describe(figure, alt_text(ax))
        return figure

    def dress(self, *, finding: str, caption: str) -> Figure:
        """Write the question, the finding and the caption, keep a description, and return the figure."""
        describe(self._fig, f"{self._title} {finding}")
        if self._own:
            head_and_foot(self._fig, title=self._title, finding=finding, caption=caption, theme=self.theme)
        return self._fig
