"""A checklist while somebody's file is being read: its sections as they come, and what there is to say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archnb.errors import ChecklistError
from archnb.formats.document import Document
from archnb.formats.fields import Fields
from archnb.formats.ids import fitting, identified, slug

__all__ = ["Draft", "one_line", "under", "without_empty"]

_LONGEST_UPPER = 200


class Draft:
    """Sections and items in the order of the file.

    Parameters
    ----------
    path : Path
        The file; without a title its name is the checklist's.
    title : str
        The checklist's; its id is made from it unless `id` is given.
    id, version, description : str
        As in `archnb.Checklist`.
    """

    def __init__(self, path: Path, *, title: str, id: str = "", version: str = "", description: str = "") -> None:
        self._path = path
        name = one_line(title) or path.stem
        self._data: dict[str, Any] = {
            "id": fitting(id) if id else slug(name),
            "title": name,
            "version": one_line(version) or "1",
            "description": description,
        }
        self._sections: list[dict[str, Any]] = []
        self._known: dict[tuple[str, str], dict[str, Any]] = {}
        self._skipped: list[str] = []
        self._notes: list[str] = []
        self._of_items: Counter[str] = Counter()

    def section(self, title: str, *, id: str = "", extra: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return a new section."""
        new = without_empty({"id": id, "title": one_line(title) or id or "Other", "extra": extra})
        new["items"] = []
        self._sections.append(new)
        return new

    def within(self, title: str, *, id: str = "", extra: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the section of that title and id, which goes on wherever it comes up again in a flat list."""
        if (title, id) not in self._known:
            self._known[title, id] = self.section(title, id=id, extra=extra)
        return self._known[title, id]

    def add(
        self, section: dict[str, Any], source: Fields, *, text: str, notes: Iterable[str] = (), **fields: Any
    ) -> None:
        """Add an item to a section, each link and relation once; one without a text is skipped, and that is told.

        What several items have in `notes` is told once, with their number.
        """
        said = one_line(text)
        if not said:
            id_ = fields.get("id")
            return self.skip(source, f"no text ({id_})" if id_ else "no text")
        if references := fields.get("references"):
            by_url = {found["url"]: found for found in reversed(references)}
            fields["references"] = [found for found in references if by_url[found["url"]] is found]
        if related := fields.get("related"):
            fields["related"] = list(dict.fromkeys(related))
        for note in notes:
            self._of_items[note] += 1
        section["items"].append(without_empty({"text": said, **fields}))

    def skip(self, source: Fields, reason: str) -> None:
        """Tell that what stands at a place was passed over."""
        self._skipped.append(f"{source.place or 'file'}: {reason}")

    def note(self, said: str) -> None:
        """Tell something of the whole file."""
        self._notes.append(said)

    def document(self, extra: dict[str, Any]) -> Document:
        """Return what was read; `extra` is what else the file says.

        Raises
        ------
        ChecklistError
            If there is no item.
        """
        for section in self._sections:
            if not section["items"]:
                self._skipped.append(f"section '{section['title']}': no items in it")
        kept = [section for section in self._sections if section["items"]]
        if not kept:
            told = f" ({'; '.join(self._skipped[:3])})" if self._skipped else ""
            remedy = "Give a file that has items with a text."
            raise ChecklistError(f"no items in it{told}", path=self._path, remedy=remedy)
        sections, of_ids = identified(kept)
        data = without_empty({**self._data, "extra": extra})
        of_items = [f"{said} ({times} item{'s' * (times > 1)})" for said, times in self._of_items.items()]
        notes = (*self._notes, *of_items, *of_ids)
        return Document({**data, "sections": sections}, tuple(self._skipped), notes)


def one_line(text: str) -> str:
    """Return `text` with each run of white space as one blank."""
    return " ".join(text.split())


def under(*titles: str) -> str:
    """Return a title after those that it stands under, such as ``Doors › Locks``; what is empty is left out.

    A long one that many stand under is cut: repeated, it could make a small file huge.
    """
    *upper, last = [title for title in titles if title] or [""]
    cut = [title if len(title) <= _LONGEST_UPPER else f"{title[:_LONGEST_UPPER]}…" for title in upper]
    return " › ".join([*cut, last])


def without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something; false and 0 do."""
    return {name: value for name, value in fields.items() if value or isinstance(value, (bool, int, float))}
