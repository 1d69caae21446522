"""The checklists of a portfolio's reviews, each read once and known by its content."""

from __future__ import annotations

import os
import warnings
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from archnb.checklist import Checklist
from archnb.collection.rows import Positions
from archnb.errors import ArchnbError, ArchnbWarning, ChecklistError, Problem
from archnb.journal.opening import OWN_CHECKLISTS, find_checklist
from archnb.store import ChecklistRef, ReviewInfo

__all__ = ["Asked", "Checklists", "Row"]


class Row(NamedTuple):
    """What a table says of an item."""

    section: str
    item: str
    severity: str
    weight: float
    text: str


class Asked(NamedTuple):
    """A checklist as tables need it; two files with the same items are one."""

    id: str
    version: str
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, checklist: Checklist) -> Asked:
        """Return `checklist` without its guidance."""
        sections = checklist.section_of
        rows = tuple(Row(sections[id_].title, id_, i.severity, i.weight, i.text) for id_, i in checklist.items.items())
        return cls(checklist.id, checklist.version, rows)


class Checklists:
    """Finds each review's checklist.

    Attributes
    ----------
    all : list of Asked
        Each content once; a review names its checklist by the index here.
    positions : list of Positions
        For each, the place of an item in it, by id.
    """

    def __init__(self) -> None:
        self.all: list[Asked] = []
        self.positions: list[Positions] = []
        self._index: dict[Asked, int] = {}
        self._by_folder: dict[tuple[str, str, str], int | ArchnbError] = {}
        self._by_data: dict[bytes, int] = {}
        self._parsed: dict[int, Checklist] = {}
        self._own: dict[str, bool] = {}

    def add(self, asked: Asked) -> int:
        """Return the index of `asked`, which is kept."""
        known = self._index.get(asked)
        if known is None:
            known = self._index[asked] = len(self.all)
            self.all.append(asked)
            self.positions.append(Positions({row.item: position for position, row in enumerate(asked.rows)}))
        return known

    def full(self, index: int) -> Checklist:
        """Return one of `all` with its words; only where its review was read in this process."""
        return self._parsed[index]

    def of_folder(self, folder: str, parent: str, info: ReviewInfo) -> tuple[int, list[Problem]]:
        """Return the index of a review folder's checklist, and what is to be said of it.

        Raises
        ------
        ChecklistError
            If it is not there, or cannot be read.
        """
        ref = info.checklist
        key = (parent if self._has_own(parent) else "", ref.id, ref.version)
        if key not in self._by_folder:
            self._by_folder[key] = self._look(folder, info)
        found = self._by_folder[key]
        if isinstance(found, ArchnbError):
            said = found.problem
            place = said.path if said.path.endswith((".yaml", ".yml")) else folder
            remedy = said.remedy if place != folder else f"Put its file into {Path(parent) / OWN_CHECKLISTS}."
            raise ChecklistError(said.reason, path=place, place=said.place, remedy=remedy)
        shown = self.all[found]
        if shown.version == ref.version:
            return found, []
        reason = f"answered against {ref}, shown with {shown.id}@{shown.version}"
        remedy = f"Put the file of that version into {Path(parent) / OWN_CHECKLISTS}."
        return found, [Problem(path=folder, reason=reason, remedy=remedy)]

    def _look(self, folder: str, info: ReviewInfo) -> int | ArchnbError:
        try:
            if self._has_own(os.path.dirname(folder)):
                return self._add(_find(folder, info.checklist))
            return self._add(_find_built_in(info.checklist))
        except ArchnbError as error:
            return error

    def _has_own(self, parent: str) -> bool:
        if parent not in self._own:
            self._own[parent] = os.path.isdir(os.path.join(parent, OWN_CHECKLISTS))
        return self._own[parent]

    def of_data(self, data: msgspec.Raw, path: Path) -> int:
        """Return the index of the checklist that a notebook carries as JSON.

        Raises
        ------
        ChecklistError
            If it is none.
        """
        content = bytes(data)
        if content not in self._by_data:
            try:
                parsed = msgspec.json.decode(content)
            except (msgspec.DecodeError, ValueError, RecursionError) as error:  # such as a number like 1e999
                reason = f"the checklist in it cannot be read: {error}"
                raise ChecklistError(reason, path=path, remedy="Run the notebook again.") from None
            if not isinstance(parsed, dict):
                raise ChecklistError("the checklist in it is no object", path=path, remedy="Run the notebook again.")
            self._by_data[content] = self._add(Checklist.parse(parsed, path=path))
        return self._by_data[content]

    def _add(self, checklist: Checklist) -> int:
        index = self.add(Asked.of(checklist))
        self._parsed.setdefault(index, checklist)
        return index


@lru_cache(maxsize=8)
def _find_built_in(ref: ChecklistRef) -> Checklist:
    """Return what is found beside no checklist of a portfolio's own; the built-in ones never change."""
    return _find("", ref)


def _find(folder: str, ref: ChecklistRef) -> Checklist:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ArchnbWarning)  # told in `problems`, for each review
        return find_checklist(ref, Path(folder or "nowhere/review"))
