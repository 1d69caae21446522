"""Findings by severity, with who mends them and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from archnb.checklist import SEVERITIES
from archnb.report.given import TEXT, Given
from archnb.report.markup import Head, badge, cell, counted, evidence, flag, note, pill, table

__all__ = ["findings_html", "unowned"]

#: A page of more rows is no page any more; each project's own report has all of its findings.
_MOST = 1_500
#: Up to so many a list is open from the start; those of critical findings always are.
_MOST_OPEN = 60
_LONGEST_NOTE = 400


def findings_html(given: Given) -> str:
    """Return how many findings there are, and a list for each severity that has any, worst first."""
    rows = given.findings
    if rows.empty:
        return "<p>There is no finding: nothing is answered no or partial.</p>"
    parts = [_overview(rows)]
    room = _MOST
    for severity in SEVERITIES:
        some = rows[rows["severity"] == severity]
        if len(some):
            parts.append(_list(given, severity, some, room))
            room = max(room - len(some), 0)
    return "\n".join(parts)


def unowned(rows: pd.DataFrame) -> pd.Series:
    """Say of each row whether nobody is named to mend it."""
    return rows["owner"].astype(str).str.strip() == ""


def _overview(rows: pd.DataFrame) -> str:
    heads = ["no", "partial", "all", "overdue", "no owner", "no due date"]
    body = [(badge(severity), rows[rows["severity"] == severity]) for severity in SEVERITIES]
    shown = [[name, *_numbers(part)] for name, part in [*body, ("all", rows)]]
    return table([Head("Severity"), *(Head(name, "n") for name in heads)], shown, label="Findings by severity")


def _numbers(rows: pd.DataFrame) -> Iterator[str]:
    no = int((rows["status"] == "no").sum())
    whole = [no, len(rows) - no, len(rows), rows["overdue"].sum(), unowned(rows).sum(), rows["due"].isna().sum()]
    yield from (f"{int(number):,}" for number in whole)


def _list(given: Given, severity: str, rows: pd.DataFrame, room: int) -> str:
    alone = given.info is not None
    is_open = alone or severity == "critical" or len(rows) <= _MOST_OPEN
    said = [counted(len(rows), "finding"), f"{int(rows['overdue'].sum()):,} overdue"]
    heads = [Head("Item", "item"), Head("Answer", "status"), Head("Note and evidence"), Head("Owner", "who"),
             Head("Due", "due")]  # fmt: skip
    if not alone:
        heads.insert(0, Head("Project", "project"))
    shown = rows.head(room)
    body = table(heads, (_row(row, given.day, alone) for row in _tuples(shown)), kind="cards",
                 label=f"{severity.capitalize()} findings")  # fmt: skip
    left = len(rows) - len(shown)
    more = f"<p>{counted(left, 'finding')} more; the report of each project has all of its own.</p>" if left else ""
    fold = "" if is_open else ' <span class="folded">folded: open it before printing</span>'
    return (
        f'<details class="findings"{" open" * is_open}><summary><h3>{severity.capitalize()}</h3> '
        f'<span class="aside">{", ".join(said)}</span>{fold}</summary>\n{body if room else ""}\n{more}\n</details>'
    )


def _row(row: dict[str, Any], day: date, alone: bool) -> list[str]:
    item = f'<span dir="auto">{cell(row[TEXT])}</span> <span class="aside">{cell(row["section"])}</span>'
    said = note(row["note"], 200_000 if alone else _LONGEST_NOTE) + evidence(row["evidence"])
    owner = f'<span dir="auto">{cell(row["owner"])}</span>' if row["owner"].strip() else "–"
    cells = [item, pill(row["status"]), said, owner, _due(row["due"], day)]
    return cells if alone else [f'<span dir="auto">{cell(row["project"])}</span>', *cells]


def _due(due: Any, day: date) -> str:
    if pd.isna(due):
        return "–"
    late = (day - due.date()).days
    return f'<span class="date">{due:%Y-%m-%d}</span>' + (
        f' {flag("overdue")} <span class="aside">by {counted(late, "day")}</span>' if late > 0 else ""
    )


def _tuples(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = ["project", "section", "status", "note", "evidence", "owner", "due", TEXT]
    for values in zip(*(rows[name] for name in names), strict=True):
        yield dict(zip(names, values, strict=True))
