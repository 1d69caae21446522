"""deon's ethics checklists (https://deon.drivendata.org): sections of lines, each a question with a summary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archnb.formats.document import Document
from archnb.formats.draft import Draft, without_empty
from archnb.formats.fields import Fields

__all__ = ["matches", "read"]


def matches(data: Any) -> bool:
    """Return whether decoded YAML is a checklist as deon takes it: sections with lines."""
    sections = data.get("sections") if isinstance(data, dict) else None
    return isinstance(sections, list) and any(isinstance(section, dict) and "lines" in section for section in sections)


def read(data: Any, path: Path) -> Document:
    """Return deon's sections, and its lines as items: the summary, a colon, and the question."""
    source = Fields(data, path)
    draft = Draft(path, title=source.text("title"), version=source.text("version"))
    for part in source.nodes("sections"):
        title, id_, lines = part.text("title"), part.text("section_id"), part.nodes("lines")
        section = draft.section(title, id=id_, extra=part.rest())
        for line in lines:
            words = (line.text("line_summary").rstrip(":"), line.text("line"))
            links = [(link, link.text("text", "title")) for link in line.nodes("links")]
            draft.add(
                section,
                line,
                id=line.text("line_id"),
                text=": ".join(word for word in words if word),
                references=[found for link, shown in links for found in link.links("url", shown)],
                extra=without_empty(
                    {
                        "links": [{"text": shown, **rest} for link, shown in links if (rest := link.rest())],
                        **line.rest(),
                    }
                ),
            )
    draft.note("deon gives no severities: medium assumed")
    return draft.document(source.rest())
