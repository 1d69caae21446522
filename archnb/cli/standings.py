"""How reviews stand, as a table for people and as data for programs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from archnb import scoring
from archnb.checklist import SEVERITIES
from archnb.cli.terminal import console, line
from archnb.journal import State

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

__all__ = ["Standing", "as_data", "print_standings"]

#: Below this many columns a row takes two lines.
_ROOMY = 90

_STYLES = {"critical": "bold red", "high": "red", "medium": "yellow", "low": ""}


class Standing(NamedTuple):
    """A review's folder, how it stands, and on how many items each reviewer of a panel has voted."""

    path: Path
    state: State
    turnout: Mapping[str, int]

    @property
    def findings(self) -> dict[str, int]:
        """How many findings there are of each severity."""
        found = Counter(finding.item.severity for finding in self.state.findings())
        return {severity: found[severity] for severity in SEVERITIES}


def as_data(standing: Standing) -> dict[str, Any]:
    """Return plain data; what cannot be said, such as a score without answers, is None."""
    state, counts = standing.state, standing.state.tally()
    weighted = state.tally(weights="item")
    last = state.last_answered
    return {
        "path": str(standing.path),
        "project": state.info.project,
        "checklist": f"{state.checklist.id}@{state.checklist.version}",
        "tags": state.info.tags,
        "items": sum(counts),
        "answers": counts._asdict(),
        "coverage": _number(scoring.coverage(counts)),
        "score": _number(scoring.score(weighted)),
        "bounds": [_number(bound) for bound in scoring.bounds(weighted)],
        "findings": standing.findings,
        "check_again": len(state.to_check_again),
        "last_answered": last.isoformat() if last else None,
        "reviewers": state.reviewers,
        **({"panel": _panel(standing)} if state.info.panel else {}),
    }


def _panel(standing: Standing) -> dict[str, Any]:
    state = standing.state
    revealed = state.revealed.isoformat() if state.revealed else None
    return {"votes": dict(standing.turnout), "revealed": revealed, "disputed": len(state.disputed)}


def _panel_words(standing: Standing) -> str:
    state = standing.state
    if state.revealed:
        return f"panel, revealed {state.revealed:%Y-%m-%d}, {len(state.disputed)} disputed"
    votes = ", ".join(f"{name} {count}" for name, count in standing.turnout.items())
    return f"panel, {len(standing.turnout)} voting" + (f" ({votes} of {len(state.checklist.items)})" if votes else "")


def print_standings(standings: list[Standing]) -> None:
    """Print a row for each review, as wide as the terminal allows."""
    from rich.text import Text

    out = console()
    roomy = out.width >= _ROOMY
    table = _empty_table(roomy)
    names = Counter(standing.state.info.project for standing in standings)
    for standing in standings:
        project = standing.state.info.project
        name = Text().append_text(line(project, "bold"))
        if names[project] > 1:
            name.append(" ").append_text(line(f"({standing.path})", "dim"))
        table.add_row(*_row(standing, name, roomy))
    out.print(table)
    for standing in standings:
        if again := len(standing.state.to_check_again):
            out.print(line(f"{standing.state.info.project}: {again} to check again", "yellow"))
        if standing.state.info.panel:
            out.print(line(f"{standing.state.info.project}: {_panel_words(standing)}"))
    legend = (
        "C H M L: findings that are critical, high, medium, low.\nIn brackets: the score if the rest were no / yes."
    )
    out.print(Text(f"\n{legend}", style="dim"))


def _empty_table(roomy: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, int(roomy)), show_edge=False, header_style="bold")
    table.add_column("Project", overflow="fold", min_width=12)
    table.add_column("Coverage" if roomy else "Cov.", justify="right", no_wrap=True)
    table.add_column("Score", no_wrap=True)
    for severity in SEVERITIES:
        table.add_column(severity[0].upper(), justify="right", no_wrap=True)
    table.add_column("Last answer" if roomy else "Answered", no_wrap=True)
    if roomy:
        table.add_column("Reviewers", overflow="fold")
    return table


def _row(standing: Standing, name: Text, roomy: bool) -> list[Text]:
    """Return the cells; where there is little room, the reviewers and the bounds are second lines."""
    state = standing.state
    reviewers = line(", ".join(state.reviewers), "" if roomy else "dim")
    if not roomy and state.reviewers:
        name.append("\n").append_text(reviewers)
    last = state.last_answered
    cells = [
        name,
        line(scoring.percent(scoring.coverage(state.tally()))),
        _score(state, " " if roomy else "\n"),
        *(line(str(count), _STYLES[severity] if count else "dim") for severity, count in standing.findings.items()),
        line(f"{last:%Y-%m-%d}" if last else "–"),
    ]
    return [*cells, reviewers] if roomy else cells


def _score(state: State, gap: str) -> Text:
    weighted = state.tally(weights="item")
    text = line(scoring.shown(scoring.score(weighted)))
    if state.tally().unanswered and state.last_answered:
        low, high = (scoring.shown(bound) for bound in scoring.bounds(weighted))
        text.append(f"{gap}({low}–{high})", style="dim")
    return text


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
