"""Text from a checklist as HTML: escaped, with code in backticks; a link only where it leads to the web."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote, urlsplit

from archnb.printable import printable, well_formed

__all__ = ["anchor", "external", "fragment", "prose", "text"]

_CODE = re.compile(r"`([^`]+)`")


def text(said: str) -> str:
    """Return a text that is safe in an element and in a quoted attribute."""
    return escape(printable(well_formed(said)), quote=True)


def prose(said: str) -> str:
    """Return a text in which what stands between backticks is code; a lone backtick is a backtick."""
    parts = _CODE.split(well_formed(said))
    return "".join(f"<code>{text(part)}</code>" if index % 2 else text(part) for index, part in enumerate(parts))


def anchor(id_: str) -> str:
    """Return an id as an attribute's value, unchanged: two ids that print alike stay apart."""
    return escape(well_formed(id_), quote=True)


def fragment(id_: str) -> str:
    """Return the address of `anchor(id_)` within the page."""
    return "#" + quote(well_formed(id_))


def external(title: str, url: str) -> str:
    """Return a link with the host that it leads to, or the plain words if it leads anywhere but to the web."""
    host = _host(url)
    if not host:
        return f"{text(title)} ({text(url)})"
    return (
        f'<a href="{text(url)}" rel="noopener noreferrer" dir="auto">{text(title)}</a> '
        f'<span class="host">{text(host)}</span>'
    )


def _host(url: str) -> str:
    # Browsers end a host at a backslash and Python does not: the host that is shown would not be the one that answers.
    if "\\" in url:
        return ""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
