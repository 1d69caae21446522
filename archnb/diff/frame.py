"""Differences as a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from archnb.answers import STATUSES
from archnb.checklist import SEVERITIES

if TYPE_CHECKING:
    from archnb.diff.comparing import Difference

__all__ = ["to_frame"]


def to_frame(difference: Difference) -> pd.DataFrame:
    """Return one row per change, in the order of `Difference.changes`; a status is missing where nothing was asked."""
    from archnb.diff.comparing import KINDS

    changes = difference.changes
    now = [change.after or change.before for change in changes]
    said = [change.statuses for change in changes]
    return pd.DataFrame(
        {
            "section": pd.array([change.section for change in changes], dtype="str"),
            "item": pd.array([change.item.id for change in changes], dtype="str"),
            "severity": pd.Categorical([c.item.severity for c in changes], categories=list(SEVERITIES), ordered=True),
            "kind": pd.Categorical([change.kind for change in changes], categories=list(KINDS)),
            "before": pd.Categorical([before or None for before, _ in said], categories=list(STATUSES)),
            "after": pd.Categorical([after or None for _, after in said], categories=list(STATUSES)),
            "details": pd.Series([change.details for change in changes], dtype="object"),
            "note": pd.array([answer.note if answer else "" for answer in now], dtype="str"),
            "reviewer": pd.array([answer.reviewer if answer else "" for answer in now], dtype="str"),
            "answered_at": pd.to_datetime(
                pd.Series([answer.at if answer else None for answer in now], dtype="object"), utc=True
            ).astype("datetime64[us, UTC]"),
        }
    )
