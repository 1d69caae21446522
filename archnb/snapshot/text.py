"""A review as plain text, for terminals, diffs and readers that show nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import indent

from archnb.answers import Answer
from archnb.checklist import Item
from archnb.journal import State
from archnb.printable import printable
from archnb.snapshot.wording import byline, check_words, heading, section_line, status_words, summary

__all__ = ["to_text"]


def to_text(state: State) -> str:
    """Return the document: summary, findings worst first, then every section with every item."""
    parts = [_one_line(f"{state.info.project} · {heading(state)}"), _one_line(" · ".join(summary(state)))]
    if findings := state.findings():
        parts += ["", f"FINDINGS ({len(findings)}), worst first"]
        parts += [_item(f.item, f.answer, state.check_again, details=False) for f in findings]
    for section in state.checklist.sections:
        parts += ["", _one_line(f"{section.title} · {section_line(state, section)}")]
        parts += [_item(item, state.answers.get(item.id), state.check_again) for item in section.items]
    return "\n".join(parts)


def _item(item: Item, answer: Answer | None, check_again: Mapping[str, str], *, details: bool = True) -> str:
    status = status_words(answer.status if answer else "unanswered")
    severity = f" · {item.severity}" if item.severity in ("critical", "high") else ""
    again = check_words(_one_line(check_again.get(item.id, "")))
    line = f"  {status:<12} {_one_line(item.text)}{severity}{again}"
    said = [printable(answer.note), *map(_one_line, answer.evidence)] if answer and details else []
    if answer and (any(said) or answer.status in ("no", "partial")):
        said.append(_one_line(byline(answer)))
    below = "\n".join(part for part in said if part)
    return f"{line}\n{indent(below, ' ' * 15)}" if below else line


def _one_line(text: str) -> str:
    """Keep a name from standing where the document speaks."""
    return printable(text, one_line=True)
