"""Checklists as other people write them, turned into plain data in archnb's own shape.

A reader takes bytes and returns a `Document`; `archnb.checklist` checks it and makes the frozen nouns.
"""

from __future__ import annotations

from pathlib import Path

from archnb.errors import ChecklistError
from archnb.formats import markdown, native
from archnb.formats.document import Document, read_text
from archnb.formats.extending import extended

__all__ = ["Document", "read"]

_READERS = {
    ".yaml": native.read,
    ".yml": native.read,
    ".json": native.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(path: Path) -> Document:
    """Read the checklist file at `path`, and what it extends.

    Raises
    ------
    ChecklistError
        If it is larger than 5 MiB, not UTF-8, or in no known format; or if that is so of what it extends.
    """
    document = _read_alone(path)
    if "extends" not in document.data:
        return document
    whole = extended(document.data, path, lambda base: _read_alone(base).data)
    return document._replace(data=whole, extends=True)


def _read_alone(path: Path) -> Document:
    text = read_text(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ChecklistError(
            f"no reader for '{path.suffix or path.name}' files",
            path=path,
            remedy=f"archnb reads {', '.join(sorted(_READERS))}.",
        )
    return reader(text, path)
