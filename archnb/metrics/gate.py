"""May this ship? Never averaged away."""

from __future__ import annotations

import pandas as pd

from archnb.metrics.columns import keyed, require

__all__ = ["gate"]


def gate(answers: pd.DataFrame) -> pd.DataFrame:
    """Say of each project whether a critical item at no stands in its way.

    Parameters
    ----------
    answers : DataFrame
        Columns project, item, status and severity, and checklist where there are several.

    Returns
    -------
    DataFrame
        One row per project that occurs. Columns passed (bool: no applicable critical item is at no), blocking (tuple of
        the items' ids, in the frame's order), open (int64: critical items not answered yet, which may still block).
    """
    require(answers.columns, ["project", "item", "status", "severity"])
    keys = keyed(answers.columns, "project")
    critical = answers["severity"] == "critical"
    unknown = critical & (answers["status"] == "unanswered")
    open_ = unknown.groupby([answers[key] for key in keys], observed=True).sum().astype("int64")
    failed = answers[critical & (answers["status"] == "no")]
    items = failed["item"].astype("object").groupby([failed[key] for key in keys], observed=True).agg(tuple).to_dict()
    # Looked up by plain keys: pandas 3.1 cannot match categorical indexes of different sizes.
    blocking = pd.Series([items.get(key, ()) for key in open_.index], index=open_.index, dtype="object")
    return pd.DataFrame({"passed": ~blocking.map(bool).astype("bool"), "blocking": blocking, "open": open_})
