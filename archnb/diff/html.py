"""Differences as HTML for viewers that strip style sheets, scripts and most tags."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from archnb.diff.wording import TITLES, details, groups, heading, step, summary
from archnb.printable import printable, well_formed

if TYPE_CHECKING:
    from archnb.diff.comparing import Change, Difference, Kind

__all__ = ["to_html", "to_page"]

_CELL = 'style="text-align:left;vertical-align:top;padding:.15em .8em .15em 0"'
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(difference: Difference) -> str:
    """Return the differences with ``div b span code table tr td`` only, every status a word."""
    parts = [
        '<div class="archnb-diff" style="max-width:62em;line-height:1.5">',
        f'<div style="font-size:1.2em"><b>{_text(heading(difference))}</b></div>',
        f"<div>{_text(' · '.join(summary(difference)))}</div>",
    ]
    parts += [_group(kind, changes) for kind, changes in groups(difference)]
    return "\n".join([*parts, "</div>"])


def to_page(difference: Difference) -> str:
    """Return `to_html` as a page of its own that loads nothing."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_text(heading(difference))}</title>\n</head>\n"
        f'<body style="font-family:system-ui,sans-serif;margin:2em">\n{to_html(difference)}\n</body>\n</html>\n'
    )


def _group(kind: Kind, changes: list[Change]) -> str:
    title = f'<div style="margin-top:1em"><b>{TITLES[kind]} ({len(changes)})</b></div>'
    return "\n".join([title, "<table>", *map(_row, changes), "</table>"])


def _row(change: Change) -> str:
    said = details(change)
    asked = f"{_text(change.item.text)} · {change.item.severity} · <code>{_text(change.item.id)}</code>"
    below = f'<div dir="auto">{_text(said)}</div>' if said else ""
    return f"<tr><td {_CELL}>{step(change)}</td><td {_CELL}>{asked}{below}</td></tr>"


def _text(text: str) -> str:
    return escape(printable(well_formed(text), one_line=True), quote=True)
