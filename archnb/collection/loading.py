"""From a source to a collection, through the cache where there is one."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
import numpy as np

from archnb.collection import cache as caching
from archnb.collection.asked import Checklists
from archnb.collection.collection import Collection, assemble
from archnb.collection.finding import Found, Source, find
from archnb.collection.held import Held, Read
from archnb.collection.reading import Reader
from archnb.collection.rows import Rows
from archnb.errors import ArchnbError

__all__ = ["collect"]


def collect(source: Source, *, cache: bool = True) -> Collection:
    """Read all reviews at `source`; what cannot be read is among the collection's problems.

    Parameters
    ----------
    source : str, Path or iterable of these
        Folders, notebooks and patterns.
    cache : bool
        Whether to keep what was read for the next time, where pyarrow is installed.
    """
    source = source if isinstance(source, str) or not isinstance(source, Iterator) else list(source)
    with _without_garbage_collection():
        return _collect(source, caching.open_cache(source) if cache else None)


def _collect(source: Source, kept: caching.Cache | None) -> Collection:
    parts = kept.read() if kept else []
    known = {held.path: (held.stamps[0][0], held.logs) for part in parts for held in part.held if not held.embedded}
    found = find(source, known)
    reader = Reader(Checklists())
    old = [_taken_up(part, reader.checklists) for part in parts]
    alive = _alive(old, found, reader.checklists)
    there = {held.path for held, lively in _pairs(old, alive) if lively}
    folders = [place for place in found.folders.values() if place.path not in there]
    notebooks = [place for place in found.notebooks.values() if place.path not in there]
    new = list(reader.read(folders, notebooks, found.named))
    if kept:
        _keep(kept, parts, old, alive, new, reader.checklists)
    every = [*old, *new]
    lives = [lively for _, lively in _pairs(old, alive)] + [True] * sum(len(part.held) for part in new)
    held = [review for part in every for review in part.held]
    starts = np.concatenate([[0], np.cumsum([review.rows for review in held], dtype=np.int64)]).astype(np.int64)
    rows = Rows.join([part.rows for part in every])
    return assemble(held, rows, starts, reader.checklists.all, [*found.problems, *reader.problems], lives)


def _pairs(parts: Sequence[Read], alive: Sequence[Sequence[bool]]) -> Iterator[tuple[Held, bool]]:
    for part, lives in zip(parts, alive, strict=True):
        yield from zip(part.held, lives, strict=True)


def _taken_up(part: caching.Part, checklists: Checklists) -> Read:
    """Return a part's reviews with their checklists' places in `checklists`."""
    places = [checklists.add(asked) for asked in part.asked]
    if places == list(range(len(places))):
        return Read(part.held, part.rows)
    return Read([msgspec.structs.replace(held, asked=places[held.asked]) for held in part.held], part.rows)


def _alive(parts: Sequence[Read], found: Found, checklists: Checklists) -> list[list[bool]]:
    """Return of each part's reviews whether they are as on the disk; one that is in two parts counts once."""
    places = {place.path: place for place in (*found.folders.values(), *found.notebooks.values())}
    seen: set[str] = set()
    alive = []
    for part in parts:
        here = [
            held.path in places
            and held.path not in seen
            and caching.is_current(held, places[held.path])
            and _same_checklist(held, checklists)
            for held in part.held
        ]
        seen.update(held.path for held, lives in zip(part.held, here, strict=True) if lives)
        alive.append(here)
    return alive


def _same_checklist(held: Held, checklists: Checklists) -> bool:
    if held.embedded:
        return True
    try:
        return checklists.of_folder(held.path, held.path.rpartition("/")[0], held.info)[0] == held.asked
    except ArchnbError:
        return False


def _keep(
    kept: caching.Cache,
    parts: Sequence[caching.Part],
    old: Sequence[Read],
    alive: Sequence[Sequence[bool]],
    new: Sequence[Read],
    checklists: Checklists,
) -> None:
    """Write what is new as one part, and with it what still lives of parts that are outlived."""
    fresh = [[caching.may_be_kept(held) for held in part.held] for part in new]
    outlived = caching.outlived(old, alive)
    lives = [lively for some in [*(alive[i] for i in outlived), *fresh] for lively in some]
    if any(lives):
        held, rows = caching.compact([*(old[i] for i in outlived), *new], lives)
        kept.write(held, checklists.all, rows)
    kept.forget(parts[i] for i in outlived)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Spare Python the search for circles among a million tuples: nothing that is read holds one."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on and not gc.get_freeze_count():
            gc.freeze()  # calls what was read old, so that the next search, of what is young, passes it over
            gc.unfreeze()
        if was_on:
            gc.enable()
