"""Answers made by hand, and what is written on a drawn figure."""

from __future__ import annotations

from typing import Any
from unittest import mock

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from archnb.charts.stamps import Stamps

WORDS = {"y": "yes", "p": "partial", "n": "no", "a": "na", "-": "unanswered"}
SEVERITIES = ["critical", "high", "medium", "low"]


def answers(projects: dict[str, str], items: dict[str, str], severities: str = "") -> pd.DataFrame:
    """Return a frame of each project's statuses, a letter per item; `items` says each item's section."""
    ids, rows = list(items), len(projects) * len(items)
    statuses = [WORDS[letter] for said in projects.values() for letter in said]
    worth = [{"c": 0, "h": 1, "m": 2, "l": 3}[letter] for letter in severities or "m" * len(ids)]
    return pd.DataFrame(
        {
            "project": pd.Categorical(np.repeat(list(projects), len(ids)), categories=list(projects)),
            "section": pd.Categorical(
                list(items.values()) * len(projects), categories=list(dict.fromkeys(items.values()))
            ),
            "item": pd.Categorical(ids * len(projects), categories=ids),
            "status": pd.Categorical(statuses, categories=list(WORDS.values())),
            "severity": pd.Categorical.from_codes(worth * len(projects), SEVERITIES, ordered=True),
            "weight": np.ones(rows),
        }
    )


def many(projects: list[str] | int, *, sections: int = 12, each: int = 9, seed: int = 1) -> pd.DataFrame:
    """Return plausible answers of many projects: items and projects differ, some are missing or N/A."""
    names = [f"service-{place:04d}" for place in range(projects)] if isinstance(projects, int) else projects
    random = np.random.default_rng(seed)
    items = {f"s{section}.item-{place}": f"Section {section}" for section in range(sections) for place in range(each)}
    chance = 1 / (1 + np.exp(-random.normal(0.8, 1, (1, len(items))) - random.normal(0, 0.8, (len(names), 1))))
    dice = random.random((len(names), len(items)))
    codes = np.where(dice < chance, "y", np.where(dice < chance + 0.1, "p", "n"))
    codes[random.random(codes.shape) < 0.06] = "a"
    codes[random.random(codes.shape) < 0.1] = "-"
    worth = "".join(random.choice(list("chml"), len(items), p=[0.1, 0.3, 0.4, 0.2]))
    return answers(dict(zip(names, map("".join, codes), strict=True)), items, worth)


def texts(chart: Axes | Figure) -> list[Text]:
    """Return every `Text` that a drawing of the chart's figure writes, once."""
    figure = chart.get_figure(root=True) if isinstance(chart, Axes) else chart
    drawn: dict[Text, None] = {}
    write = Text.draw

    def record(text: Text, renderer: Any) -> None:
        if text.get_visible() and text.get_text().strip():
            drawn[text] = None
        write(text, renderer)

    with mock.patch.object(Text, "draw", record):
        FigureCanvasAgg(figure).draw()
    return list(drawn)


def words(chart: Axes | Figure) -> str:
    """Return all that can be read on a chart."""
    stamped = [text for marks in stamps(chart) for text in marks.texts]
    return "\n".join([*(text.get_text() for text in texts(chart)), *stamped])


def stamps(chart: Axes | Figure) -> list[Stamps]:
    """Return the texts that are drawn as shapes."""
    figure = chart.get_figure(root=True) if isinstance(chart, Axes) else chart
    return figure.findobj(Stamps)
