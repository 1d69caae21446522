"""What every reader returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from archnb.errors import ChecklistError
from archnb.files import FileTooLarge, read_file

__all__ = ["Document", "read_text"]

LARGEST = 5 * 2**20


class Document(NamedTuple):
    """A checklist as plain data, and what was left out of it.

    Attributes
    ----------
    data : dict
        ``{"id", "title", "version", "sections": [{"id", "title", "items": [{"id", "text", …}]}]}``, unchecked.
    skipped : tuple of str
        What the reader passed over, each with its place and the reason.
    notes : tuple of str
        What else a person should know: ids told apart, severities assumed.
    extends : bool
        Whether other files had a part in it.
    """

    data: dict[str, Any]
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    extends: bool = False


def read_text(path: Path) -> str:
    """Return a checklist file's text.

    Raises
    ------
    ChecklistError
        If it cannot be read, is larger than 5 MiB, or is not UTF-8.
    """
    try:
        return read_file(path, limit=LARGEST).decode("utf-8-sig")
    except FileTooLarge:
        raise ChecklistError("the file is larger than 5 MiB", path=path, remedy="Split the checklist.") from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            remedy = "Save the file as UTF-8."
            raise ChecklistError(f"not UTF-8 at byte {error.start}", path=path, remedy=remedy) from None
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "Give the path of a checklist's file."
        raise ChecklistError(reason[:1].lower() + reason[1:], path=path, remedy=remedy) from None
