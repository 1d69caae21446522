"""Other names for projects and people, the same in every document that shares a key."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import ascii_uppercase
from typing import NamedTuple

import msgspec
from filelock import FileLock

from archnb.errors import StoreError
from archnb.share.document import write_file
from archnb.store import slug

__all__ = ["Key", "Replacement", "called", "spellings"]


class Replacement:
    """Puts other words in the place of names and texts.

    Parameters
    ----------
    projects, people : mapping of str to str
        What stands instead of each name; they are met in capitals or not, as whole words, and as folders are named.
        Parts of a person's name are met where they are written like a name.
    texts : iterable of str
        Notes and evidence, which go without a trace.
    kept : iterable of str
        Names that stay, whatever is in them: ``payments-api`` where an owner ``payments`` goes.
    """

    def __init__(
        self,
        projects: Mapping[str, str],
        people: Mapping[str, str],
        *,
        texts: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        self._kept = {spelling.casefold() for name in kept for spelling in spellings(name)}
        self._words = dict.fromkeys(map(str.casefold, texts), "[removed]")
        for name, instead in {**projects, **people}.items():
            self._words |= {spelling.casefold(): instead for spelling in spellings(name)}
        self._parts = {part: instead for name, instead in people.items() for part in called(name)}
        # Without a word character beside it: "ana" is in "manage", and no name there.
        self._pattern = re.compile(
            rf"(?<![^\W_])(?:{_any_of([*self._words, *self._kept])}|(?-i:{_any_of(self._parts)}))(?![^\W_])",
            re.IGNORECASE,
        )

    def __call__(self, text: str) -> str:
        """Return the text with its names replaced."""
        return self._pattern.sub(self._instead, text)

    def _instead(self, found: re.Match[str]) -> str:
        said = found[0]
        if said.casefold() in self._kept:
            return said
        return self._words.get(said.casefold()) or self._parts.get(said, "[removed]")


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern for the words, the longest first; without any it matches nothing."""
    longest_first = sorted(filter(str.strip, words), key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first)) or r"(?!)"


def spellings(name: str) -> list[str]:
    """Return a name as it is, as a folder and a variable are named after it, and as HTML writes it."""
    variable = name.replace("-", "_").replace(" ", "_")
    return [said for said in dict.fromkeys([name, _same(name), html.escape(name), variable]) if said.strip()]


def called(name: str) -> list[str]:
    """Return what a note calls somebody of that name: ``Daniel`` for ``daniel.frost``."""
    parts = re.split(r"[\W_]+", name)
    return [part.title() for part in parts if len(part) > 2 and part.isalpha()] if len(parts) > 1 else []


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
        same = {_same(name): instead for name, instead in known.reviewers.items()}
        for name in reviewers:
            known.reviewers.setdefault(name, same.setdefault(_same(name), f"Reviewer {len(same) + 1}"))
        for name in owners:
            number = len(set(known.owners.values()) - set(known.reviewers.values())) + 1
            known.owners.setdefault(name, same.get(_same(name)) or f"Owner {number}")
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


def _same(name: str) -> str:
    """Return what the names of one person share: ``Ana Lee`` keeps a log named ``ana-lee``."""
    try:
        return slug(name)
    except StoreError:
        return name


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and on."""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + ascii_uppercase[last]
