"""The report of one project."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from archnb import charts, metrics
from archnb.charts.dumbbell import points
from archnb.report.closing import lead, method_html, problems_html
from archnb.report.findings import findings_html
from archnb.report.given import TEXT, Given, Moment
from archnb.report.markup import (
    Head,
    badge,
    cell,
    counted,
    evidence,
    flag,
    note,
    picture,
    pill,
    share,
    span,
    table,
)
from archnb.report.page import Part, document
from archnb.report.portfolio import sections_table
from archnb.report.summary import key_numbers, project_words, words_html

__all__ = ["project_page"]


def project_page(given: Given) -> str:
    """Return the page of one project: words first, then the findings, then every item.

    Parameters
    ----------
    given : Given
        Its parts, with ``info``.

    Returns
    -------
    str
        An HTML document, the same for the same parts.
    """
    return document(
        given.title,
        lead(given, "") + _about(given),
        [
            Part("summary", "In a minute", key_numbers(given) + words_html(project_words(given))),
            Part("map", "Every answer at a glance", _map(given)),
            Part("sections", "Sections", _sections(given)),
            Part("history", "Milestones", _history(given)),
            Part("findings", "Findings", findings_html(given)),
            Part("items", "Every item", _items(given)),
            Part("unread", "What could not be read", problems_html(given)),
            Part("method", "How this is made", method_html(many=False)),
        ],
    )


def _about(given: Given) -> str:
    """Return tags, repository and reviewers."""
    assert given.info is not None  # a portfolio has another page
    rows = [(cell(name), cell(value)) for name, value in given.info.tags.items()]
    if given.info.repository:
        rows.append(("repository", evidence([given.info.repository])))
    names = sorted({name for name in given.answers["reviewer"].astype(str) if name.strip()})
    if names:
        rows.append(("reviewed by", ", ".join(map(cell, names))))
    shown = "".join(f'<div><dt dir="auto">{name}</dt><dd dir="auto">{said}</dd></div>' for name, said in rows)
    return f'<dl class="about">{shown}</dl>' if shown else ""


def _map(given: Given) -> str:
    return picture(
        charts.review_map(given.answers), "Every item’s words, note and evidence stand below, in the same order."
    )


def _sections(given: Given) -> str:
    return "\n".join(
        [
            picture(
                charts.section_profile(given.answers),
                "Right of the middle is good, left is bad; half of partial lies on each side.",
            ),
            sections_table(given.answers),
            picture(charts.trust(given.answers), "How far each section is answered, and how far its score could move."),
        ]
    )


def _history(given: Given) -> str:
    """Return how the project stood at each milestone and now, and a chart of its sections' way."""
    if not given.earlier:
        return ""
    moments, last = [*given.earlier], given.earlier[-1].answers
    same = bool((last["status"].to_numpy() == given.answers["status"].to_numpy()).all())
    if not same:
        moments.append(Moment("now", given.day, given.answers))
    heads = [Head("Milestone"), Head("Date", "n"), Head("Answered", "n"), Head("Score", "n"), Head("Bounds", "n"),
             Head("Change", "n"), Head("▲ improved", "n"), Head("▼ regressed", "n"), Head("Findings", "n"),
             Head("Gate")]  # fmt: skip
    rows = [_moment(moment, moments[place - 1] if place else None) for place, moment in enumerate(moments)]
    parts = [table(heads, rows, label="Milestones")]
    if same:
        parts.append(f"<p>No answer has changed since {cell(moments[-1].name)}.</p>")
    if len(moments) > 1:
        chart = charts.change({moment.name: moment.answers for moment in moments})
        parts.append(picture(chart, "Scores over the answers that have a value at each of these moments."))
    return "\n".join(parts)


def _moment(moment: Moment, before: Moment | None) -> list[str]:
    whole = metrics.summary(moment.answers, weights="item").iloc[0]
    blocking = sum(map(len, metrics.gate(moment.answers)["blocking"]))
    change = ["–", "–", "–"]
    if before is not None:
        moved = metrics.change(before.answers, moment.answers, weights="item").iloc[0]
        change = [
            points(moved["before"], moved["after"]).replace(" ", "\u00a0"),
            f"{int(moved['improved']):,}",
            f"{int(moved['regressed']):,}",
        ]
    return [
        f'<span dir="auto">{cell(moment.name)}</span>',
        f'<span class="date">{moment.day.isoformat()}</span>',
        share(whole["coverage"]),
        share(whole["score"]),
        span(whole["low"], whole["high"]),
        *change,
        f"{int(whole['no'] + whole['partial']):,}",
        flag(f"✘ {blocking:,} at no") if blocking else "✔ passes",
    ]


def _items(given: Given) -> str:
    parts = []
    for name, rows in given.answers.groupby("section", observed=True, sort=False):
        whole = metrics.summary(rows, weights="item").iloc[0]
        done = len(rows) - int(whole["unanswered"])
        heads = [Head("Item", "item"), Head("Answer", "status"), Head("Note and evidence"), Head("Who and when", "who")]
        parts.append(
            f'<h3 class="section"><span dir="auto">{cell(name)}</span> <span class="aside">{done:,} of '
            f"{counted(len(rows), 'item')} answered, score {share(whole['score'])}</span></h3>\n"
            + table(heads, _item_rows(rows), label=f"Items of {name}", kind="cards")
        )
    return "\n".join(parts)


def _item_rows(rows: pd.DataFrame) -> Iterator[list[str]]:
    names = ["item", TEXT, "severity", "status", "note", "evidence", "reviewer", "answered_at"]
    for item, words, severity, status, said, rests_on, reviewer, at in zip(*(rows[n] for n in names), strict=True):
        yield [
            f'<span dir="auto">{cell(words)}</span> {badge(severity)} <code class="id">{cell(item)}</code>',
            pill(status),
            note(said) + evidence(rests_on),
            _byline(reviewer, at),
        ]


def _byline(reviewer: str, at: Any) -> str:
    return "" if pd.isna(at) else f'<span dir="auto">{cell(reviewer)}</span> <span class="date">{at:%Y-%m-%d}</span>'
