"""Rows that can be chosen: a button that names the row, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import ipywidgets as widgets

from archnb.charts.wording import shorten
from archnb.printable import printable

__all__ = ["Row", "Rows"]

_WIDTH = 36


class Row(NamedTuple):
    """A row: its name, as the data has it, and the HTML that stands beside its button."""

    name: str
    html: str


class Rows(widgets.GridBox):
    """A table of rows; a row's button calls `opened` with its name.

    The widgets of a row are kept and filled anew: to make them takes the page longer than to draw the chart.

    Attributes
    ----------
    buttons : list of Button
        Of the rows that are shown, in order.
    """

    def __init__(self, *, head: Row, hint: str, opened: Callable[[str], None]) -> None:
        self._hint, self._opened = hint, opened
        self._head = [widgets.HTML(f'<b class="archnb-x-th">{head.name}</b>'), widgets.HTML(head.html)]
        self._flat = widgets.Layout(width="auto")
        self._plain = widgets.ButtonStyle()
        self._pool: list[tuple[Any, Any]] = []
        self._names: list[str] = []
        super().__init__(layout=widgets.Layout(grid_template_columns="minmax(9em, max-content) minmax(0, 1fr)"))
        self.add_class("archnb-x-rows")

    @property
    def buttons(self) -> list[Any]:
        """The buttons that are shown."""
        return [button for button, _ in self._pool[: len(self._names)]]

    def fill(self, rows: Iterable[Row]) -> None:
        """Show these rows and no others."""
        given = list(rows)
        while len(self._pool) < len(given):
            self._pool.append(self._pair(len(self._pool)))
        self._names = [row.name for row in given]
        for (button, said), row in zip(self._pool, given, strict=False):
            button.description = shorten(row.name, _WIDTH)
            button.tooltip = f"{self._hint}: {printable(row.name, one_line=True)}"
            said.value = row.html
        self.children = [*self._head, *(one for pair in self._pool[: len(given)] for one in pair)] if given else []

    def focus_on(self, name: str) -> None:
        """Put the keyboard on the row of that name, if it is there."""
        if name in self._names:
            self._pool[self._names.index(name)][0].focus()

    def _pair(self, place: int) -> tuple[Any, Any]:
        button = widgets.Button(layout=self._flat, style=self._plain)
        button.add_class("archnb-x-open")
        button.on_click(lambda _: self._opened(self._names[place]))
        return button, widgets.HTML()
