"""What was read, kept as Parquet until it changes.

The cache is a folder of parts that are written once and never changed. Each holds some reviews' answers, and in its
metadata the reviews with the stamps of their files; a review whose stamps are still those on the disk is not read
again. Nothing else ties the parts together, so any of them may be deleted at any time, and two processes that write
at once write two parts.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from archnb.collection.asked import Asked
from archnb.collection.finding import Place, Source
from archnb.collection.held import Held, Read, stamp_of
from archnb.collection.rows import CODED, NUMBERS, SAID, Rows, column_of_objects
from archnb.collection.texts import Coded, pa, take_texts
from archnb.store.folder import INFO

__all__ = ["FOLDER", "Cache", "Part", "open_cache"]

FOLDER = ".archnb-cache"
#: Grows with every change of what a part holds; parts of another version are not looked at.
SCHEMA = 5
_META = b"archnb"
_MOST_PARTS = 8
#: A file that was changed this shortly before it was read may change again without a new time of change.
_SETTLED_NS = 2 * 10**9


class _Meta(msgspec.Struct):
    schema: int
    held: list[Held]
    asked: list[Asked]


class Part(NamedTuple):
    """One file of the cache, read."""

    path: Path
    held: list[Held]
    asked: list[Asked]
    rows: Rows


class Cache:
    """The parts in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> list[Part]:
        """Return all parts that can be read; others are as good as deleted."""
        found = (self._part(path) for path in sorted(self.folder.glob(f"v{SCHEMA}-*.parquet")))
        return [part for part in found if part is not None]

    def _part(self, path: Path) -> Part | None:
        import pyarrow.parquet as pq

        try:
            file = pq.ParquetFile(path, memory_map=True)
            meta = msgspec.json.decode(file.metadata.metadata[_META], type=_Meta)
            return Part(path, meta.held, meta.asked, _rows(file))
        except (OSError, KeyError, TypeError, ValueError, pa.ArrowException, msgspec.MsgspecError):
            return None

    def write(self, held: Sequence[Held], asked: Sequence[Asked], rows: Rows) -> None:
        """Add a part; where that fails (a full disk, a read-only folder) there is none, and nothing is lost."""
        import pyarrow.parquet as pq

        meta = msgspec.json.encode(_Meta(SCHEMA, list(held), list(asked)))
        table = _table(rows).replace_schema_metadata({_META: meta})
        name = f"v{SCHEMA}-{uuid.uuid4().hex}.parquet"
        temporary = self.folder / f".{name}.tmp"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")
            pq.write_table(table, temporary, compression="NONE", use_dictionary=["owner", "reviewer"])
            os.replace(temporary, self.folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def forget(self, parts: Iterable[Part]) -> None:
        """Delete parts whose reviews are in a newer one."""
        for part in parts:
            with contextlib.suppress(OSError):
                part.path.unlink()


def open_cache(source: Source) -> Cache | None:
    """Return the cache of a source: in a single folder itself, otherwise in the user's cache folder.

    Returns
    -------
    Cache or None
        None where pyarrow is not installed.
    """
    if pa is None:
        return None
    if isinstance(source, str | os.PathLike) and os.path.isdir(source) and os.access(source, os.W_OK):
        return Cache(Path(source) / FOLDER)
    from platformdirs import user_cache_path

    several = [source] if isinstance(source, str | os.PathLike) else list(source)
    key = hashlib.sha256("\n".join(os.path.abspath(one) for one in several).encode("utf-8", "replace")).hexdigest()
    return Cache(user_cache_path("archnb") / key[:16])


def is_current(held: Held, place: Place) -> bool:
    """Whether the files of `held` are as they were read."""
    if held.embedded:
        return held.stamps == (stamp_of(place.path),)
    paths = [f"{place.path}/{name}" for name in (INFO, *place.logs)]
    return held.logs == place.logs and held.stamps[1:] == tuple(map(stamp_of, paths))


def may_be_kept(held: Held) -> bool:
    """Whether the stamps tell for sure when the review changes, and reading it again would say nothing more."""
    latest = max(stamp[0] for stamp in held.stamps)
    return not held.problems and time.time_ns() - latest > _SETTLED_NS


def compact(parts: Sequence[Read], alive: Sequence[bool]) -> tuple[list[Held], Rows]:
    """Return the reviews in `parts` that are alive, numbered by their order, and their rows."""
    held = [review for part in parts for review in part.held]
    rows = Rows.join([part.rows for part in parts])
    counts = [review.rows for review in held]
    if all(alive):
        return held, rows
    chosen = np.flatnonzero(np.repeat(np.array(alive), counts))
    numbers = {name: getattr(rows, name)[chosen] for name in (*NUMBERS, "evidence")}
    coded = {name: getattr(rows, name).take(chosen) for name in CODED}
    kept = [review for review, lives in zip(held, alive, strict=True) if lives]
    return kept, Rows(note=take_texts(rows.note, chosen), **numbers, **coded)


def outlived(parts: Sequence[Read], alive: Sequence[Sequence[bool]]) -> list[int]:
    """Return which parts had better be written anew: those much of which is dead, and small ones that are many."""
    rows = [len(part.rows) for part in parts]
    living = [
        sum(held.rows for held, lives in zip(part.held, here, strict=True) if lives)
        for part, here in zip(parts, alive, strict=True)
    ]
    many = len(parts) > _MOST_PARTS
    largest = max(rows, default=0)
    return [i for i in range(len(parts)) if living[i] < rows[i] * 3 / 4 or (many and rows[i] < largest)]


def _table(rows: Rows) -> Any:
    numbers = {name: pa.array(getattr(rows, name)) for name in NUMBERS}
    coded = {name: getattr(rows, name) for name in CODED}
    coded = {name: pa.DictionaryArray.from_arrays(column.codes, column.words) for name, column in coded.items()}
    # With a comma after each, the column's bytes are a JSON array but for its brackets.
    said = [msgspec.json.encode(one).decode() + "," if one else "" for one in rows.evidence]
    return pa.table({**numbers, "note": rows.note, **coded, "evidence": pa.array(said, type=pa.large_string())})


def _rows(file: Any) -> Rows:
    """Return a part's rows; the open file stays readable when another process deletes it."""

    def said() -> dict[str, Any]:
        table = file.read(columns=list(SAID))
        coded = {name: _coded(table.column(name)) for name in CODED}
        return coded | {"note": table.column("note"), "evidence": _evidence(table.column("evidence"))}

    table = file.read(columns=list(NUMBERS))
    return Rows.later({name: table.column(name).to_numpy() for name in NUMBERS}, said)


def _coded(column: Any) -> Coded:
    array = column.unify_dictionaries().combine_chunks()
    return Coded.join([Coded(array.indices.to_numpy(), array.dictionary.to_pylist())])  # gives the empty text code 0


def _evidence(column: Any) -> Any:
    import pyarrow.compute as pc

    text = b"".join(map(_content, column.chunks))
    evidence = column_of_objects([()]).repeat(len(column))
    filled = np.flatnonzero(pc.binary_length(column).to_numpy())
    evidence[filled] = column_of_objects(msgspec.json.decode(b"[" + text[:-1] + b"]", type=list[tuple[str, ...]]))
    return evidence


def _content(texts: Any) -> bytes:
    """Return the bytes of an Arrow array's texts, one after the other."""
    _, offsets, content = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    return bytes(memoryview(content)[bounds[0] : bounds[-1]]) if len(texts) and content else b""
