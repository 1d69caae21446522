"""What the reviews in a document ask: which of it is public, and what in it names somebody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from archnb.checklist import Checklist
from archnb.errors import ChecklistError

__all__ = ["ids_in", "is_public", "renamed", "words_of_ids"]

#: Answers refer to ids, so they cannot be replaced; the others are no prose.
_FIXED = ("id", "severity", "version")


def is_public(asked: dict[str, Any]) -> bool:
    """Whether it is a checklist that comes with archnb, to the letter: what everybody can read is no secret."""
    try:
        return Checklist.load(asked["id"]).to_data(guidance=False) == asked
    except (ChecklistError, OSError, ValueError):
        return False


def ids_in(asked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield where each id is in a checklist's data, and the id; the version too, which is no prose either."""
    yield from ((name, str(asked.get(name, ""))) for name in ("id", "version"))
    for s, section in enumerate(asked["sections"]):
        yield f"sections[{s}].id", section["id"]
        for i, item in enumerate(section["items"]):
            yield f"sections[{s}].items[{i}].id", item["id"]


def words_of_ids(checklists: Iterable[dict[str, Any]]) -> set[str]:
    """Return the parts that the ids are made of, and their words, in small letters."""
    parts = {part for asked in checklists for _, id_ in ids_in(asked) for part in id_.casefold().split(".")}
    return parts | {word for part in parts for word in re.split(r"[\W_]+", part)} - {""}


def renamed(asked: Any, replace: Callable[[str], str]) -> Any:
    """Return a checklist's data with every text but its ids changed."""
    if isinstance(asked, dict):
        return {name: part if name in _FIXED else renamed(part, replace) for name, part in asked.items()}
    if isinstance(asked, Sequence) and not isinstance(asked, str):
        return [renamed(part, replace) for part in asked]
    return replace(asked) if isinstance(asked, str) else asked
