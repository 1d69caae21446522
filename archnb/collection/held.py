"""What is known of a portfolio's reviews, their answers aside."""

from __future__ import annotations

import os
from dataclasses import dataclass

import msgspec

from archnb.collection.rows import Rows
from archnb.errors import Problem
from archnb.store import ReviewInfo

__all__ = ["Held", "Read", "Stamp", "order_of_project", "stamp_of"]

#: Modification time in ns, and size in bytes.
Stamp = tuple[int, int]


def order_of_project(name: str) -> tuple[str, str]:
    """Return the key that projects are sorted by: capitals do not matter, but where nothing else differs."""
    return name.casefold(), name


class Held(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One review of a portfolio, its answers aside.

    Attributes
    ----------
    path : str
        Its folder or notebook.
    info : ReviewInfo
        Project, tags and repository.
    asked : int
        Its checklist, as an index into `Checklists.all`.
    milestones : dict of str to int
        Microseconds since 1970, by name.
    embedded : bool
        Whether it comes from a notebook.
    stamps : tuple of Stamp
        Of the folder, its ``review.json`` and its logs; or of the notebook.
    problems : tuple of Problem
        What could not be read in it.
    rows : int
        How many answers it has.
    """

    path: str
    info: ReviewInfo
    asked: int
    milestones: dict[str, int] = {}
    embedded: bool = False
    logs: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()
    rows: int = 0


@dataclass(frozen=True)
class Read:
    """Reviews, and the rows of their answers, in the same order."""

    held: list[Held]
    rows: Rows


def stamp_of(path: str) -> Stamp:
    """Return a file's stamp; an impossible one where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return (-1, -1)
    return (status.st_mtime_ns, status.st_size)
