"""Tables of what changed between moments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from archnb import metrics
from archnb.charts.given import answers_of, present_categories
from archnb.charts.tables.shares import VALUED, shares
from archnb.metrics.columns import Weights

__all__ = ["change", "trend"]


def change(before: Any, after: Any, *, by: str | None = "section", weights: Weights = "item") -> pd.DataFrame:
    """Return what became of each section between two moments: `metrics.change`, over pairs valued at both.

    With ``by=None`` its one row is of all answers.
    """
    table = metrics.change(answers_of(before), answers_of(after), by, weights=weights)
    return table if by is None else table.loc[table.index.isin(present_categories(answers_of(after)[by]))]


def trend(moments: Mapping[str, Any], *, by: str = "section", weights: Weights = "item") -> pd.DataFrame:
    """Return scores at every moment, over the project × item pairs that are valued at all of them.

    Returns
    -------
    DataFrame
        Index `by`, ``moment``; ``score`` in [0, 1] and ``n``, the number of pairs.
    """
    frames = {name: answers_of(one) for name, one in moments.items()}
    pairs = _pairs(list(frames.values()))
    matched = reduce(
        np.intersect1d, [code[frame["status"].isin(VALUED)] for code, frame in zip(pairs, frames.values(), strict=True)]
    )
    groups = list(dict.fromkeys(name for frame in frames.values() for name in present_categories(frame[by])))
    parts = {}
    for (name, frame), code in zip(frames.items(), pairs, strict=True):
        found = shares(frame[np.isin(code, matched)], by, weights)[["score", "n"]]
        parts[name] = found.set_axis(found.index.astype(str)).reindex(groups)
    told = pd.concat(parts, names=["moment", by]).swaplevel()
    return told.reindex(pd.MultiIndex.from_product([groups, list(frames)], names=[by, "moment"]))


def _pairs(frames: Sequence[pd.DataFrame]) -> list[np.ndarray]:
    """Return a number per row that says project and item, the same in every frame."""
    codes = [np.zeros(len(frame), dtype="int64") for frame in frames]
    for name in ("project", "item"):
        every = list(dict.fromkeys(value for frame in frames for value in present_categories(frame[name])))
        for place, frame in enumerate(frames):
            codes[place] = (
                codes[place] * len(every)
                + frame[name].astype("category").cat.set_categories(every).cat.codes.to_numpy()
            )
    return codes
