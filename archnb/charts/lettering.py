"""Texts on a chart: how much room they take, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import LoadFlags
from matplotlib.transforms import ScaledTranslation, Transform

from archnb.charts.palette import fonts
from archnb.charts.wording import wrap

__all__ = ["Place", "fit", "height_of", "placed", "put", "put_all", "room_of", "write_on"]

_LEADING = 1.38  # line height over font size
#: Hinting at a low resolution makes letters up to 4 % wider than their design.
_HINTED = 1.05

#: What a place is a share of: the axes, or the data, across and up.
Place = Literal["data", "axes", "row", "column"]


def put(ax: Axes, x: float, y: float, text: str, *, at: Place = "data", **style: Any) -> None:
    """Write one text; see `put_all`."""
    put_all(ax, [(x, y, text)], at=at, **style)


def put_all(ax: Axes, texts: Iterable[tuple[float, float, str]], *, at: Place = "data", **style: Any) -> None:
    """Write texts that people may have typed, each at its x and y: never as mathematics, never through TeX.

    Parameters
    ----------
    ax : Axes
        Where to write, within it or beside it.
    texts : iterable of (x, y, text)
        What to write.
    at : {"data", "axes", "row", "column"}
        What x and y are: data; shares of the axes; a share across and data up; data across and a share up.
    **style
        Of a text; `dx` and `dy` move it by points.
    """
    place = placed(ax, at, dx=style.pop("dx", 0), dy=style.pop("dy", 0))
    looks: dict[str, Any] = {"fontsize": 8.5, "va": "center_baseline", "family": fonts()} | style
    for x, y, text in texts:
        ax.text(x, y, text, transform=place, parse_math=False, usetex=False, **looks)


def placed(ax: Axes, at: Place, *, dx: float = 0, dy: float = 0) -> Transform:
    """Return where x and y lie that are data or shares of the axes, moved by points."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # axes without a figure cannot be drawn on
    if at in ("data", "axes"):
        base: Transform = ax.transData if at == "data" else ax.transAxes
    else:
        base = ax.get_yaxis_transform() if at == "row" else ax.get_xaxis_transform()
    return base + ScaledTranslation(dx / 72, dy / 72, figure.dpi_scale_trans)


def room_of(text: str, size: float, *, weight: str = "normal") -> float:
    """Return the width in points of a line of text, rather too wide than too narrow."""
    return _HINTED * size * sum(_advance(letter, weight) for letter in text)


def fit(text: str, inches: float, size: float, *, weight: str = "normal") -> str:
    """Break a sentence into lines that are at most so wide."""
    return wrap(text, 0.97 * 72 * inches, lambda line: room_of(line, size, weight=weight))


def height_of(text: str, size: float) -> float:
    """Return the height in inches of some lines."""
    return (text.count("\n") + 1) * size * _LEADING / 72 if text else 0.0


def write_on(figure: Figure, text: str, side: float, *, dx: float, dy: float, **style: Any) -> None:
    """Write lines at the left of a figure's top (side 1) or bottom (0), moved by inches."""
    place = figure.transFigure + ScaledTranslation(dx, dy, figure.dpi_scale_trans)
    figure.text(0, side, text, transform=place, ha="left", family=fonts(), linespacing=1.2, parse_math=False,
                usetex=False, **style)  # fmt: skip


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: str) -> float:
    """Return how far a letter moves the pen, in ems; one em where the font lacks it."""
    font = font_manager.get_font(font_manager.findfont(font_manager.FontProperties(family=fonts()[0], weight=weight)))
    if not font.get_char_index(ord(letter)):
        return 1.0
    font.set_size(10, 72)
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 10
