"""How fast the dashboard redraws after a filter's change, at 200 reviews of 115 answers.

Run it with ``python tests/benchmarks/bench_explore.py``; give another number of reviews as an argument. Beside the
milliseconds stands the ratio against drawing the same chart alone, by `savefig` at the dashboard's resolution: what the
filters, the words and the table of weak items add, and what drawing once instead of twice saves.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import Any

from bench_load import make
from timing import Limit

from archnb import Portfolio
from archnb.explorer import Dashboard, explore
from archnb.explorer.picture import DPI
from archnb.explorer.questions import QUESTIONS, Question, Scene

MOST = 300.0  # ms
REPEAT = 9


def elapsed(work: Any, *given: Any) -> float:
    start = time.perf_counter()
    work(*given)
    return time.perf_counter() - start


def alone(question: Question, scene: Scene) -> None:
    chart = question.draw(scene)
    figure = chart.get_figure(root=True) if hasattr(chart, "get_figure") else chart
    figure.savefig(io.BytesIO(), format="png", dpi=DPI)


def measure(dashboard: Dashboard, question: Question) -> tuple[float, float]:
    """Return the least time of a redraw, in seconds, and its ratio to drawing alone; both are run in turn."""
    dashboard.picker.value = question.name
    tier = dashboard.filters.tags["tier"]
    changes = cycle([("1", "2", "3"), ()])  # all projects either way, but never the same filters twice
    redraws, draws = [], []
    for _ in range(REPEAT):
        dashboard.drawn.cache_clear()
        redraws.append(elapsed(change, dashboard, tier, next(changes)))
        scene = dashboard.scene(dashboard.filters.selection, "", "light")
        draws.append(elapsed(alone, question, scene))
    return min(redraws), min(redraws) / min(draws)


def change(dashboard: Dashboard, choice: Any, values: tuple[str, ...]) -> None:
    with dashboard.filters.at_once():
        choice.choose(*values)


def main(count: int = 200) -> None:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), count)
        portfolio = Portfolio.load(folder, cache=False)
    start = time.perf_counter()
    dashboard = explore(portfolio)
    print(f"{count} reviews; the first picture after {1000 * (time.perf_counter() - start):.0f} ms")
    for question in QUESTIONS:
        least, ratio = measure(dashboard, question)
        print(Limit(f"{question.name}: redraw (× {ratio:.2f} of drawing alone)", 1000 * least, MOST, unit="ms"))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
