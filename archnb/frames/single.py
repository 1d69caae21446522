"""One review as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from archnb.answers import STATUSES, Answer
from archnb.checklist import SEVERITIES, Checklist
from archnb.frames.tags import tag_column
from archnb.journal import State

__all__ = ["answers", "findings", "history"]


def answers(state: State) -> pd.DataFrame:
    """Return one row per item of the checklist, unanswered ones included, then the review's tags as columns."""
    rows = [(item, state.answers.get(item)) for item in state.checklist.items]
    return _frame(rows, state.checklist, state.info.project, state.info.tags)


def history(given: Iterable[Answer], state: State) -> pd.DataFrame:
    """Return one row per answer ever given to an item of the checklist, oldest first, in `answers`' columns."""
    rows = [(answer.item, answer) for answer in given if answer.item in state.checklist.items]
    return _frame(rows, state.checklist, state.info.project, state.info.tags)


def findings(state: State) -> pd.DataFrame:
    """Return the items answered no or partial, worst first, in `answers`' columns."""
    rows = [(finding.item.id, finding.answer) for finding in state.findings()]
    return _frame(rows, state.checklist, state.info.project, state.info.tags)


def _frame(
    rows: Sequence[tuple[str, Answer | None]], checklist: Checklist, project: str, tags: Mapping[str, Any]
) -> pd.DataFrame:
    items = [checklist.items[id_] for id_, _ in rows]
    said = [answer for _, answer in rows]
    columns = {
        "project": pd.Categorical([project] * len(rows), categories=[project]),
        "section": pd.Categorical(
            [checklist.section_of[item.id].title for item in items],
            categories=list(dict.fromkeys(section.title for section in checklist.sections)),
        ),
        "item": pd.Categorical([item.id for item in items], categories=list(checklist.items)),
        "status": pd.Categorical([a.status if a else "unanswered" for a in said], categories=list(STATUSES)),
        "severity": pd.Categorical([item.severity for item in items], categories=list(SEVERITIES), ordered=True),
        "weight": pd.array([item.weight for item in items], dtype="float64"),
        "note": pd.array([a.note if a else "" for a in said], dtype="str"),
        "evidence": pd.Series([a.evidence if a else () for a in said], dtype="object"),
        "owner": pd.array([a.owner if a else "" for a in said], dtype="str"),
        "due": pd.to_datetime(pd.Series([a.due if a else None for a in said], dtype="object")).astype("datetime64[s]"),
        "reviewer": pd.array([a.reviewer if a else "" for a in said], dtype="str"),
        "answered_at": pd.to_datetime(pd.Series([a.at if a else None for a in said], dtype="object"), utc=True).astype(
            "datetime64[us, UTC]"
        ),
    }
    frame = pd.DataFrame(columns)
    for name, value in tags.items():
        frame[tag_column(name)] = value
    return frame
