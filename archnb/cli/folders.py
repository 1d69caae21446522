"""Which review a person means."""

from __future__ import annotations

import os
from pathlib import Path

from archnb.errors import StoreError, closest
from archnb.store import INFO, find_reviews, slug

__all__ = ["REVIEWS", "find_review", "is_review"]

#: Where `archnb new` puts reviews, and where the ready notebook looks for its own.
REVIEWS = "reviews"


def is_review(folder: Path) -> bool:
    """Whether a review lies right in `folder`."""
    return os.path.isfile(folder / INFO)


def find_review(said: str) -> Path:
    """Return the folder of a review: `said` is its path, or a project's or folder's name below ``reviews``.

    Raises
    ------
    StoreError
        If there is none, or more than one.
    """
    if is_review(Path(said)):
        return Path(said)
    known = find_reviews(Path(REVIEWS))
    for name in (said, slug(said)):
        found = [path for path in known if path.name == name]
        if len(found) > 1:
            places = ", ".join(map(str, found))
            raise StoreError(f"'{said}' is the name of more than one review", remedy=f"Give one's path: {places}.")
        if found:
            return found[0]
    raise StoreError(
        "there is no such review",
        path=said,
        remedy=closest(slug(said), [path.name for path in known])
        or "Give a review's folder or a project's name; `archnb status` lists them, `archnb new` makes one.",
    )
