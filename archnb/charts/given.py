"""What a chart is given: one frame of answers, or one per moment; checked, and free of a second checklist's names."""

from __future__ import annotations

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
    frame = data if isinstance(data, pd.DataFrame) else getattr(data, "answers", None)
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(
            f"a chart draws a frame of answers, or what has one as .answers; this is a {type(data).__name__}. "
            "Pass a Portfolio, a Review or their .answers."
        )
    require(frame.columns, _NEEDED)
    return _one_checklist(frame) if "checklist" in frame else frame


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
        named = {str(name): answers_of(one) for name, one in data.items()}
    elif hasattr(data, "as_of"):
        named = {str(moment): answers_of(data.as_of(moment)) for moment in moments or ()}
    else:
        raise TypeError(
            f"a change needs the answers of two moments or more; this is one {type(data).__name__}. "
            "Pass a mapping such as {'2026-Q1': before, '2026-Q2': after}, or a Portfolio with moments=[…]."
        )
    if len(named) < 2:
        raise ValueError("a change needs two moments or more. Pass moments=['2026-03-31', '2026-06-30'].")
    return named


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


def _one_checklist(frame: pd.DataFrame) -> pd.DataFrame:
    known = frame["checklist"].astype("category").cat.remove_unused_categories()
    plain = frame.drop(columns="checklist")
    if len(known.cat.categories) > 1:
        plain["section"], plain["item"] = (_told_apart(frame[name], known) for name in ("section", "item"))
    return plain


def _told_apart(column: pd.Series, checklist: pd.Series) -> pd.Categorical[str]:
    names, lists = column.astype("category").cat, checklist.cat
    pairs, codes = np.unique(
        lists.codes.to_numpy().astype("int64") * len(names.categories) + names.codes.to_numpy(), return_inverse=True
    )
    homes = np.bincount(pairs % len(names.categories), minlength=len(names.categories))
    told = []
    for pair in pairs:
        home, name = divmod(int(pair), len(names.categories))
        told.append(f"{names.categories[name]}" + f" · {lists.categories[home]}" * bool(homes[name] > 1))
    return pd.Categorical.from_codes(codes, pd.Index(told))
