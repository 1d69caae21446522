"""The controls: checkboxes for tags, sections and severities, a date slider, a project, and the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from typing import Any

import ipywidgets as widgets

from archnb.errors import AnswerError, closest
from archnb.explorer.given import Given
from archnb.explorer.markup import text
from archnb.explorer.selection import Selection
from archnb.printable import printable

__all__ = ["Choice", "Filters"]

#: A tag with more values than this is typed, not ticked.
_MOST_BOXES = 15
_MOST_PROJECTS = 1_000


class Choice(widgets.HBox):
    """One filter: a heading, and a checkbox per value; with many values a line of text instead.

    Checkboxes, because a list's arrow keys move JupyterLab's cursor between cells, and a click on a list loses what was
    chosen before.

    Attributes
    ----------
    boxes : dict of str to Checkbox
        By value; empty where values are typed.
    """

    def __init__(self, name: str, values: Iterable[str], *, number: int) -> None:
        self.name, self.values = name, list(values)
        self.boxes: dict[str, Any] = {}
        self._typed: Any = None
        self._number = number
        heading = widgets.HTML(f'<b dir="auto">{text(name)}</b>')
        heading.add_class("archnb-x-heading")
        super().__init__([heading, self._typing() if len(self.values) > _MOST_BOXES else self._ticking()])
        self.add_class("archnb-x-choice")

    def _ticking(self) -> Any:
        shared: dict[str, Any] = {"layout": widgets.Layout(width="auto")}
        for value in self.values:
            shown = printable(value, one_line=True)
            box = widgets.Checkbox(description=shown, indent=False, **shared)
            shared["style"] = box.style
            box.tooltip = f"{printable(self.name, one_line=True)}: {shown}"
            box.add_class(f"archnb-x-box-{self._number}-{len(self.boxes)}")
            self.boxes[value] = box
        row = widgets.Box(list(self.boxes.values()))
        row.add_class("archnb-x-boxes")
        return row

    def _typing(self) -> Any:
        self._typed = widgets.Text(
            description=printable(self.name, one_line=True), continuous_update=False,
            placeholder=f"one or more of {len(self.values)} values, with commas between",
            layout=widgets.Layout(width="32em"), style={"description_width": "0"},
        )  # fmt: skip
        return self._typed

    @property
    def controls(self) -> list[Any]:
        """The widgets that somebody changes."""
        return [self._typed] if self._typed else list(self.boxes.values())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are asked for, in order; none means all.

        Raises
        ------
        AnswerError
            If a typed value does not occur.
        """
        if not self._typed:
            return tuple(value for value, box in self.boxes.items() if box.value)
        typed = self._typed.value.strip()
        if typed in self.values:
            return (typed,)
        wanted = [part.strip() for part in typed.split(",") if part.strip()]
        for value in wanted:
            if value not in self.values:
                remedy = closest(value, self.values) or f"There are {', '.join(self.values[:8])} …"
                raise AnswerError(f"no project has {self.name} '{value}'", remedy=remedy)
        return tuple(value for value in self.values if value in wanted)

    def choose(self, *values: str) -> None:
        """Ask for these values and no others."""
        if self._typed:
            self._typed.value = ", ".join(values)
        for value, box in self.boxes.items():
            box.value = value in values


class Filters(widgets.VBox):
    """All controls above the picture; `changed` is called after each change, once.

    Attributes
    ----------
    tags : dict of str to Choice
        One per tag with two values or more.
    section, severity : Choice
    moment : SelectionSlider
        Its index is the place among `Given.moments`.
    earlier, later : Button
        Move the slider by one stop: ipywidgets gives its handle no name that a screen reader could say.
    project : Combobox
        For the charts that show one project.
    dark : Checkbox
        Whether charts are drawn for a dark page; no kernel can see the page.
    """

    def __init__(self, given: Given, *, theme: str, changed: Callable[[], None]) -> None:
        self._changed, self._quiet = changed, False
        numbered = enumerate(name for name, values in given.tags.items() if len(values) > 1)
        self.tags = {name: Choice(name, given.tags[name], number=n) for n, name in numbered}
        self.section = Choice("section", given.sections, number=len(self.tags))
        self.severity = Choice("severity", given.severities, number=len(self.tags) + 1)
        wide = {"description_width": "4.5em"}
        self.moment = widgets.SelectionSlider(
            options=[moment.name for moment in given.moments], index=len(given.moments) - 1, description="as of",
            continuous_update=False, disabled=len(given.moments) < 2, style=wide, layout=widgets.Layout(width="24em"),
        )  # fmt: skip
        self.moment.add_class("archnb-x-moment")
        self.earlier, self.later = self._step("Earlier", -1), self._step("Later", +1)
        self.project = widgets.Combobox(
            options=[printable(name, one_line=True) for name in given.projects[:_MOST_PROJECTS]],
            description="project", placeholder="for charts of one project", continuous_update=False,
            style=wide, layout=widgets.Layout(width="24em"),
        )  # fmt: skip
        auto = widgets.Layout(width="auto")
        self.dark = widgets.Checkbox(value=theme == "dark", description="dark charts", indent=False, layout=auto)
        self.all = widgets.Button(description="Clear filters", tooltip="Show all projects, sections and severities",
                                  layout=auto)  # fmt: skip
        last = widgets.HBox([self.moment, self.earlier, self.later, self.project, self.dark, self.all])
        last.add_class("archnb-x-last")
        super().__init__([*self.choices, last])
        self._listen()

    def _step(self, name: str, by: int) -> Any:
        """Return a button that moves the date by one stop, as far as there are any."""
        button = widgets.Button(description=name, tooltip=f"{name} date", layout=widgets.Layout(width="auto"),
                                disabled=self.moment.disabled)  # fmt: skip
        last = len(self.moment.options) - 1
        button.on_click(lambda _: setattr(self.moment, "index", min(max(self.moment.index + by, 0), last)))
        return button

    @property
    def choices(self) -> list[Choice]:
        """Every filter."""
        return [*self.tags.values(), self.section, self.severity]

    def _listen(self) -> None:
        for control in [c for choice in self.choices for c in choice.controls] + [self.project, self.dark]:
            control.observe(self._hear, "value")
        self.moment.observe(self._hear, "index")
        self.all.on_click(self.clear)

    def _hear(self, _: object) -> None:
        if not self._quiet:
            self._changed()

    def clear(self, _: object = None) -> None:
        """Lift every filter, leave the date and the project."""
        with self.at_once():
            for choice in self.choices:
                choice.choose()

    @contextmanager
    def at_once(self) -> Any:
        """Make several changes and tell of them once."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False
        self._changed()

    @property
    def selection(self) -> Selection:
        """What the controls ask for."""
        tags = ((name, choice.chosen) for name, choice in self.tags.items())
        return Selection(
            moment=self.moment.index,
            tags=tuple((name, values) for name, values in tags if values),
            sections=self.section.chosen,
            severities=self.severity.chosen,
        )

    @property
    def boxes(self) -> Mapping[str, bool]:
        """Each checkbox's class in the page, and whether it is checked."""
        return {
            f"archnb-x-box-{choice._number}-{place}": box.value
            for choice in self.choices
            for place, box in enumerate(choice.boxes.values())
        }
