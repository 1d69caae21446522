"""What is asked: a checklist of sections of items, read from a file and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta

from archnb import formats
from archnb.errors import ChecklistError, closest
from archnb.formats.built_in import BUILT_IN, built_in
from archnb.formats.extending import by_id

__all__ = ["BUILT_IN", "SEVERITIES", "Checklist", "Item", "Reference", "Section", "Severity", "refusal"]

Severity = Literal["critical", "high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

_MOST_KEPT = 64
_alone: dict[tuple[Path, int, int], Checklist] = {}

Id = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\s\x00-\x1f\x7f]+$")]
Text = Annotated[str, Meta(min_length=1)]


class _Noun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What all of a checklist's parts share: frozen, by keyword, and strict about misspelt fields."""


class Reference(_Noun, frozen=True, kw_only=True):
    """Where to read more."""

    title: Text
    url: Annotated[str, Meta(pattern=r"^https?://")]


class Item(_Noun, frozen=True, kw_only=True):
    """One thing to check.

    Attributes
    ----------
    id : str
        Stable name, such as ``"security.cors"``; answers refer to it.
    text : str
        What must hold.
    severity : {"critical", "high", "medium", "low"}
        What it costs when the item fails; `severity_reason` says why.
    weight : float
        Weight in a score, 0 or more; 1 unless the checklist says otherwise.
    why, verify, yes, partial, no, na, improve : str or tuple of str
        Guidance: why it matters, how to check it, what counts as each status, how to mend it.
    effort : {"S", "M", "L", ""}
        Usual size of the fix.
    references : tuple of Reference
        Where to read more.
    maps : mapping of str to tuple of str
        Identifiers of the same demand in other frameworks.
    related : tuple of str
        Ids of items that overlap with this one.
    extra : mapping
        Fields of an imported checklist that have no place here.
    """

    id: Id
    text: Text
    severity: Severity = "medium"
    severity_reason: str = ""
    weight: Annotated[float, Meta(ge=0, le=1e6)] = 1.0
    why: str = ""
    verify: tuple[str, ...] = ()
    yes: str = ""
    partial: str = ""
    no: str = ""
    na: str = ""
    improve: str = ""
    effort: Literal["S", "M", "L", ""] = ""
    references: tuple[Reference, ...] = ()
    maps: dict[str, tuple[str, ...]] = {}
    related: tuple[str, ...] = ()
    extra: dict[str, Any] = {}


class Section(_Noun, frozen=True, kw_only=True):
    """A titled group of items, in the order in which they are asked; `extra` holds an imported one's other fields."""

    id: Id
    title: Text
    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    extra: dict[str, Any] = {}


