"""A plan as HTML for viewers that strip style sheets, scripts and most tags."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from archnb.printable import printable, well_formed
from archnb.upgrade.wording import Group, groups, heading, summary

if TYPE_CHECKING:
    from archnb.upgrade.planning import UpgradePlan

__all__ = ["to_html"]

_LIST = '<ul style="list-style:none;padding-left:0">'


def to_html(plan: UpgradePlan) -> str:
    """Return the plan with ``div b code ul li`` only."""
    parts = [
        '<div class="archnb-upgrade" style="max-width:62em;line-height:1.5">',
        f'<div style="font-size:1.2em"><b>{_text(heading(plan))}</b></div>',
        f"<div>{_text(summary(plan))}</div>",
    ]
    return "\n".join([*parts, *map(_group, groups(plan)), "</div>"])


def _group(group: Group) -> str:
    title = f'<div style="margin-top:1em"><b>{group.title} ({len(group.entries)})</b>: {group.meaning}</div>'
    return "\n".join([title, _LIST, *map(_entry, group.entries), "</ul>"])


def _entry(lines: list[str]) -> str:
    first, *more = lines
    below = "".join(f'<div dir="auto">{_text(line)}</div>' for line in more)
    return f'<li style="margin-bottom:.5em"><code>{_text(first)}</code>{below}</li>'


def _text(text: str) -> str:
    return escape(printable(well_formed(text), one_line=True), quote=True)
