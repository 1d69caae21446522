"""Findings as issues, in the columns that trackers import.

Jira's importer maps columns by the header, wants a Summary, and takes a column of the same name several times for
several labels, which hold no blanks. GitHub imports no CSV itself; the tools that do it (github-csv-tools, mkissue)
read title, body and labels with commas between them. An owner is no GitHub login, and an unknown one fails the whole
issue, so the owner stands in the body.
"""

from __future__ import annotations

import re
from textwrap import indent

from archnb.answers import WORDS
from archnb.export.tables import Table
from archnb.journal import Finding, State
from archnb.markdown import code, escape, fenced
from archnb.printable import printable, well_formed

__all__ = ["for_github", "for_jira"]

_PRIORITIES = {"critical": "Highest", "high": "High", "medium": "Medium", "low": "Low"}
_LABELS = 3
#: Jira refuses a longer summary; GitHub a longer title than 256.
_LONGEST = 250


def for_jira(state: State) -> Table:
    """Return one row per finding; the note stands in a block that Jira does not interpret."""
    columns = ("Summary", "Issue Type", "Priority", "Description", "Assignee", "Due Date", *["Labels"] * _LABELS)
    rows = [
        (
            _title(state, finding),
            "Task",
            _PRIORITIES[finding.item.severity],
            _for_jira(state, finding),
            _line(finding.answer.owner),
            finding.answer.due,
            *_labels(state, finding),
        )
        for finding in state.findings()
    ]
    return Table("findings", columns, rows)


def for_github(state: State) -> Table:
    """Return one row per finding; the note stands in a quoted block of code."""
    rows = [
        (_title(state, finding), _for_github(state, finding), ",".join(_labels(state, finding)), "open")
        for finding in state.findings()
    ]
    return Table("findings", ("title", "body", "labels", "state"), rows)


def _title(state: State, finding: Finding) -> str:
    # @ and # are words of a tracker in a title too.
    title = f"{_line(state.info.project)}: {_line(finding.item.text)}"
    quiet = re.sub(r"[@#](?=\w)", "\\g<0>\u200b", title)
    return quiet if len(quiet) <= _LONGEST else f"{quiet[: _LONGEST - 1].rstrip()}…"


def _labels(state: State, finding: Finding) -> list[str]:
    section = state.checklist.section_of[finding.item.id].id
    labels = ["architecture-review", f"severity-{finding.item.severity}", f"section-{section}"]
    return [re.sub(r"[\s,]+", "-", _line(label))[:50] for label in labels]


def _facts(state: State, finding: Finding) -> list[tuple[str, str]]:
    answer, asked = finding.answer, state.checklist
    return [
        ("Answer", WORDS[answer.status]),
        ("Severity", finding.item.severity),
        ("Section", asked.section_of[finding.item.id].title),
        ("Item", finding.item.id),
        ("Checklist", f"{asked.title} {asked.version}"),
        ("Owner", answer.owner),
        ("Due", str(answer.due or "")),
        ("Answered", f"{answer.at:%Y-%m-%d} by {answer.reviewer}"),
    ]


def _for_github(state: State, finding: Finding) -> str:
    # No line begins with a sign that a spreadsheet takes for a formula's: people look into such a file first.
    lines = [f"* {name}: {escape(value)}" for name, value in _facts(state, finding) if value]
    lines += [f"* Evidence: {code(one)}" for one in finding.answer.evidence]
    note = ["", _quoted(fenced(finding.answer.note))] if finding.answer.note else []
    return "\n".join([f"**{escape(finding.item.text)}**", "", *lines, *note])


def _for_jira(state: State, finding: Finding) -> str:
    answer = finding.answer
    said = [f"{name}: {_line(value)}" for name, value in _facts(state, finding) if value]
    said += [f"Evidence: {_line(one)}" for one in answer.evidence]
    text = "\n".join([*said, *(["", _quoted(printable(well_formed(answer.note)))] if answer.note else [])])
    # Jira's own markup ends the block at the next such word only.
    quiet = re.sub(r"\{(?=noformat)", "{\u200b", text, flags=re.IGNORECASE)
    return f"{{noformat}}\n{quiet}\n{{noformat}}"


def _quoted(text: str) -> str:
    return indent(text, "> ", lambda line: True)


def _line(text: str) -> str:
    return printable(well_formed(text), one_line=True)
