"""The dashboard: controls above, and below them results that belong to the controls as they stand."""

from __future__ import annotations

import threading
import uuid
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
import pandas as pd
from IPython.display import publish_display_data

from archnb.charts.wording import plural
from archnb.errors import AnswerError
from archnb.explorer.filters import Filters
from archnb.explorer.given import MEASURED, Given
from archnb.explorer.guard import guard
from archnb.explorer.look import STYLE
from archnb.explorer.markup import text
from archnb.explorer.page import ProjectPage
from archnb.explorer.picture import Picture
from archnb.explorer.questions import QUESTIONS, Scene
from archnb.explorer.selection import Selection
from archnb.explorer.still import Still
from archnb.explorer.theme import theme_in_use
from archnb.explorer.weak import Behind, WeakItems
from archnb.scoring import percent

__all__ = ["Dashboard"]

_KEPT = 24
_VIEW = "application/vnd.jupyter.widget-view+json"
_NOTHING = "Nothing matches these filters. Clear one of them."


class Dashboard(widgets.VBox):
    """A portfolio's dashboard.

    Attributes
    ----------
    given : Given
        What is explored.
    filters : Filters
        The controls.
    picker : ToggleButtons
        Which chart; its index is the place among `QUESTIONS`.
    status : HTML
        How much is shown, and of when, in words.
    chart : HTML
        The picture, or a sentence in its place.
    weak : WeakItems
        The weakest items.
    behind : Behind
        The projects behind an item.
    page : ProjectPage
        One project.
    back : Button
        To where one came from.
    drawn : callable
        Returns a picture, from those drawn last if it is among them.
    """

    def __init__(self, portfolio: Any) -> None:
        self.given = Given(portfolio)
        self._scope = f"archnb-x-{uuid.uuid4().hex[:12]}"
        self._trail: list[tuple[str, str]] = []
        # A front end may run a message's handler beside a running cell, which may set a filter as well.
        self._turn = threading.RLock()
        self._still = Still()
        self._shown: tuple[Picture, str, pd.DataFrame] | None = None
        # A portfolio does not change, so the way back shows the same picture.
        self.drawn = lru_cache(maxsize=_KEPT)(self._draw_anew)
        self._make_parts()
        super().__init__([widgets.HTML(STYLE), self.filters, self.picker, self.status, self._results])
        self.add_class("archnb-x")
        self.add_class(self._scope)
        self.redraw()

    def _make_parts(self) -> None:
        self.filters = Filters(self.given, theme=theme_in_use(), changed=self.redraw)
        self.picker = widgets.ToggleButtons(
            options=[(question.ask, question.name) for question in QUESTIONS], description="question",
            tooltips=[f"Draw the chart {question.name}" for question in QUESTIONS],
        )  # fmt: skip
        self.picker.add_class("archnb-x-picker")
        self.picker.observe(self._picked, "value")
        self.status, self.chart = widgets.HTML(), widgets.HTML()
        self.status.add_class("archnb-x-status")
        self.weak, self.behind = WeakItems(self.open_item), Behind(self.open_project)
        self.page = ProjectPage()
        self.back = widgets.Button(description="← Back", layout=widgets.Layout(width="auto", align_self="flex-start"))
        self.back.on_click(self.go_back)
        self._results = widgets.VBox()
        self._results.add_class("archnb-x-results")

    def redraw(self) -> None:
        """Show what the controls ask for; until that is ready, the page shows what it has as out of date."""
        with self._turn:
            self._tell(drawing=True)
            try:
                selection = self.filters.selection
                answers = self.given.answers(selection)
                words = self._words(selection, answers)
                self._show(selection, answers, words)
            except Exception as error:  # a handler's exception is seen by nobody: it belongs into the page
                words = "The results could not be made."
                told = str(error) if isinstance(error, AnswerError) else f"{type(error).__name__}: {error}"
                self._show_sentence(told)
            self._tell(words)

    def open_item(self, item: str) -> None:
        """Show the projects behind an item."""
        self._go(("item", item))

    def open_project(self, project: str) -> None:
        """Show a project's page, and take it for the charts of one project."""
        self.filters._quiet = True
        self.filters.project.value = project
        self.filters._quiet = False
        self._go(("project", project))

    def go_back(self, _: object = None) -> None:
        """Return to where one came from."""
        if not self._trail:
            return
        kind, name = self._trail.pop()
        self.redraw()
        (self.weak if kind == "item" else self.behind).rows.focus_on(name)
        if kind == "project" and not self._trail:
            self.weak.rows.focus_on(name)

    def _go(self, place: tuple[str, str]) -> None:
        self._trail.append(place)
        self.redraw()
        self.back.focus()

    def _picked(self, _: object) -> None:
        self._trail.clear()
        self.redraw()

    def _show(self, selection: Selection, answers: pd.DataFrame, words: str) -> None:
        if answers.empty:
            self._show_sentence(_NOTHING if self.given.projects else "There is no project here yet.")
            return
        kind, name = self._trail[-1] if self._trail else ("overview", "")
        if kind == "project":
            self.page.show(answers, name, theme=self._theme)
            self._results.children = [self.back, self.page]
        elif kind == "item":
            self.behind.show(answers, name, self.given.texts.get(name, ""))
            self._results.children = [self.back, self.behind]
        else:
            picture = self._draw(selection)
            self.chart.value = picture.html
            self.weak.show(answers)
            self._results.children = [self.chart, self.weak]
            self._shown = picture, words, answers
            self._still.follow(*self._shown)

    def _show_sentence(self, sentence: str) -> None:
        picture = Picture.of(sentence)
        self.chart.value = picture.html
        self._results.children = [self.back, self.chart] if self._trail else [self.chart]

    def scene(self, selection: Selection, project: str, theme: str) -> Scene:
        """Return what a chart is drawn from."""
        return Scene(
            answers=self.given.answers(selection)[list(MEASURED)],  # notes slow every selection of rows down
            moment=self.given.moments[selection.moment].name,
            earlier=lambda: self._earlier(selection),
            project=project,
            theme=theme,
        )

    def _draw(self, selection: Selection) -> Picture:
        try:
            return self.drawn(self.picker.index, selection, self.filters.project.value, self._theme)
        except Exception as error:  # whatever a chart cannot do, the table below it still can
            return Picture.of(f"This chart could not be drawn: {error}")

    def _draw_anew(self, picked: int, selection: Selection, project: str, theme: str) -> Picture:
        return Picture.of(QUESTIONS[picked].draw(self.scene(selection, project, theme)))

    def _earlier(self, selection: Selection) -> tuple[str, pd.DataFrame] | None:
        if not selection.moment:
            return None
        before = selection.moment - 1
        return self.given.moments[before].name, self.given.answers(selection, moment=before)[list(MEASURED)]

    @property
    def _theme(self) -> str:
        return "dark" if self.filters.dark.value else "light"

    def _words(self, selection: Selection, answers: pd.DataFrame) -> str:
        projects, all_ = answers["project"].nunique(), len(self.given.projects)
        answered = int((answers["status"] != "unanswered").sum())
        of = f" of {all_:,}" if projects != all_ else ""
        told = f"{projects:,}{of} {'project' if all_ == 1 else 'projects'}, {plural(answered, 'answer')} shown"
        if len(answers):
            told += f" ({percent(answered / len(answers))} of {plural(len(answers), 'question')} asked)"
        return "; ".join(part for part in (f"{told}, as of {self._as_of(selection)}", selection.words) if part) + "."

    def _as_of(self, selection: Selection) -> str:
        moment = self.given.moments[selection.moment]
        if moment.date:
            return f"the end of {moment.name}"
        last = self.given.last_answer
        return "now" if pd.isna(last) else f"now (last answer {last:%Y-%m-%d})"

    def _tell(self, words: str = "", *, drawing: bool = False) -> None:
        """Say what is shown, and to which state of the controls it belongs."""
        style = guard(
            self._scope, boxes=self.filters.boxes, moment=self.filters.moment.index, picked=self.picker.index,
            drawing=drawing,
        )  # fmt: skip
        said = "Drawing …" if drawing else text(words)
        self.status.value = f'{style}<div role="status">{said}</div>'

    def _ipython_display_(self) -> None:
        instead = "The dashboard: run this cell to use it. What it showed last stands below."
        publish_display_data({_VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.model_id},
                              "text/plain": instead})  # fmt: skip
        if self._shown:
            self._still.begin(*self._shown)
