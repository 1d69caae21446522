"""Other names for projects and people, the same in every document that shares a key."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

import msgspec
from filelock import FileLock

from archnb.errors import StoreError
from archnb.share.calling import same
from archnb.share.document import write_file

__all__ = ["Key", "Renamed"]


class _File(msgspec.Struct):
    """The key's file."""

    projects: dict[str, str] = {}
    reviewers: dict[str, str] = {}
    owners: dict[str, str] = {}


class Renamed(NamedTuple):
    """What projects and people are called in shared documents, by their names."""

    projects: dict[str, str]
    people: dict[str, str]


class Key:
    """Who is who, in a file that stays with whoever shares.

    Parameters
    ----------
    path : Path
        The file. Names that are in it keep their other names, so that several documents agree.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def rename(self, projects: Iterable[str], reviewers: Iterable[str], owners: Iterable[str]) -> Renamed:
        """Return another name for each that the file knows now, the given ones among them.

        Raises
        ------
        StoreError
            If the file cannot be read or written; then nothing should be shared.
        """
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=20):
                known = self._extended(projects, reviewers, owners)
                write_file(self.path, msgspec.json.format(msgspec.json.encode(known)) + b"\n", mode=0o600)
        except OSError as error:
            raise StoreError.of(error, self.path) from error
        return Renamed(known.projects, known.owners | known.reviewers)

    def _extended(self, projects: Iterable[str], reviewers: Iterable[str], owners: Iterable[str]) -> _File:
        known = self._read()
        known_as = {same(name): instead for name, instead in known.reviewers.items()}
        for name in reviewers:
            known.reviewers.setdefault(name, known_as.setdefault(same(name), f"Reviewer {len(known_as) + 1}"))
        for name in owners:
            number = len(set(known.owners.values()) - set(known.reviewers.values())) + 1
            known.owners.setdefault(name, known_as.get(same(name)) or f"Owner {number}")
        for name in projects:
            known.projects.setdefault(name, f"Project {_letters(len(known.projects))}")
        return known

    def _read(self) -> _File:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=_File)
        except FileNotFoundError:
            return _File()
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            remedy = "Restore it, or name another file with --key."
            raise StoreError("this is not a key that archnb wrote", path=self.path, remedy=remedy) from None


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and on."""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + ascii_uppercase[last]
