"""Words that other people's checklists use for severities and answers."""

from __future__ import annotations

import re

__all__ = ["is_box", "is_mark", "is_rating", "is_ticked", "severity_of"]

_SEVERITIES = {
    "critical": "critical blocker severe extreme urgent p0 s0 sev0 very-high highest showstopper",
    "high": "high major important must required mandatory p1 s1 sev1 shall 高",
    "medium": "medium moderate normal mid med average should recommended p2 s2 sev2 中",
    "low": "low minor info informational trivial optional could may p3 p4 s3 s4 sev3 sev4 very-low lowest 低",
}
_SEVERITY_OF = {word: severity for severity, words in _SEVERITIES.items() for word in words.split()}
_BOXES = set("[] [x] ☐ ☑ ☒ ⬜ 🔲 🗹".split())
_TICKS = set("✓ ✔ ✅ √ ☑ ☒ x [x] 🗹 🟢 👍 ● yes y done ok pass passed true 是 :white_check_mark: :ok:".split())
_TICKS |= {":heavy_check_mark:", ":ballot_box_with_check:", ":+1:", ":thumbsup:", ":green_circle:"}
_CROSSES = set("✗ ✘ ❌ ✖ × ☐ ⬜ 🔲 ❎ ⛔ 🔴 🟡 ⚠ ○ [] - – — no n todo open fail failed false n/a na 否 ?".split())
_CROSSES |= {":x:", ":negative_squared_cross_mark:", ":white_large_square:", ":warning:", ":no_entry:", ":red_circle:"}
_CROSSES |= {"partial", "partially", "in-progress", "not-applicable", "not-started", "pending", "tbd", "unknown"}


def severity_of(word: str) -> str:
    """Return what archnb calls a severity, priority, risk or obligation; empty if the word is none.

    >>> severity_of("Must"), severity_of("P2"), severity_of("green")
    ('high', 'medium', '')
    """
    return _SEVERITY_OF.get(_key(word), "")


def is_box(cell: str) -> bool:
    """Whether a table's cell is a box to tick."""
    return _key(cell) in _BOXES or cell.lstrip().startswith("<input")


def is_mark(cell: str) -> bool:
    """Whether a table's cell is an answer rather than a text: a tick, a cross, a box, ``yes``, ``N/A``."""
    return _key(cell) in _TICKS or _key(cell) in _CROSSES or is_box(cell)


def is_ticked(cell: str) -> bool:
    """Whether a cell says yes."""
    return _key(cell) in _TICKS


def is_rating(cell: str) -> bool:
    """Whether a cell is a severity in a word."""
    return _key(cell) in _SEVERITY_OF


def _key(word: str) -> str:
    plain = re.sub(r"[\s*`\ufe0f]+", "-", word.strip(" \t*`_\ufe0f").casefold()[:40])
    return plain.replace("\\", "").replace("[-]", "[]")
