"""The charts that the dashboard offers, each by its question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from archnb import charts, metrics
from archnb.errors import closest

__all__ = ["QUESTIONS", "Question", "Scene", "weakest_project"]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a chart is drawn from.

    Attributes
    ----------
    answers : DataFrame
        The selected answers; at least one row.
    moment : str
        Their moment's name.
    earlier : callable
        Returns the name of the moment before and its answers, or None if there is none; only called when needed.
    project : str
        The project that is asked for, or nothing.
    theme : {"light", "dark"}
        Colours.
    """

    answers: pd.DataFrame
    moment: str
    earlier: Callable[[], tuple[str, pd.DataFrame] | None]
    project: str
    theme: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A chart: `ask` is its label; `draw` returns Axes or Figure, or a sentence where nothing can be drawn."""

    name: str
    ask: str
    draw: Callable[[Scene], Any]


def weakest_project(answers: pd.DataFrame) -> str:
    """Return the project with the lowest score, or the first if none has a score."""
    scores = metrics.score(answers, "project", weights="item")
    return str(scores.index[0] if scores.isna().all() else scores.idxmin())


def _plainly(name: str) -> Callable[[Scene], Any]:
    return lambda scene: getattr(charts, name)(scene.answers, theme=scene.theme)


def _unknown(scene: Scene) -> str:
    """Say why the project cannot be shown; nothing if it can, or none is asked for."""
    names = [str(name) for name in scene.answers["project"].cat.categories]
    if not scene.project or scene.project in names:
        return ""
    return f"No project '{scene.project}' among those shown. {closest(scene.project, names)}".strip()


def _review_map(scene: Scene) -> Any:
    project = scene.project or weakest_project(scene.answers)
    own = scene.answers[scene.answers["project"] == project]  # the others would only take time
    return _unknown(scene) or charts.review_map(own, project=project, theme=scene.theme)


def _standing(scene: Scene) -> Any:
    return _unknown(scene) or charts.standing(scene.answers, project=scene.project or None, theme=scene.theme)


def _change(scene: Scene) -> Any:
    before = scene.earlier()
    if before is None:
        return "There is no earlier moment to compare with. Move the date to a later one."
    name, answers = before
    return charts.change({name: answers, scene.moment: scene.answers}, theme=scene.theme)


QUESTIONS = (
    Question(name="weak_items", ask="What fails most?", draw=_plainly("weak_items")),
    Question(name="rate_vs_reach", ask="Fix what first?", draw=_plainly("rate_vs_reach")),
    Question(name="section_profile", ask="What do we do well?", draw=_plainly("section_profile")),
    Question(name="section_heatmap", ask="Which project is weak where?", draw=_plainly("section_heatmap")),
    Question(name="change", ask="What changed?", draw=_change),
    Question(name="standing", ask="Where does a project stand?", draw=_standing),
    Question(name="review_map", ask="The whole of one project", draw=_review_map),
    Question(name="trust", ask="May I believe it?", draw=_plainly("trust")),
)
