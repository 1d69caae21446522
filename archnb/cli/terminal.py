"""Print what people wrote: inert, wrapped to the terminal, coloured only there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from archnb.printable import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["colour", "console", "labelled", "line", "print_lines"]

#: In a pipe or a file nothing is cut or wrapped: other programs read it.
_PIPED = 10_000
#: Longer lines are hard to read, however wide the terminal is.
_MEASURE = 100

_COLOURS = {
    r"✔ yes": "green",
    r"◐ partial": "yellow",
    r"✘ no": "red",
    r"(?<=· )critical\b": "bold red",
    r"– N/A|○ unanswered": "dim",
}


def console() -> Console:
    """Return a console on stdout that takes no markup, emoji codes or numbers for more than text."""
    from rich.console import Console

    plain = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPED if plain else None, markup=False, emoji=False, highlight=False)


def line(said: str, style: str = "") -> Text:
    """Return what somebody said as one line for a cell of a table."""
    from rich.text import Text

    return Text(printable(said, one_line=True), style=style, overflow="fold")


def colour(said: str) -> Text:
    """Return a document with its statuses coloured; their words and glyphs say the same without."""
    from rich.text import Text

    text = Text(printable(said))
    for pattern, style in _COLOURS.items():
        text.highlight_regex(pattern, style)
    return text


def print_lines(lines: Iterable[str]) -> None:
    """Print a document, whose long lines the terminal breaks as it likes."""
    console().print(colour("\n".join(lines)), soft_wrap=True)


def labelled(label: str, said: str, *, width: int = 10) -> Iterator[str]:
    """Yield the lines of a text under a label at its left, wrapped to a readable measure."""
    measure = min(_MEASURE, console().width) - width - 2
    paragraphs = [row for part in printable(said).splitlines() for row in _wrapped(part, measure)]
    for number, row in enumerate(paragraphs):
        yield f"  {label if number == 0 else '':<{width}}{row}"


def _wrapped(paragraph: str, measure: int) -> list[str]:
    # A link that is cut in two is none any more.
    return wrap(paragraph, max(measure, 20), break_long_words=False, break_on_hyphens=False) or [""]
