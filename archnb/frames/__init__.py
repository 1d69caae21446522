"""Logs as tidy DataFrames; the one place that knows the columns' names and dtypes.

Every frame has one row per answer or item. ``status``, ``severity``, ``project``, ``section`` and ``item`` are
Categoricals: statuses and severities in their own order, the others in checklist order. ``answered_at`` is UTC.
"""

from archnb.frames.many import portfolio_answers, reviewers_votes
from archnb.frames.panel import disputes, join_votes, panel_votes, votes
from archnb.frames.single import answers, findings, history
from archnb.frames.tags import COLUMNS, tag_columns

__all__ = [
    "COLUMNS",
    "answers",
    "disputes",
    "findings",
    "history",
    "join_votes",
    "panel_votes",
    "portfolio_answers",
    "reviewers_votes",
    "tag_columns",
    "votes",
]
