"""Marks of rows: bars, and dots that are hollow where there are too few answers to trust them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from archnb.charts.palette import Theme

__all__ = ["FEW", "draw_bars", "draw_marks", "few", "hollow_note"]

#: Under so many answers a mark is hollow.
FEW = 5


def few(n: pd.Series) -> list[bool]:
    """Return where n is too small for a filled mark."""
    return [bool(count < FEW) for count in n]


def draw_marks(
    ax: Axes, x: pd.Series, y: object, n: pd.Series, *, shades: str | list[str], rim: str, size: float, theme: Theme
) -> None:
    """Draw a dot per row, in its shade with the rim's colour, or hollow with a rim in its shade where n is under 5."""
    across, along = np.asarray(x, dtype="float64"), np.asarray(y, dtype="float64")
    told = np.flatnonzero(np.isfinite(across) & np.isfinite(along)).tolist()
    hollow = few(n)
    each = [shades] * len(hollow) if isinstance(shades, str) else shades
    fills = [theme.background if empty else shade for empty, shade in zip(hollow, each, strict=True)]
    rims = [shade if empty else rim for empty, shade in zip(hollow, each, strict=True)]
    ax.scatter(
        across[told], along[told], s=size, c=[fills[row] for row in told], edgecolors=[rims[row] for row in told],
        linewidths=[1.6 if hollow[row] else 0.8 for row in told], zorder=4, clip_on=False,
    )  # fmt: skip


def hollow_note(n: pd.Series) -> str:
    """Return what a caption says of hollow marks, if there are any."""
    return f" Hollow: n < {FEW}." if any(few(n)) else ""


def draw_bars(
    ax: Axes, rows: npt.ArrayLike, widths: npt.ArrayLike, *, left: npt.ArrayLike = 0, height: float, face: object,
    edge: str = "none", linewidth: float = 0, hatch: str = "", zorder: float = 1,
) -> None:  # fmt: skip
    """Draw a level bar per row from `left`, all as one artist; none where the width is 0 or NaN."""
    y, across = np.asarray(rows, dtype="float64"), np.asarray(widths, dtype="float64")
    begin = np.broadcast_to(np.asarray(left, dtype="float64"), across.shape)
    seen = np.flatnonzero(across > 0)
    x0, x1, y0, y1 = begin[seen], (begin + across)[seen], y[seen] - height / 2, y[seen] + height / 2
    corners = np.stack([np.stack([x0, x1, x1, x0], axis=1), np.stack([y0, y0, y1, y1], axis=1)], axis=2)
    faces = [face[row] for row in seen] if isinstance(face, list) else face
    ax.add_collection(
        PolyCollection(list(corners), facecolors=faces, edgecolors=edge, linewidths=linewidth, hatch=hatch or None,
                       zorder=zorder, clip_on=False), autolim=False,
    )  # fmt: skip
