"""Differences as Markdown for a comment on a pull request: short, and inert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archnb.diff.wording import TITLES, details, groups, heading, step, summary
from archnb.markdown import code, escape

if TYPE_CHECKING:
    from archnb.diff.comparing import Change, Difference

__all__ = ["to_markdown"]

#: GitHub takes a comment of 65,536 characters.
_LONGEST = 60_000


def to_markdown(difference: Difference, *, limit: int = 40) -> str:
    """Return a heading, one sentence of numbers, and a table of at most `limit` items, the worst news first."""
    head = [f"### {escape(heading(difference))}", "", escape(" · ".join(summary(difference)))]
    changes = [change for _, found in groups(difference) for change in found]
    rows: list[str] = []
    for change in changes[:limit]:
        row = _row(change)
        if sum(map(len, rows)) + len(row) > _LONGEST:
            break
        rows.append(row)
    if rows:
        head += ["", "| Change | Item | Status | Said |", "| --- | --- | --- | --- |", *rows]
    if more := len(changes) - len(rows):
        head += ["", f"… and {more} more item{'s' * (more != 1)}."]
    return "\n".join(head) + "\n"


def _row(change: Change) -> str:
    item = f"{escape(change.item.text)} · {change.item.severity} · {_cell(code(change.item.id))}"
    return f"| {TITLES[change.kind]} | {item} | {escape(step(change))} | {escape(details(change))} |"


def _cell(markup: str) -> str:
    # A table is cut at its bars before anything else is read, also within code.
    return markup.replace("|", r"\|")
