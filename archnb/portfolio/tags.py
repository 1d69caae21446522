"""Which reviews have the tags that are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archnb.collection import Collection
from archnb.errors import AnswerError, closest

__all__ = ["tagged"]


def tagged(collection: Collection, kept: Sequence[int], tags: Mapping[str, Any]) -> list[int]:
    """Return those of the reviews `kept` whose tags have these values; a list of values means any of them.

    Raises
    ------
    AnswerError
        If no review has such a tag.
    """
    known = {name for i in kept for name in collection.reviews[i].info.tags}
    for name in tags:
        if name not in known:
            remedy = closest(name, known) or f"Tags: {', '.join(sorted(known)) or 'none'}."
            raise AnswerError(f"no review has a tag '{name}'", remedy=remedy)
    wanted = {name: [v] if isinstance(v, str) or not isinstance(v, Sequence) else v for name, v in tags.items()}
    return [i for i in kept if _has(collection.reviews[i].info.tags, wanted)]


def _has(tags: Mapping[str, Any], wanted: Mapping[str, Sequence[Any]]) -> bool:
    return all(name in tags and tags[name] in values for name, values in wanted.items())
