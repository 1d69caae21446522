"""What a chart is given: one frame of answers, or one per moment; checked, and free of a second checklist's names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from archnb import metrics
from archnb.metrics.columns import Weights, require
from archnb.scoring import Tally

__all__ = ["answers_of", "moments_of", "one_project", "present_categories", "total"]

_NEEDED = ("project", "section", "item", "status", "severity", "weight")


def answers_of(data: Any) -> pd.DataFrame:
    """Return the frame of answers that `data` is or has.

    Raises
    ------
    TypeError
        If it is neither a frame nor something with ``.answers``.
    FrameError
        If the frame lacks a column.

    Notes
    -----
    Items are matched by checklist and id. Where there are several checklists, sections and items that share a name
    are told apart by the checklist's, and the column ``checklist`` goes.
    """
    return _one_checklist([_frame_of(data)])[0]


def _frame_of(data: Any) -> pd.DataFrame:
    frame = data if isinstance(data, pd.DataFrame) else getattr(data, "answers", None)
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"a chart draws a frame of answers, or what has one as .answers; this is a {type(data).__name__}. "
            "Pass a Portfolio, a Review or their .answers."
        )
    require(frame.columns, _NEEDED)
    return frame


def total(data: Any, *, weights: Weights = None) -> Tally:
    """Return the counts of all answers in the data, or the sums of their weights."""
    row = metrics.counts(answers_of(data), weights=weights).iloc[0]
    return Tally(*(float(row[name]) for name in Tally._fields))


def moments_of(data: Any, moments: Sequence[Any] | None = None) -> dict[str, pd.DataFrame]:
    """Return frames of answers by the name of their moment, oldest first.

    Parameters
    ----------
    data : mapping of str to data, or something with ``as_of``
        ``{"2026-Q1": before, "2026-Q2": after}`` in order of time, or a Portfolio or Review.
    moments : sequence, optional
        Dates or milestones for ``data.as_of``, oldest first.

    Raises
    ------
    TypeError, ValueError
        If fewer than two moments can be told from it.
    """
    if isinstance(data, Mapping):
        named = {str(name): _frame_of(one) for name, one in data.items()}
    elif hasattr(data, "as_of"):
        named = {str(moment): _frame_of(data.as_of(moment)) for moment in moments or ()}
    else:
        raise TypeError(
            f"a change needs the answers of two moments or more; this is one {type(data).__name__}. "
            "Pass a mapping such as {'2026-Q1': before, '2026-Q2': after}, or a Portfolio with moments=[…]."
        )
    if len(named) < 2:
        raise ValueError("a change needs two moments or more. Pass moments=['2026-03-31', '2026-06-30'].")
    return dict(zip(named, _one_checklist(list(named.values())), strict=True))


def one_project(names: list[str], project: str | None) -> str:
    """Return the one project to show: the named one, or the only one.

    Raises
    ------
    ValueError
        If it is not in the data, or there are several and none is named.
    """
    if project is None and len(names) > 1:
        raise ValueError(f"this chart shows one project, and the data has {len(names):,}. Pass project='{names[0]}'.")
    if project is not None and project not in names:
        raise ValueError(f"no project '{project}' in the data. It has {', '.join(names[:5])} …")
    return project if project is not None else "".join(names)


def present_categories(column: pd.Series) -> list[str]:
    """Return the values that occur, in the order of the categories."""
    found = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column.unique()
    present = set(column.unique())
    return [str(name) for name in found if name in present]


def _one_checklist(frames: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Return the frames without the column ``checklist``; what two checklists call alike is called alike in none."""
    keyed = [frame for frame in frames if "checklist" in frame]
    shared = {name: _shared(keyed, name) for name in ("section", "item")}
    plain = []
    for frame in frames:
        if "checklist" in frame:
            own = {name: _told_apart(frame[name], frame["checklist"], shared[name]) for name in shared}
            frame = frame.drop(columns="checklist").assign(**own)
        plain.append(frame)
    return plain


def _pairs(column: pd.Series, checklist: pd.Series) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Return the pairs of name and checklist that occur, in the order of the checklists, and each row's pair."""
    names, lists = column.astype("category").cat, checklist.astype("category").cat
    codes = lists.codes.to_numpy().astype("int64") * len(names.categories) + names.codes.to_numpy()
    found = np.flatnonzero(np.bincount(codes))
    rows = np.searchsorted(found, codes)
    places = (divmod(int(pair), len(names.categories)) for pair in found)
    return [(str(names.categories[name]), str(lists.categories[home])) for home, name in places], rows


def _shared(frames: list[pd.DataFrame], name: str) -> set[str]:
    pairs = {pair for frame in frames for pair in _pairs(frame[name], frame["checklist"])[0]}
    seen = Counter(word for word, _ in pairs)
    return {word for word, homes in seen.items() if homes > 1}


def _told_apart(column: pd.Series, checklist: pd.Series, shared: set[str]) -> pd.Categorical[str]:
    pairs, rows = _pairs(column, checklist)
    told = [f"{name} · {home}" if name in shared else name for name, home in pairs]
    return pd.Categorical.from_codes(rows, pd.Index(told))
