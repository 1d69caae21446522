"""The report of a portfolio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from archnb import charts, metrics
from archnb.charts import tables
from archnb.charts.dumbbell import points
from archnb.checklist import SEVERITIES
from archnb.report.closing import lead, method_html, problems_html
from archnb.report.findings import findings_html
from archnb.report.given import Given
from archnb.report.history import previous
from archnb.report.markup import Head, badge, cell, counted, flag, picture, share, span, table
from archnb.report.page import Part, document
from archnb.report.summary import change_words, key_numbers, portfolio_words, words_html

__all__ = ["portfolio_page", "sections_table"]

_MOST_PROJECTS = 300
_MOST_CHANGES = 40


def portfolio_page(given: Given) -> str:
    """Return the page of a portfolio: words first, then what they rest on.

    Parameters
    ----------
    given : Given
        Its parts, of one project or more.

    Returns
    -------
    str
        An HTML document, the same for the same parts.
    """
    projects = counted(given.answers["project"].nunique(), "project")
    return document(
        given.title,
        lead(given, projects),
        [
            Part("summary", "In a minute", key_numbers(given) + words_html(portfolio_words(given))),
            Part("projects", "Projects", _projects(given)),
            Part("sections", "Sections", _sections(given)),
            Part("weakest", "Weakest practices", _weakest(given)),
            Part("change", "What changed", _change(given)),
            Part("findings", "Findings", findings_html(given)),
            Part("unread", "What could not be read", problems_html(given)),
            Part("method", "How this is made", method_html(many=True)),
        ],
    )


def _projects(given: Given) -> str:
    heads = [Head("Project"), Head("Answered", "n"), Head("Score", "n"), Head("Bounds", "n"), Head("Gate"),
             *(Head(severity.capitalize(), "n") for severity in SEVERITIES), Head("Overdue", "n"),
             Head("Last answer", "n")]  # fmt: skip
    order = tables.standing(given.answers)
    shown = _rows(given, order.head(_MOST_PROJECTS))
    left = len(order) - _MOST_PROJECTS
    more = f"<p>The {counted(left, 'project')} with higher scores are not listed.</p>" if left > 0 else ""
    return "\n".join(
        [
            "<p>Weakest first. Bounds: the score if every missing answer were no, and if every one were yes.</p>",
            table(heads, shown, label="Projects"),
            more,
            picture(
                charts.section_heatmap(given.answers),
                "A row is a project, a column a section; the stronger the colour, the weaker the section.",
            ),
            picture(
                charts.standing(given.answers),
                "Further right is better; the height is the share of projects with this score or less.",
            ),
        ]
    )


def _rows(given: Given, order: pd.DataFrame) -> Iterator[list[str]]:
    gate, found = metrics.gate(given.answers)["blocking"].map(len).to_dict(), given.findings
    severities = Counter(zip(found["project"], found["severity"], strict=True))
    overdue = Counter(found["project"][found["overdue"]])
    last = given.answers.groupby("project", observed=True)["answered_at"].max().to_dict()
    first = given.answers.drop_duplicates("project")
    tags = dict(zip(first["project"], first[given.tags].to_numpy(dtype="object"), strict=True))
    for project, row in order.iterrows():
        said = " · ".join(cell(value) for value in tags[project] if not pd.isna(value))
        blocking = int(gate[project])
        when: Any = last[project]
        yield [
            f'<span dir="auto">{cell(project)}</span>' + (f' <span class="aside">{said}</span>' if said else ""),
            share(row["coverage"]),
            share(row["score"]),
            span(row["low"], row["high"]),
            flag(f"✘ {blocking:,} at no") if blocking else "✔ passes",
            *(f"{severities[project, severity]:,}" for severity in SEVERITIES),
            f"{overdue[project]:,}",
            "–" if pd.isna(when) else f'<span class="date">{when:%Y-%m-%d}</span>',
        ]


def _sections(given: Given) -> str:
    return "\n".join(
        [
            picture(
                charts.section_profile(given.answers),
                "Right of the middle is good, left is bad; half of partial lies on each side. The whisker is the "
                "interval of the score.",
            ),
            sections_table(given.answers),
            picture(charts.trust(given.answers), "How far each section is answered, and how far its score could move."),
        ]
    )


def sections_table(answers: pd.DataFrame) -> str:
    """Return each section's score, interval, bounds and coverage."""
    measured = metrics.sections(answers, weights="item")
    many = answers["project"].nunique() > 1
    heads = [Head("Section"), Head("Score", "n"), *[Head("95 % interval", "n")] * many, Head("Bounds", "n"),
             Head("Answered", "n"), Head("Applicable", "n"), Head("Valued answers", "n")]  # fmt: skip
    asked = answers.groupby("section", observed=True).size()
    rows = [
        [
            f'<span dir="auto">{cell(name)}</span>',
            share(row["score"]),
            *[span(row["low"], row["high"])] * many,
            span(row["worst"], row["best"]),
            share(row["coverage"]),
            share(row["applicability"]),
            f"{int(row['n']):,}",
        ]
        for name, row in measured[measured.index.isin(asked.index)].iterrows()
    ]
    return table(heads, rows, label="Sections")


