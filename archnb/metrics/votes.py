"""Several reviewers' independent votes on an item, made one status."""

from __future__ import annotations

import pandas as pd

from archnb import voting
from archnb.answers import STATUSES
from archnb.metrics.columns import keyed, require, statuses
from archnb.metrics.counts import count_frame

__all__ = ["resolve"]


def resolve(votes: pd.DataFrame, shared: pd.DataFrame | None = None) -> pd.DataFrame:
    """Resolve the votes on each project's item to one status.

    N/A needs a strict majority; otherwise the lower median of yes > partial > no holds, so that a tie is decided for
    the worse. A shared answer given after the votes settles it.

    Parameters
    ----------
    votes : DataFrame
        One row per project, item and reviewer; columns project, item and status (and checklist where there are
        several; answered_at if `shared` is given). An unanswered row is no vote.
    shared : DataFrame, optional
        Answers on which the reviewers agreed, one row per project and item; columns project, item, status, answered_at.
        One older than a vote on its item settles nothing.

    Returns
    -------
    DataFrame
        Index project, item. Columns status (Categorical of the five words; unanswered without a vote), disputed (bool:
        the votes differ and no shared answer settled it), votes (int64).
    """
    require(votes.columns, ["project", "item", "status"])
    keys = keyed(votes.columns, "project", "item")
    table = count_frame(votes, keys)
    said = table[["yes", "partial", "no", "na"]]
    outcome = voting.outcome(said["yes"], said["partial"], said["no"], said["na"]).to_numpy()
    found = pd.DataFrame(
        {
            "status": statuses(outcome).array,
            "disputed": (said > 0).sum(axis=1) > 1,
            "votes": said.sum(axis=1).astype("int64"),
        },
        index=table.index,
    )
    return found if shared is None else _settle(found, votes, shared, keys)


def _settle(found: pd.DataFrame, votes: pd.DataFrame, shared: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    require(votes.columns, ["answered_at"])
    require(shared.columns, [*keys, "status", "answered_at"])
    last = votes.groupby(keys, observed=True)["answered_at"].max()
    agreed = shared[shared["status"] != "unanswered"].set_index(keys)
    given = agreed["answered_at"].reindex(found.index)
    settled = given.notna() & ~(last.reindex(found.index) > given)
    status = agreed["status"].astype("object").reindex(found.index).where(settled, found["status"].astype("object"))
    return found.assign(status=pd.Categorical(status, categories=list(STATUSES)), disputed=found["disputed"] & ~settled)
