"""A canvas: one chart's axes in the colours of a theme, with rows, columns of text, title, finding and caption."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from archnb.charts.lettering import fit, height_of, put, room_of
from archnb.charts.palette import Theme, fonts
from archnb.charts.paper import CAPTION, EDGE, FINDING, TITLE, Margins, Sheet, SheetAxes, describe, head_and_foot
from archnb.charts.stamps import stamp
from archnb.scoring import percent

__all__ = ["ROW", "Canvas", "label_rows", "percent_axis", "plain"]

#: Inches from one row to the next.
ROW = 0.31
_GAP = 14.0  # points between columns
_HEAD = 8.0  # points, the size of a column's header
_ABOVE_AXES = 7.0  # points from the axes' top to the middle of the headers


class Canvas:
    """One chart's axes, and how much room stands beside them.

    Parameters
    ----------
    ax : Axes or None
        Where to draw; None makes a sheet of its own.
    title : str
        The question that the chart answers.
    size : (width, height)
        Inches: the width of the chart's own sheet, and the height of the axes on it.
    theme : Theme
        Colours.

    Attributes
    ----------
    ax : Axes
        Without frame, in the theme's colours.
    theme : Theme
    """

    def __init__(self, ax: Axes | None, *, title: str, size: tuple[float, float], theme: Theme) -> None:
        self.theme = theme
        self._title = title
        self._margins: Margins | None = None
        if ax is None:
            self._margins = Margins()
            self._height = size[1]
            sheet = Sheet(figsize=size, facecolor=theme.background, layout=self._margins)
            ax = sheet.add_subplot(axes_class=SheetAxes)
        self.ax = plain(ax, theme)
        self._beside = _GAP  # points right of the axes at which the next column begins
        # Half of a "100 %" reaches beyond either end of an axis.
        self._room = {"left": 16.0, "right": 16.0, "above": 6.0, "below": 4.0}

    def room(self, **sides: float) -> None:
        """Keep at least so many points free on these sides: left, right, above, below."""
        for side, points in sides.items():
            self._room[side] = max(self._room[side], points)

    def rows(self, labels: Sequence[str]) -> None:
        """Name rows 0, 1, … from the top down."""
        label_rows(self.ax, labels, self.theme)
        self.room(left=8 + max((room_of(label, 8.5) for label in labels), default=0))

    def column(self, texts: Sequence[str], header: str, *, ha: str = "right") -> None:
        """Write a column of figures or fixed words right of all that stands there, one per row, with a header."""
        width = max([room_of(header, _HEAD), *(room_of(text, 8.5) for text in texts)])
        at = self._beside + (width if ha == "right" else 0)
        stamp(self.ax, np.ones(len(texts)), np.arange(len(texts)), texts, size=8.5, inks=[self.theme.foreground],
              align=float(ha == "right"), at="row", dx=at)  # fmt: skip
        put(self.ax, 1, 1, header, at="axes", dx=at, dy=_ABOVE_AXES, ha=ha, color=self.theme.muted, fontsize=_HEAD)
        self.room(right=self._beside + width, above=20)
        self._beside += width + _GAP

    def panel(self, width: float) -> Axes:
        """Return axes that share the rows, right of all that stands there, `width` inches wide."""
        ax, begin = self.ax, self._beside + 6
        figure = ax.get_figure(root=True)
        assert figure is not None  # axes without a figure cannot be drawn on
        right: Any = ax.transAxes  # the stubs want an affine transform, which this is
        place = blended_transform_factory(figure.dpi_scale_trans + ScaledTranslation(1, 0, right), ax.transAxes)
        inset = plain(ax.inset_axes((begin / 72, 0, width, 1), transform=place, sharey=ax), self.theme)
        inset.tick_params(labelleft=False)
        self._beside = begin + 72 * width + _GAP
        self.room(right=begin + 72 * width + 16)
        return inset

    def key(self, text: str, x: float = 0, *, ax: Axes | None = None, ha: str = "left") -> None:
        """Write beside the headers what marks mean: at `x` of the data for ``ha="center"``, else at a share of it."""
        at: Any = "column" if ha == "center" else "axes"
        put(ax or self.ax, x, 1, text, at=at, dy=_ABOVE_AXES, ha=ha, color=self.theme.foreground, fontsize=_HEAD)
        self.room(above=20)

    def say(self, sentence: str) -> Axes:
        """Write a sentence where a chart would be an empty frame, and return the axes."""
        self.ax.set_axis_off()
        self.ax.set_xlim(0, 1)
        self.ax.set_ylim(0, 1)
        self._height = 1.2
        words = fit(sentence, self._inches - 0.6 * bool(self._margins), 11)
        put(self.ax, 0.5, 0.5, words, at="axes", ha="center", color=self.theme.foreground, fontsize=11)
        return self._dress(finding="", caption="", alt=f"{self._title} {sentence}")

    def dress(self, *, finding: str, caption: str) -> Axes:
        """Write the question, the finding and the caption, keep them as the description too, and return the axes."""
        stop = "" if self._title.endswith("?") else "."
        return self._dress(finding=finding, caption=caption, alt=f"{self._title}{stop} {finding}")

    @property
    def _inches(self) -> float:
        figure = self.ax.get_figure(root=True)
        width = figure.get_figwidth() if figure else 6.4
        return width if self._margins else self.ax.get_position().width * width

    def _dress(self, *, finding: str, caption: str, alt: str) -> Axes:
        describe(self.ax, alt)
        figure = self.ax.get_figure(root=True)
        if figure is None or self._margins is None:
            self._dress_within(finding, caption)
            return self.ax
        describe(figure, alt)
        top, bottom = head_and_foot(figure, title=self._title, finding=finding, caption=caption, theme=self.theme)
        ticks = self.ax.xaxis.get_tick_params()
        self.room(below=16 * bool(ticks.get("labelbottom", True) and self.ax.axison) + 14 * bool(self.ax.get_xlabel()))
        left, right, above, below = (self._room[side] / 72 for side in ("left", "right", "above", "below"))
        figure.set_figheight(self._height + top + above + bottom + below)
        self._margins.set(left=EDGE + left, right=EDGE + right, top=top + above, bottom=bottom + below)
        return self.ax

    def _dress_within(self, finding: str, caption: str) -> None:
        """Keep to the axes' own room: the figure is somebody else's."""
        theme, room = self.theme, self._inches
        finding, caption = fit(finding, room, FINDING), fit(caption, room, CAPTION)
        above = 18 + 72 * height_of(finding, FINDING)
        put(self.ax, 0, 1, finding, at="axes", dy=18, va="bottom", color=theme.muted, fontsize=FINDING)
        put(self.ax, 0, 1, fit(self._title, room, TITLE, weight="bold"), at="axes", dy=above, va="bottom",
            color=theme.foreground, fontsize=TITLE, fontweight="bold")  # fmt: skip
        put(self.ax, 0, 0, caption, at="axes", dy=-38, va="top", color=theme.muted, fontsize=CAPTION)


def plain(ax: Axes, theme: Theme) -> Axes:
    """Take the frame away and colour what is left, whatever the style sheet in force says."""
    ax.set_facecolor(theme.background)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    ax.tick_params(length=0, labelsize=8.5, colors=theme.muted, labelfontfamily=fonts()[0])
    ax.xaxis.offsetText.set_visible(False)
    return ax


def label_rows(ax: Axes, labels: Sequence[str], theme: Theme, *, size: float = 8.5) -> None:
    """Name rows 0, 1, … of any axes from the top down."""
    # The other way round each tick would be made, and then made over.
    ax.tick_params(axis="y", labelsize=size, labelcolor=theme.foreground, pad=6)
    ax.set_yticks(range(len(labels)), labels=list(labels), parse_math=False, usetex=False, fontfamily=fonts())
    ax.set_ylim(len(labels) - 0.4, -0.6)


def percent_axis(ax: Axes, theme: Theme, *, label: str = "", step: float = 0.2, which: str = "x") -> None:
    """Write an axis of shares in per cent, without a sign, over faint lines."""
    axis = ax.xaxis if which == "x" else ax.yaxis
    axis.set_major_locator(MultipleLocator(step))
    axis.set_major_formatter(FuncFormatter(lambda value, _: percent(round(abs(value), 6)).replace(" %", "\u2009%")))
    axis.grid(visible=True, color=theme.line, linewidth=0.6)
    ax.set_axisbelow(True)
    axis.set_label_text(label, color=theme.muted, fontsize=8.5, fontfamily=fonts(), parse_math=False)
