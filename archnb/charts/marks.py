"""Marks of estimates: filled, or hollow where there are too few answers to trust the mark."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from archnb.charts.palette import Theme

__all__ = ["FEW", "draw_marks", "few", "hollow_note"]

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
