"""The sentences that all renditions of a difference share, and the plainest of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archnb import scoring
from archnb.answers import Answer
from archnb.printable import printable
from archnb.snapshot.wording import status_words, when

if TYPE_CHECKING:
    from archnb.diff.comparing import Change, Difference, Kind
    from archnb.journal import State

__all__ = ["TITLES", "details", "groups", "heading", "step", "summary", "to_text"]

TITLES: dict[Kind, str] = {
    "regressed": "Regressed",
    "improved": "Improved",
    "answered": "Newly answered",
    "taken back": "Taken back",
    "applicability": "Applicability changed",
    "noted": "Notes changed",
    "new": "New items",
    "retired": "Retired items",
}
_LONGEST = 160


def heading(difference: Difference) -> str:
    """Say what is compared with what."""
    before, after = difference.names
    return f"{before or _name(difference.before)} → {after or _name(difference.after)}"


def _name(state: State) -> str:
    return f"{state.info.project}, as of {when(state.at)}" if state.at else state.info.project


def summary(difference: Difference) -> list[str]:
    """Say how many items changed in which way, and what that did to coverage and score."""
    counted = [f"{len(changes)} {TITLES[kind].lower()}" for kind, changes in groups(difference)]
    states = (difference.before, difference.after)
    coverage = [scoring.percent(scoring.coverage(state.tally())) for state in states]
    score = [scoring.shown(scoring.score(state.tally(weights="item"))) for state in states]
    return [*(counted or ["nothing changed"]), f"coverage {_moved(coverage)}", f"score {_moved(score)}"]


def _moved(values: list[str]) -> str:
    return values[0] if values[0] == values[1] else " → ".join(values)


def groups(difference: Difference) -> Iterator[tuple[Kind, list[Change]]]:
    """Yield each kind that occurs, with its changes."""
    for kind in TITLES:
        if changes := difference.of(kind):
            yield kind, changes


def step(change: Change) -> str:
    """Write the status before and after, or the one status that did not change."""
    said = [status_words(status) for status in dict.fromkeys(change.statuses) if status]
    return " → ".join(said)


def details(change: Change) -> str:
    """Say what else changed: the note as it is now, and the names of the other fields."""
    now = change.after or change.before
    said = [f"{name} {_value(now, name)}".strip() for name in change.details if name != "note"]
    note = printable(now.note, one_line=True) if now else ""
    if "note" in change.details:
        said.insert(0, _shortened(note) or "note removed")
    elif note and change.kind in ("regressed", "answered", "improved"):
        said.insert(0, _shortened(note))
    return " · ".join(said)


def _value(answer: Answer | None, name: str) -> str:
    value = getattr(answer, name, None)
    shown = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return _shortened(printable(shown, one_line=True)) or "removed"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def to_text(difference: Difference) -> str:
    """Return the differences as plain text."""
    lines = [printable(heading(difference), one_line=True), " · ".join(summary(difference))]
    for kind, changes in groups(difference):
        lines += ["", f"{TITLES[kind]} ({len(changes)})"]
        for change in changes:
            text = printable(change.item.text, one_line=True)
            lines.append(f"  {step(change)}  {text} · {change.item.severity} · {printable(change.item.id)}")
            lines += [f"      {said}"] if (said := details(change)) else []
    return "\n".join(lines)
