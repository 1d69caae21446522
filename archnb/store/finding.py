"""Find the reviews in a portfolio's folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from archnb.errors import StoreError
from archnb.store.folder import INFO

__all__ = ["FOREIGN", "find_reviews"]

#: Other programs' folders: large, and never a portfolio. Hidden ones (.git, .venv) are passed over as well.
FOREIGN = {"node_modules", "site-packages", "venv", "__pycache__"}


def find_reviews(folder: Path, *, on_error: Callable[[StoreError], None] | None = None) -> list[Path]:
    """Return the folders at or below `folder` that hold a ``review.json``, sorted by path.

    Links are not followed, hidden folders are passed over, and a review's own folder is not searched further.

    Parameters
    ----------
    folder : Path
        A portfolio at any height, or one review.
    on_error : callable, optional
        Is given a `StoreError` for each folder that cannot be listed; such folders are passed over.
    """

    def tell(error: OSError) -> None:
        if on_error is not None:
            on_error(StoreError.of(error, error.filename))

    found = []
    for place, inside, files in os.walk(folder, onerror=tell):
        if INFO in files:
            found.append(Path(place))
            inside.clear()
        inside[:] = [name for name in inside if not name.startswith(".") and name not in FOREIGN]
    return sorted(found)