def _weakest(given: Given) -> str:
    weak = tables.weak_items(given.answers)
    if weak.empty:
        return "<p>No item has been answered yes, partial or no yet.</p>"
    reach = metrics.reach(given.answers, weights="item")["n_projects"].to_dict()
    home = given.answers.drop_duplicates("item").set_index("item")["section"].to_dict()
    texts = given.texts
    heads = [Head("Item"), Head("Severity"), Head("Weakness θ̂", "n"), Head("Raw share", "n"),
             Head("its 95 % interval", "n"),
             Head("Answers", "n"), Head("Projects affected", "n")]  # fmt: skip
    rows = [
        [
            f'<span dir="auto">{cell(texts.get(str(item), item))}</span> <span class="aside">{cell(home[item])}</span>',
            badge(str(row["severity"])),
            share(row["theta"]),
            share(row["raw"]),
            span(row["low"], row["high"]),
            f"{int(row['n']):,}",
            f"{int(reach[item]):,}",
        ]
        for item, row in weak.iterrows()
    ]
    return "\n".join(
        [
            picture(charts.weak_items(given.answers, names=texts), "Further right fails more often."),
            table(heads, rows, label="Weakest items"),
            picture(
                charts.rate_vs_reach(given.answers, names=texts),
                "Fix first what is far to the right and far up: it fails often, and in many projects.",
            ),
        ]
    )


def _change(given: Given) -> str:
    before = previous(given)
    if before is None:
        return ""
    key = "team" if "team" in given.tags else ""
    parts = [f"<p>Since {cell(before.name)}: {change_words(given, before)}</p>"]
    parts.append(
        picture(
            charts.change({before.name: before.answers, given.now: given.answers}),
            "The bar is the earlier score, the dot the later one, over answers that have a value at both dates.",
        )
    )
    if key:
        parts.append(_moves(metrics.change(before.answers, given.answers, key, weights="item"), "Team"))
    parts.append(_moves(metrics.change(before.answers, given.answers, "project", weights="item"), "Project"))
    return "\n".join(parts)


def _moves(moved: pd.DataFrame, noun: str) -> str:
    """Return the groups that moved, the largest steps first."""
    moved = moved[(moved["improved"] > 0) | (moved["regressed"] > 0)]
    moved = moved.loc[moved["change"].abs().sort_values(ascending=False, kind="stable").index]
    heads = [Head(noun), Head("Before", "n"), Head("Now", "n"), Head("Change", "n"), Head("▲ improved", "n"),
             Head("▼ regressed", "n"), Head("Answers compared", "n")]  # fmt: skip
    rows = [
        [
            f'<span dir="auto">{cell(name)}</span>',
            share(row["before"]),
            share(row["after"]),
            points(row["before"], row["after"]).replace(" ", "\u00a0"),
            *(f"{int(row[column]):,}" for column in ("improved", "regressed", "pairs")),
        ]
        for name, row in moved.head(_MOST_CHANGES).iterrows()
    ]
    left = len(moved) - len(rows)
    more = f"<p>{counted(left, noun.lower())} with smaller steps not listed.</p>" if left else ""
    return table(heads, rows, label=f"Change by {noun.lower()}") + more if rows else ""
