"""The paper that charts are drawn on: figures without pyplot, titles, captions, columns of text, descriptions."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ft2font import LoadFlags
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.ticker import FuncFormatter, MultipleLocator
from matplotlib.transforms import ScaledTranslation, blended_transform_factory

from archnb.charts.palette import Theme, fonts
from archnb.charts.wording import wrap
from archnb.scoring import percent

__all__ = [
    "Sheet", "SheetAxes", "alt_text", "describe", "dress", "label_rows", "new_axes", "new_sheet", "percent_axis",
    "plain", "put", "say_nothing", "side_panel", "text_column",
]  # fmt: skip

_DESCRIPTION = "_archnb_alt_text"
_MARGIN = 0.14  # inches from the figure's edge to its texts
_TITLE, _FINDING, _CAPTION = 12.5, 9.5, 7.8  # points
_LEADING = 1.38  # line height over font size


class Sheet(Figure):
    """A figure that a notebook shows as PNG with its description, without pyplot."""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
        return _picture(self, alt_text(self))


class SheetAxes(Axes):
    """The axes of a `Sheet`; as a cell's last line it shows its figure."""

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, bytes], dict[str, Any]]:
        return _picture(self.get_figure(root=True), alt_text(self))


def new_sheet(width: float, height: float, theme: Theme) -> Sheet:
    """Return an empty figure of that size in inches."""
    return Sheet(figsize=(width, height), facecolor=theme.background, layout="constrained")


def new_axes(ax: Axes | None, *, size: tuple[float, float], theme: Theme) -> Axes:
    """Return `ax`, or the only axes of a new figure (`size` in inches), without frame and in the theme's colours."""
    if ax is None:
        ax = new_sheet(*size, theme).add_subplot(axes_class=SheetAxes)
    return plain(ax, theme)


def plain(ax: Axes, theme: Theme) -> Axes:
    """Take the frame away and colour what is left, whatever the style sheet in force says."""
    ax.set_facecolor(theme.background)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    ax.tick_params(length=0, labelsize=8.5, colors=theme.muted, labelfontfamily=fonts()[0])
    ax.xaxis.offsetText.set_visible(False)
    return ax


def put(ax: Axes, x: float, y: float, text: str, **style: Any) -> Any:
    """Write text that people may have typed: never as mathematics, never through TeX; `dx`, `dy` are points."""
    at = style.pop("at", "data")
    offset = (style.pop("dx", 0), style.pop("dy", 0))
    looks: dict[str, Any] = {"fontsize": 8.5, "va": "center", "family": fonts()} | style
    return ax.annotate(
        text, xy=(x, y), xycoords=at, xytext=offset, textcoords="offset points", annotation_clip=False,
        parse_math=False, usetex=False, **looks,
    )  # fmt: skip


def text_column(
    ax: Axes, texts: Sequence[str], *, header: str, dx: float, theme: Theme, ha: str = "right", size: float = 8.5
) -> None:
    """Write a column right of the axes, one text per row 0, 1, …, with a header; it ends at `dx` points."""
    for row, text in enumerate(texts):
        put(ax, 1, row, text, at=("axes fraction", "data"), dx=dx, ha=ha, color=theme.foreground, fontsize=size)
    put(ax, 1, 1, header, at="axes fraction", dx=dx, dy=7, ha=ha, color=theme.muted, fontsize=min(size, 8))


