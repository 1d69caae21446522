"""What every reader returns."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Document"]


class Document(NamedTuple):
    """A checklist as plain data, and what was left out of it.

    Attributes
    ----------
    data : dict
        ``{"id", "title", "version", "sections": [{"id", "title", "items": [{"id", "text", …}]}]}``, unchecked.
    skipped : tuple of str
        What the reader passed over, each with its place and the reason.
    """

    data: dict[str, Any]
    skipped: tuple[str, ...] = ()
