"""A review as a static document: no widget, no kernel, no style sheet needed."""

from __future__ import annotations

from typing import Any

from archnb.journal import MIME, State, embedded
from archnb.snapshot.html import to_html
from archnb.snapshot.text import to_text

__all__ = ["Snapshot"]


class Snapshot:
    """What a notebook shows, and carries, of a review at one moment.

    Parameters
    ----------
    state : State
        The answers that stand.
    lines : dict of str to list of bytes
        The logs, as `Journal.lines` gives them.
    """

    def __init__(self, state: State, lines: dict[str, list[bytes]]) -> None:
        self.state = state
        self._lines = lines

    @property
    def html(self) -> str:
        """The document as HTML that every notebook viewer lets through."""
        return to_html(self.state)

    @property
    def text(self) -> str:
        """The document as plain text."""
        return to_text(self.state)

    @property
    def data(self) -> dict[str, Any]:
        """The review's data: checklist, tags and every line of its logs."""
        return embedded(self.state, self._lines)

    def bundle(self) -> dict[str, Any]:
        """Return the three renditions by MIME type, as a notebook's output stores them."""
        return {"text/plain": self.text, "text/html": self.html, MIME: self.data}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return self.bundle()

    def __repr__(self) -> str:
        return self.text
