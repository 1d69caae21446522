"""A review as HTML for viewers that strip style sheets, scripts and most tags.

Only ``div span b code a ul li`` are used: GitHub, an untrusted JupyterLab and ``nbconvert --sanitize-html`` keep
them. Every status is a word; colours come in literal pairs of foreground and background, and may be dropped.
"""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from archnb.answers import Answer
from archnb.checklist import Item, Section
from archnb.journal import Finding, State
from archnb.printable import printable
from archnb.snapshot.wording import byline, check_words, heading, section_line, status_words, summary

__all__ = ["to_html"]

_PILLS = {
    "yes": "background:#0072B2;color:#fff",
    "partial": "background:#F0E442;color:#1b1f24",
    "no": "background:#B84A00;color:#fff",
    "na": "background:#6b7280;color:#fff",
}
_LIST = '<ul style="list-style:none;padding-left:0">'
_MOST_LINES = 400


def to_html(state: State) -> str:
    """Return the document: summary, findings worst first, then every section with every item."""
    parts = [
        '<div class="archnb-snapshot" style="max-width:62em;line-height:1.5">',
        f'<div style="font-size:1.2em"><b>{_text(state.info.project)}</b></div>',
        f"<div>{_text(heading(state))}</div>",
        f"<div>{_text(' · '.join(summary(state)))}</div>",
    ]
    if findings := state.findings():
        parts.append(f'<div style="margin-top:1em"><b>Findings ({len(findings)}), worst first</b></div>{_LIST}')
        parts += [_finding(finding, state) for finding in findings]
        parts.append("</ul>")
    parts += [_section(state, section) for section in state.checklist.sections]
    return "\n".join([*parts, "</div>"])


def _finding(finding: Finding, state: State) -> str:
    section = state.checklist.section_of[finding.item.id]
    line = f"{_line(finding.item, finding.answer.status)} · {finding.item.severity} · {_text(section.title)}"
    line += _text(check_words(state.check_again.get(finding.item.id, "")))
    return f'<li style="margin-bottom:.7em">{line}{_details(finding.answer)}</li>'


def _section(state: State, section: Section) -> str:
    title = f"<b>{_text(section.title)}</b> · {_text(section_line(state, section))}"
    rows = [_item(item, state.answers.get(item.id), state.check_again.get(item.id, "")) for item in section.items]
    return "\n".join([f'<div style="margin-top:1em">{title}</div>{_LIST}', *rows, "</ul>"])


def _item(item: Item, answer: Answer | None, check_again: str) -> str:
    """Return an item's line; what is to be said of a finding stands among the findings, once."""
    status = answer.status if answer else "unanswered"
    details = _details(answer) if answer and status not in ("no", "partial") else ""
    return f"<li>{_line(item, status)}{_text(check_words(check_again))}{details}</li>"


def _line(item: Item, status: str) -> str:
    return f"{_pill(status)} {_text(item.text)}"


def _pill(status: str) -> str:
    words = status_words(status)
    if status not in _PILLS:
        return words
    return f'<span style="{_PILLS[status]};border-radius:4px;padding:0 .4em">{words}</span>'


def _details(answer: Answer) -> str:
    """Return note, evidence and byline; a plain yes has none of them."""
    parts = []
    if answer.note:
        parts.append(_paragraph(answer.note))
    if answer.evidence:
        parts.append(f"<div>evidence: {', '.join(map(_evidence, answer.evidence))}</div>")
    if parts or answer.status in ("no", "partial"):
        parts.append(f"<div>{_text(byline(answer))}</div>")
    return "".join(parts)


def _paragraph(note: str) -> str:
    """Keep a note's lines apart without ``br`` or white-space styles, which sanitisers drop."""
    lines = note.splitlines()
    shown = [*lines[:_MOST_LINES], " ".join(lines[_MOST_LINES:])]
    return "".join(f'<div dir="auto">{_text(line)}</div>' for line in shown if line.strip())


def _evidence(said: str) -> str:
    if _is_link(said):
        return f'<a href="{_text(said)}" rel="noopener noreferrer">{_text(said)}</a>'
    return f"<code>{_text(said)}</code>"


def _is_link(said: str) -> bool:
    try:
        return urlsplit(said).scheme in ("http", "https", "mailto") and said == said.strip()
    except ValueError:
        return False


def _text(text: str) -> str:
    return escape(printable(text), quote=True)
