"""The paper that charts are drawn on: figures without pyplot, their margins, words and descriptions."""

from __future__ import annotations

import io
import warnings
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine, LayoutEngine

from archnb.charts.lettering import fit, height_of, write_on
from archnb.charts.palette import Theme

__all__ = [
    "CAPTION", "EDGE", "FINDING", "TITLE", "Margins", "Sheet", "SheetAxes", "alt_text", "describe", "head_and_foot",
]  # fmt: skip

TITLE, FINDING, CAPTION = 12.5, 9.5, 7.8  # points
_DESCRIPTION = "_archnb_alt_text"
EDGE = 0.14  # inches from the figure's edge to its texts


class Sheet(Figure):
    """A figure that a notebook shows as PNG with its description, without pyplot."""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
        return _picture(self, alt_text(self))


class SheetAxes(Axes):
    """The axes of a `Sheet`; as a cell's last line it shows its figure."""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
        return _picture(self.get_figure(root=True), alt_text(self))


class Margins(LayoutEngine):
    """Leaves the first axes of a figure what its margins do not take, whatever the size.

    matplotlib's own engines lay out and measure every text three times, which takes longer than to draw them; a chart
    knows what stands beside its axes.

    Attributes
    ----------
    left, right, top, bottom : float
        Inches.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right, self.top, self.bottom = 0.0, 0.0, 0.0, 0.0

    @property
    def adjust_compatible(self) -> bool:
        """Whether `subplots_adjust` may be called as well."""
        return True

    @property
    def colorbar_gridspec(self) -> bool:
        """Whether a colour bar takes its room from a grid."""
        return True

    def set(self, **sides: float) -> None:
        """Set margins by their names."""
        for name, inches in sides.items():
            setattr(self, name, inches)

    def execute(self, fig: Any) -> None:
        """Place the axes."""
        width, height = fig.get_size_inches()
        ax = fig.axes[0]
        ax.set_position((
            self.left / width, self.bottom / height,
            max(1 - (self.left + self.right) / width, 0.1), max(1 - (self.top + self.bottom) / height, 0.1),
        ))  # fmt: skip
        ax.set_in_layout(True)  # it is taken out when it is placed, and a tight box would forget it


def head_and_foot(figure: Figure, *, title: str, finding: str, caption: str, theme: Theme) -> tuple[float, float]:
    """Write a figure's question and finding above, its caption below; return the inches that they take."""
    room = figure.get_figwidth() - 2 * EDGE
    title, finding, caption = (
        fit(title, room, TITLE, weight="bold"), fit(finding, room, FINDING), fit(caption, room, CAPTION)
    )  # fmt: skip
    under = EDGE + height_of(title, TITLE)
    write_on(figure, title, 1, dx=EDGE, dy=-EDGE, fontsize=TITLE, color=theme.foreground, fontweight="bold", va="top")
    write_on(figure, finding, 1, dx=EDGE, dy=-under, fontsize=FINDING, color=theme.muted, va="top")
    write_on(figure, caption, 0, dx=EDGE, dy=EDGE, fontsize=CAPTION, color=theme.muted, va="bottom")
    top = under + height_of(finding, FINDING) + 0.06
    bottom = EDGE + height_of(caption, CAPTION) + 0.06
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        width, height = figure.get_size_inches()
        engine.set(rect=(0.06 / width, bottom / height, 1 - 0.12 / width, 1 - (top + bottom) / height))
    return top, bottom


def describe(artist: Artist, text: str) -> None:
    """Keep one honest sentence with the artist."""
    setattr(artist, _DESCRIPTION, text)


def alt_text(chart: Axes | Figure) -> str:
    """Return the description of a chart, one sentence with its main numbers, for those who cannot see it.

    Parameters
    ----------
    chart : Axes or Figure
        What a chart returned, or a figure that holds several.

    Raises
    ------
    ValueError
        If no chart of archnb is in it.
    """
    if isinstance(own := getattr(chart, _DESCRIPTION, None), str):
        return own
    inside = chart.axes if isinstance(chart, Figure) else []
    told = [text for ax in inside if isinstance(text := getattr(ax, _DESCRIPTION, None), str)]
    if not told:
        raise ValueError(f"this {type(chart).__name__} holds no chart of archnb. Pass what a chart returned.")
    return " ".join(told)


def _picture(figure: Any, description: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # A name in a script that no font here has shows as boxes; a warning per letter helps nobody.
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .*missing from font")
        figure.savefig(buffer, format="png", dpi=2 * figure.dpi)
    width, height = (round(side * figure.dpi) for side in figure.get_size_inches())
    return {"image/png": buffer.getvalue()}, {"image/png": {"alt": description, "width": width, "height": height}}
