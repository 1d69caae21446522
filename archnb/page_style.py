"""What every page that archnb writes looks like: its colours, by day and by night."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["page_style"]


def page_style(own: str) -> str:
    """Return the style sheet of a page: the colours of all pages, then `own`."""
    return (files("archnb") / "page_style.css").read_text(encoding="utf-8") + own
