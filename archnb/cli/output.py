"""Where a command's document goes."""

from __future__ import annotations

from pathlib import Path

from archnb.cli.folders import is_review
from archnb.errors import StoreError

__all__ = ["refuse_review_folder", "write_output"]


def refuse_review_folder(path: Path) -> None:
    """Refuse a file right in a review's folder: a slip must not write over ``review.json`` or a log."""
    if is_review(path.parent):
        raise StoreError(
            "this is a review's own folder, which holds answers only",
            path=path.parent,
            remedy="Write the file beside it.",
        )


def write_output(path: Path, content: bytes) -> Path:
    """Write a document, over an older one of its name, and return its path.

    Raises
    ------
    StoreError
        If it cannot be written, or would lie in a review's folder.
    """
    refuse_review_folder(path)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise StoreError.of(error, path) from error
    return path
