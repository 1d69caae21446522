"""A bar for long readings, in a terminal and in a notebook alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["MANY", "counted"]

#: From how many reviews on a bar is shown; fewer are read before anybody could look at one.
MANY = 500

T = TypeVar("T")


def counted(things: Iterable[T], total: int, *, words: str = "Reading reviews") -> Iterator[T]:
    """Yield `things`, with a bar on stderr that goes away at the end where there are 500 or more."""
    if total < MANY:
        yield from things
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(things, description=words, total=total, console=Console(stderr=True), transient=True)
