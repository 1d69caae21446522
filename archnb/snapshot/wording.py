"""The sentences that the HTML and the text of a snapshot share."""

from __future__ import annotations

from datetime import datetime

from archnb import scoring
from archnb.answers import GLYPHS, WORDS, Answer
from archnb.checklist import Section
from archnb.journal import State

__all__ = ["byline", "check_words", "heading", "section_line", "status_words", "summary", "when"]


def when(moment: datetime) -> str:
    """Write a moment to the minute, in UTC: a document is read in other time zones."""
    return f"{moment:%Y-%m-%d %H:%M} UTC"


def status_words(status: str) -> str:
    """Write a status with its glyph, such as ``✘ no``."""
    return f"{GLYPHS[status]} {WORDS[status]}"


def heading(state: State) -> str:
    """Name the checklist and, for a review of the past, its moment."""
    asked = f"{state.checklist.title} {state.checklist.version}"
    return f"{asked} · as of {when(state.at)}" if state.at else asked


def summary(state: State) -> list[str]:
    """Say how far the review is, how good the project looks, and how old that is."""
    counts = state.tally()
    answered = sum(counts) - counts.unanswered
    weighted = state.tally(weights="item")
    low, high = (scoring.shown(bound) for bound in scoring.bounds(weighted))
    said = [
        f"{answered} of {sum(counts)} answered ({scoring.percent(scoring.coverage(counts))})",
        f"score {scoring.shown(scoring.score(weighted))}",
    ]
    if counts.unanswered and answered:
        said[-1] += f" ({low}–{high} if the rest were no / yes)"
    findings = state.findings()
    critical = sum(finding.item.severity == "critical" for finding in findings)
    said.append(f"{len(findings)} finding{'s' * (len(findings) != 1)}" + f", {critical} critical" * bool(critical))
    if again := state.to_check_again:
        said.append(f"{len(again)} to check again")
    if state.last_answered:
        said.append(f"last answer {when(state.last_answered)} by {', '.join(state.reviewers)}")
    return said


def check_words(reason: str) -> str:
    """Say that an answer is to be looked at again, and why; nothing where it is not."""
    return f" · check again: {reason}" if reason else ""


def section_line(state: State, section: Section) -> str:
    """Say how far a section is and how good it looks."""
    counts = state.tally(section)
    score = scoring.shown(scoring.score(state.tally(section, weights="item")))
    return f"{sum(counts) - counts.unanswered} of {sum(counts)} answered · score {score}"


def byline(answer: Answer) -> str:
    """Say who owns the answer's consequences, until when, and who gave it."""
    said = []
    if answer.owner:
        said.append(f"owner {answer.owner}")
    if answer.due:
        said.append(f"due {answer.due}")
    said.append(f"{answer.reviewer}, {when(answer.at)}")
    return " · ".join(said)
