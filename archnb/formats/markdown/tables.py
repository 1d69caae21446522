"""Tables whose rows are items: a column holds answers or ratings, the others say what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from archnb.errors import ChecklistError
from archnb.formats.mapping import columns_for, item_of, named, without_positions
from archnb.formats.markdown.inline import Inline
from archnb.formats.words import is_box, is_mark, is_rating

__all__ = ["Row", "Table", "rows_of"]

_ENOUGH = 0.8


class Table(NamedTuple):
    """A table as it stands in the file: the line where it begins, the head's cells, and the rows' cells."""

    line: int
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def has_boxes(self) -> bool:
        """Whether somebody wrote boxes into it."""
        return any(is_box(cell) for row in self.rows for cell in row)


class Row(NamedTuple):
    """A row as an item, which has no ``"text"`` if the row has none."""

    line: int
    item: dict[str, Any]
    cells: list[Inline]


def rows_of(
    table: Table, read: Callable[[str], Inline], given: Mapping[str, str], *, boxes: bool
) -> tuple[list[Row], str]:
    """Return a table's rows as items, or none and the reason.

    Parameters
    ----------
    table : Table
        From the file.
    read : callable
        What reads a cell's markup.
    given : mapping of str to str
        Which column holds which field, if somebody said so.
    boxes : bool
        Whether the file has task lists as well; then a table counts only if it has boxes too.
    """
    head = named([read(cell).text for cell in table.head])
    cells = [[read(cell) for cell in row] for row in table.rows]
    fields = [dict(zip(head, (cell.text for cell in row), strict=False)) for row in cells]
    if given:
        try:
            columns = columns_for(head, given)
        except ChecklistError as error:
            return [], error.problem.reason
    elif boxes and not table.has_boxes:
        return [], "which has no boxes"
    else:
        columns = _asked(head, fields)
    if not columns:
        return [], "none of whose columns holds ticks, answers or ratings"
    columns = without_positions(columns, fields, given)
    return list(_items(table, fields, cells, columns)), ""


def _items(
    table: Table, fields: list[dict[str, str]], cells: list[list[Inline]], columns: Mapping[str, str]
) -> Iterator[Row]:
    titles = [_is_title(row) for row in table.rows]
    section = ""
    for number, (row, read) in enumerate(zip(fields, cells, strict=True)):
        item = item_of(row, columns)
        if titles[number] and not all(titles):
            section = item.get("text", "") or " ".join(cell.text for cell in read).strip()
            continue
        if section:
            item.setdefault("section", section)
        yield Row(table.line + 2 + number, item, read)


def _is_title(row: tuple[str, ...]) -> bool:
    """Whether all that a row says is bold, as people write the title of the rows below."""
    said = [cell for cell in map(str.strip, row) if cell]
    return bool(said) and all(len(cell) > 4 and cell[:2] == cell[-2:] and cell[:2] in ("**", "__") for cell in said)


def _asked(head: tuple[str, ...], fields: list[dict[str, str]]) -> dict[str, str] | None:
    """Return the columns of a table that asks for something; nothing if none of it waits for an answer."""
    texts = [name for name in head if not _waits([row[name] for row in fields])]
    if not texts or len(texts) == len(head):
        return None
    longest = max(texts, key=lambda name: sum(len(row[name]) for row in fields))
    found = columns_for(texts, {}, text=longest) or {}
    rated = (columns_for(head, {}, text=longest) or {}).get("severity")
    return found | ({"severity": rated} if rated else {})


def _waits(cells: list[str]) -> bool:
    """Whether a column holds answers, ratings, or room for them."""
    said = [cell for cell in cells if cell]
    marks, ratings = sum(map(is_mark, said)), sum(map(is_rating, said))
    return max(marks, ratings) >= _ENOUGH * len(said) and (bool(said) or len(cells) > 1)


def columns_of(table: Table, read: Callable[[str], Inline]) -> Iterator[str]:
    """Yield the names of a table's columns."""
    yield from named([read(cell).text for cell in table.head])
