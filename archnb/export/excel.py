"""A review as an Excel workbook: one sheet per view, plain cells only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from archnb.answers import Answer, Milestone
from archnb.errors import ArchnbError, StoreError
from archnb.export import tables
from archnb.export.neutral import neutral
from archnb.export.tables import Table, Value
from archnb.journal import State

__all__ = ["to_excel"]

_LARGEST = 32_767  # characters in a cell, by Excel's specification
_CUT = " … (cut off)"
_FIRST_YEAR = 1900  # Excel's calendar has no day before
# Excel takes _x0041_ in a text for the character of that number.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MOMENT = "yyyy-mm-dd hh:mm"
_WIDTHS = {"text": 60, "note": 60, "evidence": 32, "what": 24, "value": 48, "section": 24, "item": 30}
_WIDTH = 16
_SHARES = ("coverage", "score", "score if the rest were no", "score if they were yes")


def to_excel(path: Path, state: State, given: Sequence[Answer], milestones: Sequence[Milestone]) -> None:
    """Write the review to `path`: the sheets answers, findings, sections, history and about.

    Texts are texts, never formulas; dates are dates, moments in UTC; the header stays in sight and filters.

    Parameters
    ----------
    path : Path
        The ``.xlsx`` file; an older one is replaced.
    state : State
        The answers that stand.
    given : sequence of Answer
        Every answer ever given, oldest first.
    milestones : sequence of Milestone
        The named moments.

    Raises
    ------
    ArchnbError
        If openpyxl is not installed.
    StoreError
        If the file cannot be written.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise ArchnbError("openpyxl is not installed", remedy='Install it with: pip install "archnb[share]"') from None
    book = Workbook()
    book.remove(book.active)
    for table in (
        tables.answers(state),
        tables.findings(state),
        tables.sections(state),
        tables.history(state, given),
        tables.about(state, milestones),
    ):
        _fill(book.create_sheet(table.title), table)
    book.properties.creator = "archnb"
    book.properties.title = _text(state.info.project)
    try:
        book.save(path)
    except OSError as error:
        raise StoreError.of(error, path) from error


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    top = Alignment(vertical="top", wrap_text=True)
    for row, values in enumerate((table.columns, *table.rows), start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column)
            _put(cell, value)
            cell.alignment = top
            if row == 1:
                cell.font = Font(bold=True)
            elif table.columns[column - 1] in _SHARES:
                cell.number_format = "0 %"
    for number, name in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Any, value: Value) -> None:
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        cell.value = _text(value)
        cell.data_type = "s"  # openpyxl would take "#N/A" for an error
        return
    if isinstance(value, datetime):
        cell.value = value.astimezone(UTC).replace(tzinfo=None)
        cell.number_format = _MOMENT
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _text(text: str) -> str:
    said = _ESCAPED.sub("_x005F_", neutral(text))
    return said if len(said) <= _LARGEST else said[: _LARGEST - len(_CUT)] + _CUT
