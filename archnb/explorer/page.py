"""A project's page: score, coverage, gate, sections, findings, and the map of the whole review."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from archnb import charts, metrics
from archnb.charts import tables
from archnb.charts.wording import list_of, plural, span
from archnb.checklist import SEVERITIES
from archnb.explorer.markup import text
from archnb.explorer.picture import Picture
from archnb.explorer.weak import finding
from archnb.scoring import bounds, coverage, percent, score

__all__ = ["ProjectPage"]


class ProjectPage(widgets.VBox):
    """One project, as the filters leave it."""

    def __init__(self) -> None:
        self._head, self._map, self._rest = widgets.HTML(), widgets.HTML(), widgets.HTML()
        super().__init__([self._head, self._map, self._rest])

    def show(self, answers: pd.DataFrame, project: str, *, theme: str) -> None:
        """Fill the page."""
        own = answers[answers["project"].astype(str) == project]
        title = f'<div class="archnb-x-title" dir="auto">{text(project)}</div>'
        if own.empty:
            self._head.value = title + "<div>This project is not among those shown; lift a filter to see it.</div>"
            self._map.value = self._rest.value = ""
            return
        self._head.value = f"{title}<div>{_standing(own)} {_gate(own)}</div>"
        self._map.value = Picture.of(charts.review_map(own, project=project, theme=theme)).html
        self._rest.value = _sections(own) + _findings(own)


def _standing(own: pd.DataFrame) -> str:
    counts, weighed = tables.total(own), tables.total(own, weights="item")
    told = f"Score <b>{percent(score(weighed))}</b>"
    if counts.unanswered:
        told += f" ({span(*bounds(weighed))} if the missing answers were no, or yes)"
    answered = int(sum(counts) - counts.unanswered)
    return f"{told}; {answered} of {plural(len(own), 'item')} answered (<b>{percent(coverage(counts))}</b>)."


def _gate(own: pd.DataFrame) -> str:
    row = metrics.gate(own.assign(project=own["project"].astype(str))).iloc[0]
    waiting = f" {plural(int(row['open']), 'critical item')} not answered yet." if row["open"] else ""
    if row["passed"]:
        return f"No critical item is at no.{waiting}"
    blocking = row["blocking"]
    verb = "stands" if len(blocking) == 1 else "stand"
    return f"<b>The gate is closed:</b> {text(list_of(blocking, most=6))} {verb} at no.{waiting}"


def _sections(own: pd.DataFrame) -> str:
    table = tables.trust(own)
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("section", "score", "with missing answers", "answered", "of")
    )
    rows = "".join(_section(str(name), row) for name, row in table.iterrows())
    return f'<div class="archnb-x-title">Sections</div><table class="archnb-x-table"><tr>{head}</tr>{rows}</table>'


def _section(name: str, row: pd.Series) -> str:
    missing = span(row["low"], row["high"]) if row["n"] < row["items"] else "none missing"
    cells = (percent(row["score"]), missing, percent(row["coverage"]), f"{row['items']:.0f}")
    values = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr><th scope="row" dir="auto">{text(name)}</th>{values}</tr>'


def _findings(own: pd.DataFrame) -> str:
    found = own[own["status"].isin(["no", "partial"])]
    title = f'<div class="archnb-x-title">Findings ({len(found):,}), worst first</div>'
    if found.empty:
        return f"{title}<div>No item shown is answered no or partial.</div>"
    worst = {severity: place for place, severity in enumerate(SEVERITIES)}
    order = found["severity"].astype(str).map(worst)
    found = found.assign(order=order).sort_values(["order", "status"], ascending=[True, False], kind="stable")
    parts = [
        f"<li><b>{text(row.item)}</b> · {text(row.severity)} · {text(row.section)}{finding(row)}</li>"
        for row in found.itertuples()
    ]
    return f'{title}<ul class="archnb-x-findings">{"".join(parts)}</ul>'
