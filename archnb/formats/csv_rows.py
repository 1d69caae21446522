"""Tables as text: CSV with commas, semicolons, tabs or bars, as rows under the names of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from archnb.errors import ChecklistError
from archnb.formats.mapping import named

__all__ = ["Rows", "is_csv", "load_csv"]

_DELIMITERS = ",;\t|"
_MOST_ROWS, _MOST_COLUMNS, _SAMPLE = 20_000, 500, 20

Rows = list[dict[str, str]]


def is_csv(text: str) -> bool:
    """Whether the first rows of `text` have the same number of cells, two or more."""
    counts = _counts(text, _delimiter(text))
    return len(counts) > 1 and counts[0] > 1 and len(set(counts)) == 1


def load_csv(text: str, path: Path) -> Rows:
    """Return the rows of a CSV file as mappings from the first row's names; rows without any text are left out.

    Parameters
    ----------
    text : str
        Its delimiter is found, or said in a first line such as ``sep=;``.
    path : Path
        Named in errors.

    Raises
    ------
    ChecklistError
        For a quote that is not closed, a cell longer than 131,072 characters, or more than 20,000 rows or 500 columns.
    """
    delimiter, first = _delimiter(text), 1
    if text[:4].casefold() == "sep=":
        delimiter, first, text = text[4:5], 2, text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    head: tuple[str, ...] = ()
    rows: Rows = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > _MOST_COLUMNS or len(rows) >= _MOST_ROWS:
                raise _error(
                    f"more than {_MOST_ROWS:,} rows or {_MOST_COLUMNS} columns", path, reader.line_num + first - 1
                )
            if not head:
                head = named(cells)
            else:
                head = (*head, *(f"column {number}" for number in range(len(head) + 1, len(cells) + 1)))
                rows.append(dict(zip(head, (cell.strip() for cell in cells), strict=False)))
    except csv.Error as error:
        raise _error(str(error), path, reader.line_num + first - 1) from None
    return rows


def _delimiter(text: str) -> str:
    """Return the sign that parts the first rows into the most cells, as many in each."""
    return max(_DELIMITERS, key=lambda sign: _evenness(_counts(text, sign)))


def _evenness(counts: list[int]) -> tuple[bool, int]:
    return (bool(counts) and len(set(counts)) == 1 and counts[0] > 1, min(counts, default=0))


def _counts(text: str, delimiter: str) -> list[int]:
    return list(islice(_lengths(text, delimiter), _SAMPLE))


def _lengths(text: str, delimiter: str) -> Iterator[int]:
    try:
        for cells in csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter, strict=True):
            if any(cells):
                yield len(cells)
    except csv.Error:  # a cell that is longer than the sample, or none at all: `load_csv` tells
        return


def _error(reason: str, path: Path, line: int) -> ChecklistError:
    remedy = "Mend the file there, or split it."
    return ChecklistError(reason, path=path, place=f"line {line}", remedy=remedy)
