"""One checklist's data laid over another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError, closest

__all__ = ["Overlay"]

Fields = dict[str, Any]


class Overlay:
    """A base, to be changed in place by what another file says.

    Parameters
    ----------
    base : dict
        A whole checklist, whose sections and items have ids.
    path : Path
        The file that extends it, named in errors.
    tell : callable
        Takes each thing in that file that cannot be done; it is left out.
    """

    def __init__(self, base: Fields, path: Path, tell: Callable[[ChecklistError], None]) -> None:
        self._base, self._path, self._tell = base, path, tell
        self._sections: dict[str, Fields] = {section["id"]: section for section in base["sections"]}
        self._homes: dict[str, Fields] = {item["id"]: part for part in base["sections"] for item in part["items"]}
        self._written: dict[str, str] = {}

    def with_own(self, own: Fields) -> Fields:
        """Return the base changed by what `own` says, which must have an id and a version."""
        own = own.copy()
        own.pop("extends")
        self._check_name(own)
        self._remove(own.pop("remove", []))
        for number, section in enumerate(self._list_in(own, "sections", "")):
            self._lay_section(section, f"sections[{number}]")
        own.pop("sections", None)
        self._base.update(own)
        return self._base

    def _refuse(self, place: str, reason: str, remedy: str) -> None:
        self._tell(ChecklistError(reason, path=self._path, place=place, remedy=remedy))

    def _check_name(self, own: Fields) -> None:
        for field in ("id", "version"):
            if field not in own:
                self._refuse(field, f"there is no '{field}'", f"Give a checklist that extends another its own {field}.")
        if all(self._base.get(field) == own.get(field) for field in ("id", "version")):
            self._refuse("version", "the base has this id and version", "Change one: reviews find a checklist by both.")

    def _list_in(self, fields: Fields, key: str, place: str) -> list[Any]:
        found = fields.get(key, [])
        if isinstance(found, list):
            return found
        self._refuse(f"{place}{key}", "not a list", "Begin each entry with a hyphen and a blank.")
        return []

    def _remove(self, ids: Any) -> None:
        wanted = self._list_in({"remove": ids}, "remove", "")
        known = [*self._sections, *self._homes]
        for number, id_ in enumerate(wanted):
            place = f"remove[{number}]"
            if not isinstance(id_, str) or id_ not in known:
                self._refuse(place, f"there is no '{id_}' in the base", closest(id_, known) or "Take it off the list.")
            else:
                self._written[id_] = place
        gone = set(self._written)
        for section in self._sections.values():
            section["items"] = [item for item in section["items"] if item["id"] not in gone]
            for item in section["items"]:
                _forget(item, gone)
        self._sections = {id_: part for id_, part in self._sections.items() if part["items"] and id_ not in gone}
        self._homes = {item["id"]: part for part in self._sections.values() for item in part["items"]}
        self._base["sections"] = list(self._sections.values())

    def _take(self, written: Any, place: str, noun: str) -> Fields | None:
        """Return a copy of a section or an item, unless it has no id or one that was dealt with already."""
        id_ = written.get("id") if isinstance(written, dict) else None
        if not isinstance(id_, str):
            self._refuse(place, f"{noun} without an id", "Give it a new id, or the one of what it shall change.")
            return None
        if id_ in self._written:
            self._refuse(f"{place}.id", f"'{id_}' stands in {self._written[id_]} already", "Remove one of them.")
            return None
        self._written[id_] = place
        own: Fields = written.copy()
        return own

    def _lay_section(self, written: Any, place: str) -> None:
        own = self._take(written, place, "a section")
        if own is None:
            return
        items, after = self._list_in(own, "items", f"{place}."), own.pop("after", None)
        own.pop("items", None)
        section, sections = self._sections.get(own["id"]), self._base["sections"]
        if section is None:
            if "title" not in own:
                self._refuse_unknown(own["id"], self._sections, place, "a section", "title")
                return
            self._sections[own["id"]] = section = own
            section["items"] = []
        else:
            section.update(own)
            if after is not None:
                sections.remove(section)
        if section is own or after is not None:
            self._put(sections, section, after, place)
        for number, item in enumerate(items):
            self._lay_item(section, item, f"{place}.items[{number}]")

    def _lay_item(self, section: Fields, written: Any, place: str) -> None:
        own = self._take(written, place, "an item")
        if own is None:
            return
        after, home = own.pop("after", None), self._homes.get(own["id"])
        if home is None:
            if "text" not in own:
                self._refuse_unknown(own["id"], self._homes, place, "an item", "text")
                return
            item = own
        else:
            item = next(item for item in home["items"] if item["id"] == own["id"])
            item.update(own)
            if home is section and after is None:
                return
            home["items"].remove(item)
        self._homes[own["id"]] = section
        self._put(section["items"], item, after, place)

    def _refuse_unknown(self, id_: str, known: dict[str, Fields], place: str, noun: str, field: str) -> None:
        self._refuse(
            f"{place}.id",
            f"there is no '{id_}' in the base, and {noun} to be added has a '{field}'",
            closest(id_, known) or f"Give it a {field}.",
        )

    def _put(self, among: list[Fields], part: Fields, after: Any, place: str) -> None:
        position = next((i for i, other in enumerate(among, start=1) if other["id"] == after), None)
        if after is not None and position is None:
            self._refuse(
                f"{place}.after",
                f"there is no '{after}' here to stand after",
                closest(after, [other["id"] for other in among]) or "Remove the line.",
            )
        among.insert(len(among) if position is None else position, part)


def _forget(item: Fields, gone: set[str]) -> None:
    """Take what was removed off the list of items that overlap with `item`."""
    related = item.get("related")
    if isinstance(related, list) and all(isinstance(id_, str) for id_ in related) and gone.intersection(related):
        item["related"] = [id_ for id_ in related if id_ not in gone]
