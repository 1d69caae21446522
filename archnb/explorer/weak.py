"""The weakest items, and the projects behind one of them."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from archnb.answers import WORDS
from archnb.charts import tables
from archnb.charts.wording import number, plural, span
from archnb.explorer.given import MEASURED
from archnb.explorer.markup import paragraphs, pill, text
from archnb.explorer.rows import Row, Rows
from archnb.scoring import percent

__all__ = ["Behind", "WeakItems", "raw_share", "weak_table"]

#: How many weak items; a wall of 115 would not be read.
_TOP = 12
_MOST_PROJECTS = 40
_COLUMNS = ("weakness", "raw share, 95 % interval", "n", "projects affected", "severity", "section")


def weak_table(answers: pd.DataFrame, *, top: int = _TOP) -> pd.DataFrame:
    """Return the weakest items that fail at all: `charts.tables.weak_items` with ``affected`` and ``section``."""
    answers = answers[list(MEASURED)]  # notes slow every selection of rows down
    table = tables.weak_items(answers, top=top)
    table = table[table["k"] > 0]
    failed = answers[answers["status"].isin(["no", "partial"]) & answers["item"].isin(table.index)]
    affected = failed.groupby("item", observed=True)["project"].nunique()
    home = answers.drop_duplicates("item").set_index("item")["section"]
    names = table.index.astype(str)
    return table.assign(
        affected=affected.set_axis(affected.index.astype(str)).reindex(names, fill_value=0).to_numpy(),
        section=home.set_axis(home.index.astype(str)).reindex(names).astype(str).to_numpy(),
    )


class WeakItems(widgets.VBox):
    """A table of the weakest items; `opened` is called with the item that is chosen."""

    def __init__(self, opened: Callable[[str], None]) -> None:
        head = "".join(f"<span>{name}</span>" for name in ("", *_COLUMNS))
        self._title = widgets.HTML()
        self.rows = Rows(
            head=Row("item", f'<div class="archnb-x-cells archnb-x-th" aria-hidden="true">{head}</div>'),
            hint="Show the projects behind it", opened=opened,
        )  # fmt: skip
        super().__init__([self._title, self.rows])

    def show(self, answers: pd.DataFrame) -> None:
        """Fill the table."""
        table = weak_table(answers)
        if len(table):
            told = "Choose an item to see the projects behind it."
        elif answers["status"].isin(["yes", "partial", "no"]).any():
            told = "No item shown is answered no or partial."
        else:
            told = "No item shown is answered yes, partial or no yet."
        self._title.value = f'<div class="archnb-x-title">Weakest items</div><div class="archnb-x-muted">{told}</div>'
        self.rows.fill(Row(str(item), _cells(row)) for item, row in table.iterrows())


def _cells(row: pd.Series) -> str:
    counts = number(row["n"]), number(row["affected"])
    cells = (percent(row["theta"]), raw_share(row), *counts, str(row["severity"]), str(row["section"]))
    said = ", ".join(f"{name} {cell}" for name, cell in zip(_COLUMNS, cells, strict=True))
    bar = f'<i class="archnb-x-bar"><i style="width:{100 * row["theta"]:.0f}%"></i></i>'
    shown = "".join(f'<span dir="auto">{text(cell)}</span>' for cell in cells)
    return (
        f'<span class="archnb-x-said">{text(said)}</span>'
        f'<div class="archnb-x-cells" aria-hidden="true"><span>{bar}</span>{shown}</div>'
    )


def raw_share(row: pd.Series) -> str:
    """Write the raw share of an item with its interval, which is not the weakness's."""
    return f"{percent(row['raw'])} ({span(row['low'], row['high'])})"


class Behind(widgets.VBox):
    """The projects behind an item: who answered no or partial, with note, owner and due date."""

    def __init__(self, opened: Callable[[str], None]) -> None:
        self._title = widgets.HTML()
        self.rows = Rows(head=Row("project", '<b class="archnb-x-th">what was found</b>'), hint="Open the project",
                         opened=opened)  # fmt: skip
        super().__init__([self._title, self.rows])

    def show(self, answers: pd.DataFrame, item: str, words: str) -> None:
        """Fill the table with the projects behind `item`, which asks `words`."""
        rows = answers[answers["item"].astype(str) == item]
        found = rows[rows["status"].isin(["no", "partial"])].sort_values(["status", "due"], ascending=[False, True])
        counts = rows["status"].value_counts().reindex(["yes", "partial", "no", "na", "unanswered"], fill_value=0)
        said = ", ".join(f"{count:,} {WORDS[str(status)]}" for status, count in counts.items() if count)
        told = f"{plural(rows['project'].nunique(), 'project')}: {said}." if len(rows) else _GONE
        if len(found) > _MOST_PROJECTS:
            told += f" The first {_MOST_PROJECTS} of {len(found):,} are shown; filter to see the others."
        severity = f" · {rows['severity'].iloc[0]}" if len(rows) else ""
        self._title.value = (
            f'<div class="archnb-x-title" dir="auto">{text(item)}{text(severity)}</div>'
            f'<div dir="auto">{text(words)}</div><div class="archnb-x-muted">{told}</div>'
        )
        self.rows.fill(Row(str(row.project), finding(row)) for row in found.head(_MOST_PROJECTS).itertuples())


_GONE = "This item is not among those shown; lift a filter to see it."


def finding(row: object) -> str:
    """Write one answer: its status, note, owner and due date. `row` is a row of answers, as `itertuples` gives it."""
    owner, due = getattr(row, "owner", ""), getattr(row, "due", pd.NaT)
    by = [f"owner {text(owner)}"] if isinstance(owner, str) and owner else ["no owner"]
    by.append("no due date" if pd.isna(due) else f"due {due:%Y-%m-%d}")
    note = getattr(row, "note", "")
    told = paragraphs(note) if isinstance(note, str) else ""
    status = str(row.status)  # type: ignore[attr-defined]
    return (
        f'<div class="archnb-x-finding">{pill(status)}<div><div class="archnb-x-note">{told}</div>'
        f'<div class="archnb-x-muted" dir="auto">{" · ".join(by)}</div></div></div>'
    )
