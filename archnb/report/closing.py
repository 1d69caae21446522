"""What frames a report: what it is about, what could not be read, and how its numbers are made."""

from __future__ import annotations

from archnb.guide.markup import text
from archnb.report.given import Given
from archnb.report.markup import cell

__all__ = ["lead", "method_html", "problems_html"]

_MOST_PROBLEMS = 200

_METHOD = {
    "Score": "Yes counts 1, partial ½, no 0; N/A and unanswered items do not count. The score is the weighted mean "
    "of what counts. A group's score is a ratio of sums, not a mean of means.",
    "Answered (coverage)": "The answered share of all questions, N/A among the answers. A score says little where few "
    "questions are answered.",
    "Bounds": "The score if every missing answer were no, and if every one were yes. Whatever the missing answers "
    "say, the score ends between them.",
    "Gate": "A project is blocked while a critical item is answered no. No average hides that.",
    "Findings": "Items answered no or partial. One is overdue when its due date lies before the report's date.",
    "Applicable": "The share of answers that are not N/A.",
    "Rounding": "Nothing is rounded up to 100 % or down to 0 %. “–” means that there is nothing to divide by.",
}
_METHOD_OF_MANY = {
    "Intervals": "95 % intervals treat the projects as a sample: how far could the number have moved with other "
    "projects of this kind? An item's is Wilson's interval; a section's is Wilson's with fewer effective answers, "
    "because the answers of one project resemble each other, and with Student's t for the number of projects.",
    "Weakness θ̂": "The share of no, with partial as a half, drawn towards the mean of all items where there are few "
    "answers (empirical Bayes, beta-binomial). An item that failed in one project of one does not lead the list "
    "before one that failed in nineteen of twenty.",
    "Where one fix helps most (reach)": "No plus half of partial, summed over all projects, each weighed by its item.",
    "Change": "Only answers that have a value at both dates are compared, so that a new project changes nothing.",
}


def lead(given: Given, subject: str) -> str:
    """Return what the report is about and when: `subject` is plain text."""
    said = [subject, *given.checklists, f"as of {given.now}"]
    if given.day.isoformat() != given.now:
        said.append(f"overdue judged on {given.day.isoformat()}")
    return f'<p class="lead">{" · ".join(cell(one) for one in said if one)}</p>'


def problems_html(given: Given) -> str:
    """Return what could not be read or was left out, where, and what to do; nothing if there is none of it."""
    shown = given.problems[:_MOST_PROBLEMS]
    rows = []
    for problem in shown:
        where = ":".join(part for part in (problem.path, problem.place) if part)
        place = f"<code>{cell(where)}</code>: " if where else ""
        rows.append(f"<li>{place}{cell(problem.reason)}. {cell(problem.remedy)}</li>")
    left = len(given.problems) - len(shown)
    more = f"<p>{left:,} more; `archnb status` tells them.</p>" if left else ""
    return f"<ul>{''.join(rows)}</ul>{more}" if rows else ""


def method_html(*, many: bool) -> str:
    """Return how the numbers are made; for a portfolio, also what holds of many projects only."""
    told = _METHOD | _METHOD_OF_MANY if many else _METHOD
    shown = "".join(f"<div><dt>{text(name)}</dt><dd>{text(said)}</dd></div>" for name, said in told.items())
    return f'<dl class="words">{shown}</dl>'
