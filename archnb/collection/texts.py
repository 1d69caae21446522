"""Columns of text, held by pyarrow where it is installed and as Python's own strings otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

try:
    import pyarrow as pa
except ImportError:  # the extra `scale` brings it
    pa = None

__all__ = ["Texts", "as_texts", "join_texts", "pa", "take_texts"]

#: A `pyarrow.ChunkedArray` of large strings, or an array of objects; nothing is missing in either.
Texts = Any


def as_texts(values: Sequence[str]) -> Texts:
    """Return a column of `values`."""
    if pa is not None:
        return pa.chunked_array([pa.array(values, type=pa.large_string())])
    return np.array(values, dtype=object)


def join_texts(parts: Sequence[Texts]) -> Texts:
    """Return the columns `parts` as one, one after the other."""
    if pa is not None:
        return pa.chunked_array([chunk for part in parts for chunk in part.chunks], type=pa.large_string())
    return np.concatenate([np.empty(0, dtype=object), *parts])


def take_texts(column: Texts, rows: np.ndarray[Any, Any]) -> Texts:
    """Return the texts at `rows`; an empty one for each row -1."""
    if len(rows) == len(column) and np.array_equal(rows, np.arange(len(rows))):
        return column
    missing = rows < 0
    if pa is not None:
        # One chunk: a take from many is slow, and an index that is null gives a null.
        flat = column.combine_chunks()
        taken = flat.take(pa.array(rows, mask=missing if missing.any() else None))
        return pa.chunked_array([taken.fill_null("") if missing.any() else taken])
    if not len(column):
        return np.full(len(rows), "", dtype=object)
    return np.where(missing, "", column[rows])