def side_panel(ax: Axes, *, dx: float, width: float, theme: Theme) -> Axes:
    """Return axes that share the rows, right of the axes: `dx` points from its edge, `width` inches wide."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # axes without a figure cannot be drawn on
    right: Any = ax.transAxes  # the stubs want an affine transform, which this is
    edge = figure.dpi_scale_trans + ScaledTranslation(1, 0, right)
    place = blended_transform_factory(edge, ax.transAxes)
    inset = plain(ax.inset_axes((dx / 72, 0, width, 1), transform=place, sharey=ax), theme)
    inset.tick_params(labelleft=False)
    return inset


def label_rows(ax: Axes, labels: Sequence[str], theme: Theme, *, size: float = 8.5) -> None:
    """Name rows 0, 1, … from the top down."""
    ax.set_yticks(range(len(labels)), labels=list(labels), parse_math=False, usetex=False, fontfamily=fonts())
    ax.tick_params(axis="y", labelsize=size, labelcolor=theme.foreground, pad=6)
    ax.set_ylim(len(labels) - 0.4, -0.6)


def percent_axis(ax: Axes, theme: Theme, *, label: str = "", step: float = 0.2, which: str = "x") -> None:
    """Write an axis of shares in per cent, without a sign, over faint lines."""
    axis = ax.xaxis if which == "x" else ax.yaxis
    axis.set_major_locator(MultipleLocator(step))
    axis.set_major_formatter(FuncFormatter(lambda value, _: percent(round(abs(value), 6)).replace(" %", "\u2009%")))
    axis.grid(visible=True, color=theme.line, linewidth=0.6)
    ax.set_axisbelow(True)
    axis.set_label_text(label, color=theme.muted, fontsize=8.5, fontfamily=fonts(), parse_math=False)


def dress(ax: Axes, *, title: str, finding: str, caption: str, alt: str, theme: Theme) -> Axes:
    """Give the axes its question, finding and caption, and to it and its own figure the description."""
    describe(ax, alt)
    figure = ax.get_figure(root=True)
    if isinstance(figure, Sheet):
        dress_sheet(figure, title=title, finding=finding, caption=caption, alt=alt, theme=theme)
        return ax
    # Somebody else's figure: keep to the axes' own room.
    inches = ax.get_position().width * (figure.get_figwidth() if figure else 6.4)
    finding = _fit(finding, inches, _FINDING)
    lines = finding.count("\n") + 1
    put(ax, 0, 1, finding, at="axes fraction", dy=18, va="bottom", color=theme.muted, fontsize=_FINDING)
    above = 18 + lines * _FINDING * _LEADING
    put(ax, 0, 1, _fit(title, inches, _TITLE), at="axes fraction", dy=above, va="bottom", color=theme.foreground,
        fontsize=_TITLE, fontweight="bold")  # fmt: skip
    put(ax, 0, 0, _fit(caption, inches, _CAPTION), at="axes fraction", dy=-38, va="top", color=theme.muted,
        fontsize=_CAPTION)  # fmt: skip
    return ax


def dress_sheet(figure: Figure, *, title: str, finding: str, caption: str, alt: str, theme: Theme) -> None:
    """Give a whole figure its question, finding, caption and description, and keep room for them."""
    describe(figure, alt)
    width, height = figure.get_size_inches()
    room = width - 2 * _MARGIN
    title, finding, caption = _fit(title, room, _TITLE), _fit(finding, room, _FINDING), _fit(caption, room, _CAPTION)
    under = _MARGIN + _inches(title, _TITLE)
    _write(figure, title, 1, -_MARGIN, fontsize=_TITLE, color=theme.foreground, fontweight="bold", va="top")
    _write(figure, finding, 1, -under, fontsize=_FINDING, color=theme.muted, va="top")
    _write(figure, caption, 0, _MARGIN, fontsize=_CAPTION, color=theme.muted, va="bottom")
    top = under + _inches(finding, _FINDING) + 0.06
    bottom = _MARGIN + _inches(caption, _CAPTION) + 0.06
    engine = figure.get_layout_engine()
    if isinstance(engine, ConstrainedLayoutEngine):
        engine.set(rect=(0.06 / width, bottom / height, 1 - 0.12 / width, 1 - (top + bottom) / height))


def say_nothing(ax: Axes, sentence: str, theme: Theme, *, title: str) -> Axes:
    """Write a sentence where a chart would be an empty frame."""
    ax.set_axis_off()
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    figure = ax.get_figure(root=True)
    if isinstance(figure, Sheet):
        figure.set_figheight(2.2)
    inches = ax.get_position().width * (figure.get_figwidth() if figure else 6.4)
    put(ax, 0.5, 0.5, _fit(sentence, inches, 11), at="axes fraction", ha="center", color=theme.foreground, fontsize=11)
    return dress(ax, title=title, finding="", caption="", alt=f"{title} {sentence}", theme=theme)


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


def _write(figure: Figure, text: str, side: float, inches: float, **style: Any) -> None:
    shift = ScaledTranslation(_MARGIN, inches, figure.dpi_scale_trans)
    figure.text(0, side, text, transform=figure.transFigure + shift, ha="left", family=fonts(), linespacing=1.2,
                parse_math=False, usetex=False, in_layout=False, **style)  # fmt: skip


def _fit(text: str, inches: float, size: float) -> str:
    weight = "bold" if size == _TITLE else "normal"
    # Hinting at a low resolution makes letters up to 4 % wider than their design.
    return wrap(text, 0.92 * 72 * inches / size, lambda line: sum(_advance(letter, weight) for letter in line))


@lru_cache(maxsize=4096)
def _advance(letter: str, weight: str) -> float:
    """Return how far a letter moves the pen, in ems; one em where the font lacks it."""
    font = font_manager.get_font(font_manager.findfont(font_manager.FontProperties(family=fonts()[0], weight=weight)))
    if not font.get_char_index(ord(letter)):
        return 1.0
    font.set_size(10, 72)
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 10


def _inches(text: str, size: float) -> float:
    return (text.count("\n") + 1) * size * _LEADING / 72 if text else 0.0
