"""A review as tables of plain values, which CSV and Excel write down alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from archnb import scoring
from archnb.answers import WORDS, Answer, Milestone
from archnb.checklist import Checklist
from archnb.journal import State

__all__ = ["Table", "Value", "about", "answers", "findings", "history", "sections"]

Value = str | int | float | bool | date | datetime | None

_ASKED = ("project", "section", "item", "text", "severity", "weight")
_SAID = ("status", "note", "evidence", "owner", "due", "reviewer", "answered_at")


class Table(NamedTuple):
    """A titled table; every row has one value per column."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def answers(state: State) -> Table:
    """Return one row per item in checklist order, unanswered ones included."""
    return _table("answers", state, [(id_, state.answers.get(id_)) for id_ in state.checklist.items])


def findings(state: State) -> Table:
    """Return the items answered no or partial, worst first."""
    return _table("findings", state, [(finding.item.id, finding.answer) for finding in state.findings()])


def history(state: State, given: Sequence[Answer]) -> Table:
    """Return one row per answer ever given to an item of the checklist, oldest first."""
    return _table("history", state, [(answer.item, answer) for answer in given if answer.item in state.checklist.items])


def _table(title: str, state: State, rows: Sequence[tuple[str, Answer | None]]) -> Table:
    tags = state.info.tags
    columns = (*_ASKED, *_SAID, *(f"tag {name}" for name in tags))
    project = state.info.project
    made = [(*_asked(state.checklist, project, id_), *_said(answer), *tags.values()) for id_, answer in rows]
    return Table(title, columns, made)


def _asked(checklist: Checklist, project: str, id_: str) -> tuple[Value, ...]:
    item = checklist.items[id_]
    return (project, checklist.section_of[id_].title, id_, item.text, item.severity, item.weight)


def _said(answer: Answer | None) -> tuple[Value, ...]:
    if answer is None:
        return ("unanswered", "", "", "", None, "", None)
    evidence = "\n".join(answer.evidence)
    return (answer.status, answer.note, evidence, answer.owner, answer.due, answer.reviewer, answer.at)


def sections(state: State) -> Table:
    """Return the counts and measures of each section, and of all."""
    columns = ("section", "items", *WORDS, "coverage", "score", "score if the rest were no", "score if they were yes")
    rows: list[tuple[Value, ...]] = []
    for section in (*state.checklist.sections, None):
        counts, weighted = state.tally(section), state.tally(section, weights="item")
        measures = (scoring.coverage(counts), scoring.score(weighted), *scoring.bounds(weighted))
        title = section.title if section else "all"
        rows.append((title, sum(counts), *counts, *(None if math.isnan(value) else value for value in measures)))
    return Table("sections", columns, rows)


def about(state: State, milestones: Sequence[Milestone]) -> Table:
    """Return what the review is: project, checklist, tags, people, moments."""
    info, asked = state.info, state.checklist
    rows: list[tuple[Value, ...]] = [
        ("project", info.project),
        ("checklist", asked.title),
        ("checklist id", asked.id),
        ("checklist version", asked.version),
        ("repository", info.repository),
        ("reviewers", ", ".join(state.reviewers)),
        ("last answer", state.last_answered),
        ("as of", state.at),
        *((f"tag {name}", value) for name, value in info.tags.items()),
        *((f"milestone {mark.milestone}", mark.at) for mark in milestones),
    ]
    return Table("about", ("what", "value"), rows)