class Checklist(_Noun, frozen=True, kw_only=True, dict=True):
    """A version of a checklist.

    Attributes
    ----------
    id : str
        Stable name, such as ``"python-backend"``.
    title : str
        Name for people.
    version : str
        Which edition of it.
    description : str
        What it is for.
    sections : tuple of Section
        At least one; every id of a section or an item occurs once.
    extra : mapping
        Fields of an imported checklist that have no place here.
    """

    id: Id
    title: Text
    version: Text
    description: str = ""
    sections: Annotated[tuple[Section, ...], Meta(min_length=1)]
    extra: dict[str, Any] = {}

    @classmethod
    def load(cls, source: str | Path) -> Checklist:
        """Load a built-in checklist by its id, or one from a file.

        Parameters
        ----------
        source : str or Path
            ``"python-backend"``, or a path to archnb's own YAML, or to Markdown, CSV, YAML or JSON of others.

        Raises
        ------
        ChecklistError
            With file, place and remedy, such as ``house.yaml:sections[3].items[2].severity: …``.
        """
        path = Path(source)
        if not path.suffix:  # every file that can be read has one, and a folder may be named like a built-in
            path = built_in(str(source))
        try:
            status = path.stat()
        except OSError:
            return _read(path)[0]  # which says what is wrong
        return _load(path, status.st_mtime_ns, status.st_size)

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, path: str | Path = "") -> Checklist:
        """Check plain data and return the checklist; `path` is named in errors."""
        try:
            checklist = msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise refusal(error, path) from None
        checklist._refuse_duplicates(path)
        return checklist

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id, in checklist order."""
        return {item.id: item for section in self.sections for item in section.items}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each item, by the item's id."""
        return {item.id: section for section in self.sections for item in section.items}

    def __getitem__(self, item: str) -> Item:
        try:
            return self.items[item]
        except KeyError:
            raise ChecklistError(
                f"there is no item '{item}' in {self.id} {self.version}",
                remedy=closest(item, self.items) or "`archnb checklist show` lists them.",
            ) from None

    def to_data(self, *, guidance: bool = True) -> dict[str, Any]:
        """Return plain data that `parse` reads back; without guidance, what answers need to be understood."""
        data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        if not guidance:
            asked = ("id", "text", "severity", "weight")
            data.pop("extra", None)
            for section in data["sections"]:
                section.pop("extra", None)
                section["items"] = [{k: item[k] for k in asked if k in item} for item in section["items"]]
        return data

    def _refuse_duplicates(self, path: str | Path) -> None:
        seen: dict[str, str] = {}
        for place, id_ in self._places_of_ids():
            if id_ in seen:
                raise ChecklistError(
                    f"id '{id_}' is taken by {seen[id_]} already",
                    path=path,
                    place=f"{place}.id",
                    remedy="Give it an id of its own: answers are kept by id.",
                )
            seen[id_] = place

    def _places_of_ids(self) -> Iterator[tuple[str, str]]:
        for s, section in enumerate(self.sections):
            yield f"sections[{s}]", section.id
        for s, section in enumerate(self.sections):
            for i, item in enumerate(section.items):
                yield f"sections[{s}].items[{i}]", item.id


def _load(path: Path, changed: int, size: int) -> Checklist:
    """Read a file once as long as it does not change: every review of a portfolio names the same few checklists."""
    key = (path, changed, size)
    if key in _alone:
        return _alone[key]
    checklist, extends = _read(path)
    if not extends:  # one that does changes with what it extends, too
        if len(_alone) >= _MOST_KEPT:
            _alone.pop(next(iter(_alone)), None)
        _alone[key] = checklist
    return checklist


def _read(path: Path) -> tuple[Checklist, bool]:
    """Return the checklist of a file, and whether it extends another."""
    document = formats.read(path)
    try:
        return Checklist.parse(document.data, path=path), document.extends
    except ChecklistError as error:
        if not document.extends:
            raise
        said = error.problem
        place = by_id(document.data, said.place)
        raise ChecklistError(said.reason, path=path, place=place, remedy=said.remedy) from None


def refusal(error: msgspec.ValidationError, path: str | Path = "") -> ChecklistError:
    """Return what msgspec finds wrong with the data of `path` in archnb's words, with a remedy."""
    reason, place = _reason_and_place(str(error))
    return ChecklistError(reason, path=path, place=place, remedy=_remedy(reason, place))


def _reason_and_place(message: str) -> tuple[str, str]:
    """Split msgspec's "Expected `str`, got `int` - at `$.sections[0].title`"."""
    reason, _, place = message.partition(" - at `")
    return reason[:1].lower() + reason[1:], place.rstrip("`").removeprefix("$").removeprefix(".")


def _remedy(reason: str, place: str) -> str:
    last = place.rpartition(".")[2]
    if "unknown field" in reason:
        return _remedy_for_unknown(reason.split("`")[1], last)
    if "missing required field" in reason:
        return "Add that field."
    if reason.startswith("expected `str`, got"):
        return "Put the value in quotes."
    if "length >=" in reason and last in ("sections", "items"):
        return "Add an item, or remove the section." if last == "items" else "Add a section."
    remedies = {
        "severity": f"Use one of {', '.join(SEVERITIES)}.",
        "id": "An id has no blanks, such as 'security.cors'.",
        "url": "A link begins with http:// or https://.",
    }
    return remedies.get(last, "Correct the value at that place.")


def _remedy_for_unknown(field: str, last: str) -> str:
    nouns = {"": Checklist, "sections": Section, "items": Item, "references": Reference}
    known = nouns.get(last.partition("[")[0], Item).__struct_fields__
    own = (
        "Put fields of your own under 'extra'." if "extra" in known else "Remove it, or put it under an item's 'extra'."
    )
    return closest(field, known) or own
