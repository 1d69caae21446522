"""A review's data as a document shows it: rendered from the data alone, so that nothing else can be in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from archnb.answers import GLYPHS
from archnb.checklist import Checklist
from archnb.errors import StoreError
from archnb.journal import MIME, EmbeddedJournal, EmbeddedReview, State
from archnb.journal.embedded import digest
from archnb.markdown import escape
from archnb.printable import printable
from archnb.share.stamping import moment_of
from archnb.snapshot import Snapshot
from archnb.snapshot.wording import heading, section_line, status_words, summary

__all__ = ["refuse_tampered", "rendered", "short_text", "statement"]


def rendered(data: dict[str, Any], path: Path) -> tuple[State, dict[str, Any]]:
    """Return how the review stands, and its renditions by MIME type.

    Parameters
    ----------
    data : dict
        A review's; marks of what was removed stay.
    path : Path
        The notebook, named in errors.
    """
    review = msgspec.json.decode(msgspec.json.encode(data), type=EmbeddedReview)
    journal = EmbeddedJournal(review, Checklist.parse(data["checklist"], path=path), path)
    at = moment_of(data)
    state = journal.state(at)
    bundle = Snapshot(state, journal.lines(at)).bundle()
    marked = bundle[MIME] | {name: data[name] for name in ("redacted", "anonymized") if data.get(name)}
    return state, bundle | {MIME: marked | {"digest": digest(marked)}}


def refuse_tampered(data: dict[str, Any], path: Path) -> None:
    """Refuse data whose digest is not its own: to share it would vouch for it."""
    if data.get("digest") != digest(data):
        raise StoreError(
            f"the data of '{data['project']}' was changed after archnb wrote it: its digest is another",
            path=path,
            remedy="Run the notebook again, or restore it from git.",
        )


def statement(state: State, data: dict[str, Any]) -> str:
    """Say in Markdown what is shared of a review, and how old it is."""
    said = [f"**{escape(state.info.project)}**", escape(heading(state))]
    said.append(escape(" · ".join(summary(state))))
    if not state.last_answered:
        said[-1] += " · no answer yet"
    if redacted := data.get("redacted"):
        said.append(f"shared without {', '.join(map(escape, redacted))}")
    if data.get("anonymized"):
        said.append("names replaced")
    return " · ".join(said)


def short_text(state: State) -> str:
    """Return the findings and every status as text; what was said of them stands in the HTML beside it, once."""
    lines = [f"{state.info.project} · {heading(state)}", " · ".join(summary(state)), ""]
    findings = state.findings()
    lines += [f"{status_words(f.answer.status):<10} {f.item.text} · {f.item.severity}" for f in findings]
    for section in state.checklist.sections:
        statuses = [
            f"{GLYPHS[state.status(item.id)]} {item.id.removeprefix(f'{section.id}.')}" for item in section.items
        ]
        lines += ["", f"{section.title} · {section_line(state, section)}", "  ".join(statuses)]
    return "\n".join(printable(line, one_line=True) for line in lines)
