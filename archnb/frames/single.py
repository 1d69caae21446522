"""One review as a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from archnb.answers import STATUSES, Answer
from archnb.checklist import SEVERITIES
from archnb.frames.tags import tag_column
from archnb.journal import State

__all__ = ["answers", "findings", "history", "of_answers"]


def answers(state: State) -> pd.DataFrame:
    """Return one row per item of the checklist, unanswered ones included.

    The last columns are ``check_again``, why an answer is to be looked at again (empty where it is not), and the tags.
    """
    rows = [(item, state.answers.get(item)) for item in state.checklist.items]
    return _frame(rows, state, state.check_again)


def history(given: Iterable[Answer], state: State) -> pd.DataFrame:
    """Return one row per answer ever given to an item of the checklist, oldest first, in `answers`' columns.

    ``check_again`` is empty: only answers that stand are looked at again.
    """
    return of_answers([answer for answer in given if answer.item in state.checklist.items], state)


def of_answers(given: Iterable[Answer], state: State) -> pd.DataFrame:
    """Return one row per answer, all of them to items of the checklist, in `answers`' columns."""
    return _frame([(answer.item, answer) for answer in given], state, {})


def findings(state: State) -> pd.DataFrame:
    """Return the items answered no or partial, worst first, in `answers`' columns."""
    rows = [(finding.item.id, finding.answer) for finding in state.findings()]
    return _frame(rows, state, state.check_again)


def _frame(rows: Sequence[tuple[str, Answer | None]], state: State, check_again: Mapping[str, str]) -> pd.DataFrame:
    checklist, project = state.checklist, state.info.project
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
        "check_again": pd.array([check_again.get(item.id, "") for item in items], dtype="str"),
    }
    frame = pd.DataFrame(columns)
    for name, value in state.info.tags.items():
        frame[tag_column(name)] = value
    return frame
