"""A review as comma-separated values: for spreadsheets, and for issue trackers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from archnb.errors import ArchnbError, closest
from archnb.export import issues, tables
from archnb.export.neutral import csv_neutral
from archnb.export.tables import Value
from archnb.journal import State

__all__ = ["LAYOUTS", "Layout", "findings_to_csv", "to_csv"]

Layout = Literal["jira", "github"]
LAYOUTS = {"jira": issues.for_jira, "github": issues.for_github}


def to_csv(state: State) -> str:
    """Return one row per item with its answer; dates as 2026-12-24, moments in UTC.

    Where a spreadsheet would see a formula stands an apostrophe; `archnb.export.csv_restored` takes it off again.
    """
    table = tables.answers(state)
    return _written(table.columns, table.rows)


def findings_to_csv(state: State, *, layout: Layout = "jira") -> str:
    """Return one row per finding, worst first, in the columns that an issue tracker's importer takes.

    Parameters
    ----------
    state : State
        The review.
    layout : {"jira", "github"}
        ``"jira"``: Summary, Issue Type, Priority, Description, Assignee, Due Date, and Labels several times.
        ``"github"``: title, body, labels, state, as github-csv-tools and its like read them.

    Raises
    ------
    ArchnbError
        If there is no such layout.
    """
    if layout not in LAYOUTS:
        remedy = closest(layout, LAYOUTS) or f"Layouts: {', '.join(LAYOUTS)}."
        raise ArchnbError(f"there is no layout '{layout}'", remedy=remedy)
    table = LAYOUTS[layout](state)
    return _written(table.columns, table.rows)


def _written(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    file = io.StringIO(newline="")
    # Everything in quotes: an empty text and a text of digits stay what they are.
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([csv_neutral(column) for column in columns])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return file.getvalue()


def _plain(value: Value) -> str | int | float:
    if isinstance(value, str):
        return csv_neutral(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, int | float):
        return value
    return value.isoformat() if value else ""
