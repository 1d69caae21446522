"""A portfolio of three small projects for the dashboard, and what its widgets show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import ipywidgets
from loglines import line, write

from archnb import Checklist, Portfolio, Review

AUTUMN, WINTER, SPRING = (datetime(*day, 12, tzinfo=UTC) for day in ((2025, 11, 3), (2026, 2, 3), (2026, 5, 4)))
#: A name that a careless page would run, matplotlib would set as mathematics, and a terminal would write backwards.
HOSTILE = '<img src=x onerror="window.hit=1">&$x^2$\u202e'
LOCK, OIL, ROOF = "doors.locked", "doors.oiled", "roof.tight"


def small(root: Path, house: Checklist) -> Portfolio:
    """Barn mends its lock in spring, villa loses its own, shed (blue) was looked at once; roofs leak."""
    for project, team, tier in (("barn", "red", 1), ("shed", "blue", 2), ("villa", "red", 2)):
        Review.open(root / project, create=True, checklist=house, tags={"team": team, "tier": tier, "site": "farm"})
    write(root / "barn", "ana.jsonl", line(AUTUMN, "no"), line(WINTER, "no", item=ROOF), line(SPRING, "yes"))
    write(root / "shed", "ana.jsonl", line(WINTER, "yes"), line(WINTER, "partial", item=ROOF))
    broken = line(SPRING, "no", note="Kicked in.\nTwice.", owner="Ben", due="2026-12-24")
    write(root / "villa", "ana.jsonl", line(AUTUMN, "yes"), line(AUTUMN, "yes", item=OIL), broken)
    return Portfolio.load(root, cache=False)


def words(widget: Any) -> str:
    """Return the text of an HTML widget, without style sheets and tags."""
    plain = re.sub(r"<style>.*?</style>", "", widget.value, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


def parts(widget: Any) -> list[Any]:
    """Return a widget and all that is within it."""
    return [widget, *(part for child in getattr(widget, "children", ()) for part in parts(child))]


def html(widget: Any) -> str:
    """Return all HTML that a widget sends to the page."""
    return "\n".join(part.value for part in parts(widget) if isinstance(part, ipywidgets.HTML))
