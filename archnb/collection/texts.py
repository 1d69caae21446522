"""Columns of text, held by pyarrow where it is installed and as Python's own strings otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

try:
    import pyarrow as pa
except ImportError:  # the extra `scale` brings it
    pa = None

__all__ = ["Coded", "Texts", "Words", "as_texts", "join_texts", "pa", "take_texts"]

#: A `pyarrow.ChunkedArray` of large strings, or an array of objects; nothing is missing in either.
Texts = Any
Whole = npt.NDArray[np.int64]


def as_texts(values: Sequence[str]) -> Texts:
    """Return a column of `values`."""
    if pa is not None:
        # Arrow's own pool keeps twice the memory of a column that is built piece by piece.
        return pa.chunked_array([pa.array(values, type=pa.large_string(), memory_pool=pa.system_memory_pool())])
    return np.array(values, dtype=object)


def join_texts(parts: Sequence[Texts]) -> Texts:
    """Return the columns `parts` as one, one after the other."""
    if pa is not None:
        return pa.chunked_array([chunk for part in parts for chunk in part.chunks], type=pa.large_string())
    return np.concatenate([np.empty(0, dtype=object), *parts])


def take_texts(column: Texts, rows: Whole) -> Texts:
    """Return the texts at `rows`; an empty one for each row -1."""
    if len(rows) == len(column) and np.array_equal(rows, np.arange(len(rows))):
        return column
    if pa is not None:
        return _take(column, rows)
    if not len(column):
        return np.full(len(rows), "", dtype=object)
    return np.where(rows < 0, "", column[rows])


def _take(column: Texts, rows: Whole) -> Texts:
    """Take from one chunk after the other where that is the order, for Arrow copies all chunks into one."""
    chunks = column.chunks
    starts = np.cumsum([0, *map(len, chunks)])
    own = np.searchsorted(starts, rows, side="right") - 1
    chunk_of = np.maximum.accumulate(own.clip(0))  # what is missing goes with what stands before it
    if not chunks or (chunk_of != own)[rows >= 0].any():
        chunks, starts, chunk_of = [column.combine_chunks()], np.zeros(2, dtype=np.int64), np.zeros_like(own)
    bounds = np.searchsorted(chunk_of, np.arange(len(chunks) + 1))
    return pa.chunked_array(
        [_take_one(chunk, rows[bounds[i] : bounds[i + 1]], int(starts[i])) for i, chunk in enumerate(chunks)],
        type=pa.large_string(),
    )


def _take_one(chunk: Any, rows: Whole, start: int) -> Any:
    if len(rows) and rows[0] >= 0 and (np.diff(rows) == 1).all():
        return chunk.slice(rows[0] - start, len(rows))  # copies nothing, and so it is with most
    missing = rows < 0
    if not missing.any():
        return chunk.take(pa.array(rows - start))
    return chunk.take(pa.array(rows - start, mask=missing)).fill_null("")  # an index that is null gives a null


class Words(dict[str, int]):
    """A code for each of the words that it was ever asked for; 0 is the empty one."""

    def __init__(self) -> None:
        self[""] = 0

    def __missing__(self, word: str) -> int:
        code = self[word] = len(self)
        return code


@dataclass(frozen=True)
class Coded:
    """A column of few different texts, such as names: a million of them are four million bytes.

    Attributes
    ----------
    codes : array of int32
        Indexes into `words`.
    words : sequence of str
        The first is empty.
    """

    codes: npt.NDArray[np.int32]
    words: Sequence[str]

    @classmethod
    def join(cls, parts: Sequence[Coded]) -> Coded:
        """Return the columns `parts` as one, one after the other."""
        words = Words()
        code_of = {id(part.words): np.array([words[word] for word in part.words], dtype=np.int32) for part in parts}
        codes = [code_of[id(part.words)][part.codes] for part in parts]
        return cls(np.concatenate([np.empty(0, dtype=np.int32), *codes]), list(words))

    def take(self, rows: Whole) -> Coded:
        """Return the texts at `rows`; an empty one for each row -1."""
        if not len(self.codes):
            return Coded(np.zeros(len(rows), dtype=np.int32), self.words)
        codes = self.codes[rows]
        codes[rows < 0] = 0
        return Coded(codes, self.words)

    def texts(self) -> Texts:
        """Return the column with each text written out."""
        if pa is not None:
            return pa.chunked_array([pa.array(self.words, type=pa.large_string()).take(pa.array(self.codes))])
        return np.array(self.words, dtype=object)[self.codes]
