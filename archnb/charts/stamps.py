"""Stamps: short texts in cells, drawn as shapes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox, IdentityTransform

from archnb.charts.lettering import Place, placed
from archnb.charts.palette import fonts

__all__ = ["Stamps", "stamp"]


class Stamps(PathCollection):
    """Texts as shapes, all at once: hundreds of `Text` take longer to draw than all else on a chart.

    Attributes
    ----------
    texts : list of str
        What can be read.
    """

    texts: list[str]

    def boxes(self) -> list[Bbox]:
        """Return where each text stands, in pixels."""
        figure = self.get_figure(root=True)
        scale = figure.dpi / 72 if figure else 1
        places = self.get_offset_transform().transform(np.asarray(self.get_offsets()))
        shapes = [path.get_extents().get_points() for path in self.get_paths()]
        return [Bbox(shape * scale + place) for shape, place in zip(shapes, places, strict=True)]

    def get_window_extent(self, renderer: Any = None) -> Bbox:
        """Return where all stand, so that a layout keeps room for them."""
        return Bbox.union(self.boxes() or [Bbox.null()])


def stamp(
    ax: Axes, x: npt.ArrayLike, y: npt.ArrayLike, texts: Sequence[str], *, size: float, inks: Sequence[object],
    bold: bool = False, align: float = 0.5, at: Place = "data", dx: float = 0,
) -> Stamps:  # fmt: skip
    """Write figures, signs and words of our own in matplotlib's font, each in its ink, on one line where y is one.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    x, y : array of float
        Places.
    texts : sequence of str
        Of letters that this font has, and never what somebody typed.
    size : float
        Points.
    inks : sequence of colours
        One for each, or one for all.
    bold : bool
        Whether in a heavier weight.
    align : float
        Share of a text that lies left of its place.
    at, dx
        As in `lettering.put_all`.
    """
    paths = [_shape(text, size, bold, align) for text in texts]
    marks = Stamps(
        paths, sizes=[1], offsets=np.column_stack([x, y]), offset_transform=placed(ax, at, dx=dx), facecolors=inks,
        linewidths=0, zorder=5, clip_on=False, snap=False, transform=IdentityTransform(),
    )  # fmt: skip
    marks.texts = list(texts)
    ax.add_collection(marks, autolim=False)
    return marks


@lru_cache(maxsize=4096)
def _shape(text: str, size: float, bold: bool, align: float) -> Path:
    path = TextPath((0, 0), text, size=size, prop=FontProperties(family=fonts()[0], weight="bold" if bold else None))
    if not len(path.vertices):
        return Path(np.zeros((0, 2)))
    box = path.get_extents()
    # Figures stand on one line; a sign is centred by itself.
    middle = 0.3645 * size if any(map(str.isalnum, text)) else (box.y0 + box.y1) / 2
    return Path(path.vertices - [box.x0 + align * box.width, middle], path.codes)
