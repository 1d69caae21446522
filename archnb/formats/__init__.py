"""Checklists as other people write them, turned into plain data in archnb's own shape.

A reader takes bytes and returns a `Document`; `archnb.checklist` checks it and makes the frozen nouns.
"""

from __future__ import annotations

from pathlib import Path

from archnb.errors import ChecklistError
from archnb.formats import markdown, native
from archnb.formats.document import Document

__all__ = ["Document", "read"]

LARGEST = 5 * 2**20
_READERS = {
    ".yaml": native.read,
    ".yml": native.read,
    ".json": native.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
}


def read(path: Path) -> Document:
    """Read the checklist file at `path`.

    Raises
    ------
    ChecklistError
        If it is larger than 5 MiB, not UTF-8, or in no known format.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ChecklistError("the file is larger than 5 MiB", path=path, remedy="Split the checklist.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "Give the path of a checklist's file."
        raise ChecklistError(reason[:1].lower() + reason[1:], path=path, remedy=remedy) from None
    except UnicodeDecodeError as error:
        raise ChecklistError(f"not UTF-8 at byte {error.start}", path=path, remedy="Save the file as UTF-8.") from None
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ChecklistError(
            f"no reader for '{path.suffix or path.name}' files",
            path=path,
            remedy=f"archnb reads {', '.join(sorted(_READERS))}.",
        )
    return reader(text, path)
