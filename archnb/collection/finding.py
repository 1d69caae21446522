"""What a portfolio's source means: folders of reviews, notebooks, patterns, or a list of these."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from archnb.errors import Problem, StoreError
from archnb.store.finding import FOREIGN
from archnb.store.folder import INFO

__all__ = ["Found", "Place", "Source", "find"]

Source = str | Path | Iterable[str | Path]


class Place(NamedTuple):
    """A review's folder with its logs' names, or a notebook, which has none.

    `stamp` is the folder's time of change, in ns, before it was listed: unless it changes, the names stay.
    """

    path: str
    logs: tuple[str, ...] = ()
    stamp: int = 0


class Found(NamedTuple):
    """What lies at a source.

    Attributes
    ----------
    folders, notebooks : dict of str to Place
        By resolved path, sorted.
    named : set of str
        Those notebooks that the source names itself, and that should carry a review therefore.
    """

    folders: dict[str, Place]
    notebooks: dict[str, Place]
    named: set[str]
    problems: list[Problem]


Known = Mapping[str, tuple[int, tuple[str, ...]]]


def find(source: Source, known: Known | None = None) -> Found:
    """Find the reviews at `source`; what cannot be found or listed is among the problems.

    Parameters
    ----------
    source : str, Path or iterable of these
        Folders, notebooks and patterns.
    known : mapping, optional
        Time of change and logs of folders that held a review when they were listed last.
    """
    found = Found({}, {}, set(), [])
    for one in [source] if isinstance(source, str | os.PathLike) else source:
        for path in _expanded(str(one), found.problems):
            if os.path.isdir(path):
                _walk(path, found, known or {})
            elif os.path.isfile(path) and os.path.basename(path) == INFO:
                _walk(os.path.dirname(path) or ".", found, known or {})
            else:
                found.notebooks[os.path.realpath(path)] = Place(path)
                found.named.add(path)
    folders, notebooks = (dict(sorted(places.items())) for places in (found.folders, found.notebooks))
    return Found(folders, notebooks, found.named, found.problems)


def _expanded(one: str, problems: list[Problem]) -> list[str]:
    one = os.path.expanduser(one)
    if os.path.exists(one):
        return [one]
    is_pattern = glob.has_magic(one)
    matches = sorted(glob.glob(one, recursive=True)) if is_pattern else []
    if not matches:
        reason = "nothing matches this pattern" if is_pattern else "there is no such folder or notebook"
        remedy = f"Seen from {os.getcwd()}; check the spelling."
        problems.append(Problem(path=one, reason=reason, remedy=remedy))
        return []
    kept = (INFO, ".ipynb")
    return [match for match in matches if os.path.isdir(match) or match.endswith(kept)]


def _walk(top: str, found: Found, known: Known) -> None:
    """Take up what lies at or below `top`, as `find_reviews` does, listing each folder once.

    Links are not followed, hidden folders are passed over, and a review's own folder is not searched further.
    """
    waiting = [(top, os.path.realpath(top))]
    while waiting:
        folder, real = waiting.pop()
        try:
            stamp = os.stat(folder).st_mtime_ns
            if folder in known and known[folder][0] == stamp:
                found.folders.setdefault(real, Place(folder, known[folder][1], stamp))
                continue
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError as error:
            found.problems.append(StoreError.of(error, folder).problem)
            continue
        if any(entry.name == INFO for entry in entries):
            found.folders.setdefault(real, Place(folder, _logs(entries), stamp))
        else:
            waiting += _below(entries, real, found)


def _below(entries: Iterable[os.DirEntry[str]], real: str, found: Found) -> list[tuple[str, str]]:
    """Take up a folder's notebooks, and return the folders in it with their resolved paths."""
    folders = []
    for entry in entries:
        place = f"{real}{os.sep}{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in FOREIGN:
                folders.append((entry.path, place))
        elif entry.name.endswith(".ipynb") and entry.is_file(follow_symlinks=False):
            found.notebooks.setdefault(place, Place(entry.path))
    return folders


def _logs(entries: Iterable[os.DirEntry[str]]) -> tuple[str, ...]:
    """Return the reviewers' logs by name, as `ReviewFolder.log_paths` does."""
    names = [
        entry.name
        for entry in entries
        if entry.name.endswith(".jsonl") and not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
    ]
    return tuple(sorted(names))
