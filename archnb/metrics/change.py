"""What changed between two moments, on the pairs that can be compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from archnb.answers import STATUSES
from archnb.metrics.columns import By, FrameError, Weights, group_keys, keyed, places, require, status_codes, statuses
from archnb.metrics.counts import counts, tally_of
from archnb.scoring import score

__all__ = ["change"]


def change(
    before: pd.DataFrame, after: pd.DataFrame, by: By = None, *, weights: Weights = None, partial: float = 0.5
) -> pd.DataFrame:
    """Compare two moments over the pairs of project and item that are valued at both.

    Parameters
    ----------
    before, after : DataFrame
        Answers at the earlier and at the later moment; one row per project and item (and checklist).
    by : str, list of str or None
        Columns of `after` to group by.
    weights, partial
        As for the score; weights are those of `after`, so that a changed weight does not look like a changed answer.

    Returns
    -------
    DataFrame
        Columns before and after (scores of the matched pairs, in [0, 1]), change (after − before, in [−1, 1]; NaN
        without pairs), improved, regressed and pairs (int64).
    """
    keys = group_keys(by)
    identity = keyed(after.columns, "project", "item")
    require(before.columns, [*identity, "status"])
    require(after.columns, [*identity, "status", *keys])
    # Place −1, an item that is not in `before`, is the last one: unanswered.
    earlier = np.append(status_codes(before).to_numpy(), STATUSES.index("unanswered"))[_places(before, after, identity)]
    later = status_codes(after).to_numpy()
    valued = (earlier <= STATUSES.index("no")) & (later <= STATUSES.index("no"))
    rows = after[valued]
    then = rows.assign(status=statuses(earlier[valued]).array)
    score_before = score(tally_of(counts(then, by, weights=weights)), partial=partial)
    table = counts(rows, by)
    score_after = score(tally_of(counts(rows, by, weights=weights)), partial=partial)
    # Codes rise from yes over partial to no, so a lower code is a better answer.
    better, worse = (_tell(rows, by, moved) for moved in ((later < earlier)[valued], (later > earlier)[valued]))
    return pd.DataFrame(
        {
            "before": score_before,
            "after": score_after,
            "change": score_after - score_before,
            "improved": better,
            "regressed": worse,
            "pairs": table.sum(axis=1).astype("int64"),
        }
    )


def _tell(rows: pd.DataFrame, by: By, chosen: np.ndarray) -> pd.Series:
    """Count the chosen rows per group, groups without any included."""
    said = np.where(chosen, STATUSES.index("yes"), STATUSES.index("no"))
    return counts(rows.assign(status=statuses(said).array), by)["yes"]


def _places(before: pd.DataFrame, after: pd.DataFrame, identity: list[str]) -> np.ndarray:
    """Return where in `before` each row of `after` is found, −1 where it is not.

    By codes, since a merge of Categoricals with different categories gives str, at a cost.
    """
    codes = {"before": np.zeros(len(before), "int64"), "after": np.zeros(len(after), "int64")}
    known = np.ones(len(before), dtype=bool)
    for name in identity:
        words = after[name].astype("category").cat.categories
        earlier = places(before[name], words)
        known &= earlier >= 0
        codes["after"] = codes["after"] * len(words) + places(after[name], words)
        codes["before"] = codes["before"] * len(words) + earlier
    rows = np.flatnonzero(known)
    index = pd.Index(codes["before"][rows])
    if not index.is_unique or not pd.Index(codes["after"]).is_unique:
        raise FrameError(
            "a project has two answers to one item",
            remedy="Give one resolved answer per project and item; `resolve` makes it of several votes.",
        )
    found = index.get_indexer(pd.Index(codes["after"]))
    return np.append(rows, -1)[found]
