"""Names and numbers as charts write them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from archnb.printable import printable
from archnb.scoring import percent

__all__ = [
    "SAMPLE",
    "list_of",
    "nothing_answered",
    "number",
    "plural",
    "shorten",
    "shorten_all",
    "span",
    "width_of",
    "wrap",
]

#: Every interval's caption: what is random here is which projects one happens to look at.
SAMPLE = "projects treated as a sample"


def width_of(text: str) -> int:
    """Return the width in columns: an East Asian wide character takes two, a combining mark none."""
    return sum(_columns(character) for character in text)


def shorten(name: str, width: int = 32, *, head: float = 0.5) -> str:
    """Cut a name in the middle to at most `width` columns, with an ellipsis; its ends tell most names apart.

    Parameters
    ----------
    name : str
        Any text; controls and marks that reorder text become visible.
    width : int
        Columns, at least 3.
    head : float
        Share of the room for the beginning, in [0, 1].
    """
    name = printable(name, one_line=True)
    if width_of(name) <= width:
        return name
    first = round((width - 1) * head)
    begin, end = _take(name, first), _take(name[::-1], width - 1 - first)[::-1]
    while end and unicodedata.combining(end[0]):
        end = end[1:]  # a mark without its letter would sit on the ellipsis
    return f"{begin.rstrip()}…{end.lstrip()}"


def shorten_all(names: Sequence[str], width: int = 32) -> list[str]:
    """Shorten names so that names that differ still do: the cut moves, or a number follows."""
    best = [shorten(str(name), width) for name in names]
    alike = [place for place, short in enumerate(best) if best.count(short) > 1] if len(names) <= 400 else []
    if alike:
        cuts = [[shorten(str(names[place]), width, head=head) for place in alike] for head in (0.5, 0.75, 0.25)]
        for place, short in zip(alike, max(cuts, key=lambda short: len(set(short))), strict=True):
            best[place] = short
    seen: dict[str, int] = {}
    told = []
    for name, short in zip(names, best, strict=True):
        seen[short] = seen.get(short, 0) + 1
        repeated = seen[short] > 1
        mark = f" ({seen[short]})"
        told.append(shorten(str(name), width - len(mark)) + mark if repeated else short)
    return told


def plural(count: int, noun: str, many: str = "") -> str:
    """Write a count with its noun: ``1 project``, ``3,000 projects``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def span(low: float, high: float) -> str:
    """Write an interval of shares: ``41–78 %``, or "–" where it is undefined."""
    if math.isnan(low) or math.isnan(high):
        return "–"
    begin, end = percent(low), percent(high)
    return end if begin == end else f"{begin.removesuffix(' %')}–{end}"


def number(value: float) -> str:
    """Write a count that may be fractional (a partial is half): ``1,204`` or ``12.5``."""
    return "–" if math.isnan(value) else f"{value:,.1f}".removesuffix(".0")


def list_of(names: Iterable[str], *, most: int = 3, width: int = 40) -> str:
    """Write names as a list in a sentence, and how many more there are."""
    given = list(names)
    shown = [shorten(name, width) for name in given[:most]]
    if len(given) > most:
        return f"{', '.join(shown)} and {len(given) - most:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def nothing_answered(projects: int) -> str:
    """Return the sentence that stands for a chart without a single valued answer."""
    if not projects:
        return "There is no project here yet."
    return f"No item has been answered yes, partial or no yet in {plural(projects, 'project')}."


def wrap(text: str, room: float, width: Callable[[str], float] = width_of) -> str:
    """Break a sentence between words into lines of at most `room`, as `width` measures (columns by default)."""
    lines = [""]
    # A sign stays with its number.
    for word in text.replace(" %", "\u00a0%").split(" "):
        joined = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(joined) > room:
            lines.append(word)
        else:
            lines[-1] = joined
    return "\n".join(lines).replace("\u00a0%", " %")


def _take(text: str, columns: int) -> str:
    used = 0
    for place, character in enumerate(text):
        used += _columns(character)
        if used > columns:
            return text[:place]
    return text


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
