"""A panel's votes as DataFrames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import pandas as pd

from archnb.answers import STATUSES, Answer
from archnb.frames.single import of_answers
from archnb.journal import State

__all__ = ["disputes", "join_votes", "panel_votes", "votes"]


def votes(state: State, own: Iterable[Answer] = ()) -> pd.DataFrame:
    """Return one row per item and reviewer, in checklist order: the newest vote of each.

    Parameters
    ----------
    state : State
        Of a panel.
    own : iterable of Answer
        The votes that may be seen before the reveal.

    Returns
    -------
    DataFrame
        Columns project, section, item, reviewer, status, note, evidence, at, late (bool: cast after the reveal).
    """
    cast = {answer.item: [answer] for answer in own} | {item: list(poll.votes) for item, poll in state.polls.items()}
    rows = [vote for item in state.checklist.items for vote in cast.get(item, []) if vote.status != "unanswered"]
    section_of = state.checklist.section_of
    sections = list(dict.fromkeys(section.title for section in state.checklist.sections))
    project = state.info.project
    return pd.DataFrame(
        {
            "project": pd.Categorical([project] * len(rows), categories=[project]),
            "section": pd.Categorical([section_of[vote.item].title for vote in rows], categories=sections),
            "item": pd.Categorical([vote.item for vote in rows], categories=list(state.checklist.items)),
            "reviewer": pd.array([vote.reviewer for vote in rows], dtype="str"),
            "status": pd.Categorical([vote.status for vote in rows], categories=list(STATUSES)),
            "note": pd.array([vote.note for vote in rows], dtype="str"),
            "evidence": pd.Series([vote.evidence for vote in rows], dtype="object"),
            "at": _moments([vote.at for vote in rows]),
            "late": pd.array([state.revealed is not None and vote.at > state.revealed for vote in rows], dtype="bool"),
        }
    )


def panel_votes(state: State) -> pd.DataFrame:
    """Return the newest vote of each reviewer of a panel that was revealed, in the columns of `portfolio_answers`."""
    cast = [vote for item in state.checklist.items if item in state.polls for vote in state.polls[item].votes]
    return of_answers([vote for vote in cast if vote.status != "unanswered"], state).drop(columns="check_again")


def join_votes(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return frames of votes as one; categories that some of them lack follow the first one's."""
    joined = pd.concat(parts, ignore_index=True)
    for name in ("project", "section", "item"):
        known = list(dict.fromkeys(word for part in parts for word in part[name].cat.categories))
        joined[name] = pd.Categorical(joined[name], categories=known)
    return joined


def disputes(state: State) -> pd.DataFrame:
    """Return one row per item on which a panel's votes differ, disputed ones first, wide gaps before narrow ones.

    Returns
    -------
    DataFrame
        Columns section, item, text, severity, gap (2 where yes meets no, else 1), disputed (bool: not settled yet),
        status (what was settled; unanswered before), and votes (dict of status by reviewer).
    """
    polls = {item: poll for item in state.checklist.items if (poll := state.polls.get(item)) and poll.gap}
    order = sorted(polls, key=lambda item: (not polls[item].disputed, -polls[item].gap))
    items = [state.checklist.items[item] for item in order]
    said: list[Mapping[str, str]] = [{vote.reviewer: vote.status for vote in polls[item].votes} for item in order]
    return pd.DataFrame(
        {
            "section": pd.array([state.checklist.section_of[item].title for item in order], dtype="str"),
            "item": pd.array(order, dtype="str"),
            "text": pd.array([item.text for item in items], dtype="str"),
            "severity": pd.array([item.severity for item in items], dtype="str"),
            "gap": pd.array([polls[item].gap for item in order], dtype="int64"),
            "disputed": pd.array([polls[item].disputed for item in order], dtype="bool"),
            "status": pd.Categorical([state.status(item) for item in order], categories=list(STATUSES)),
            "votes": pd.Series(said, dtype="object"),
        }
    )


def _moments(moments: list[datetime]) -> pd.Series:
    return pd.to_datetime(pd.Series(moments, dtype="object"), utc=True).astype("datetime64[us, UTC]")
