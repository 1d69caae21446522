"""Read a checklist's file, and tell everything that is wrong in it or could be better."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from archnb import formats
from archnb.authoring.doubles import doubles
from archnb.authoring.faults import faults
from archnb.authoring.marked import Mark, MarkedMapping, load_marked, mark_at
from archnb.authoring.remarks import Remark, remark
from archnb.authoring.wording import doubts
from archnb.checklist import Checklist, Item
from archnb.errors import ChecklistError
from archnb.formats import native
from archnb.formats.document import read_text
from archnb.formats.extending import extended

__all__ = ["Validated", "validate"]

_NATIVE = (".yaml", ".yml", ".json")
#: What is missing in more items than this is told in one remark.
_MOST = 3

_WANTED = {
    "why": "Say why it matters: who answers wants to know what they answer for.",
    "verify": "Say how to find out: two reviewers then look at the same thing.",
    "severity_reason": "Say why it has that severity: a finding's severity is what teams dispute.",
}


class Validated(NamedTuple):
    """What came of a file: the checklist unless there are errors, and all remarks in the order of their lines."""

    checklist: Checklist | None
    remarks: tuple[Remark, ...]


def validate(path: Path) -> Validated:
    """Return everything there is to say of the checklist in the file at `path`.

    Lines are told for archnb's own YAML and JSON, in what it extends too; warnings only for what the file itself says.
    """
    files = _Files(path)
    errors: list[Remark] = []
    try:
        data = files.read(path)
        alone = "extends" not in data
        if not alone:
            data = extended(data, path, files.read, lambda error: errors.append(files.remark(error)))
    except ChecklistError as error:
        return Validated(None, _in_order([*errors, files.remark(error)]))
    errors += faults(data, Mark(str(path), 0))
    if errors:
        return Validated(None, _in_order(errors))
    checklist = Checklist.parse(data, path=path)
    own = _Own(data, files.own, Mark(str(path), 0) if alone else None)
    warnings = [*_of_items(own, checklist), *_of_doubles(own, checklist), *_missing(own, checklist)]
    return Validated(checklist, _in_order(warnings))


def _in_order(remarks: list[Remark]) -> tuple[Remark, ...]:
    return tuple(sorted(remarks, key=lambda said: (said.path, said.line)))


class _Files:
    """Reads files and remembers their lines, and which ones are the first file's own."""

    def __init__(self, first: Path) -> None:
        self._first = first
        self._trees: dict[str, Any] = {}
        self.own: set[str] = set()

    def read(self, path: Path) -> Any:
        def load(text: str, file: Path) -> Any:
            tree = self._trees[str(file)] = load_marked(text, file)
            if path == self._first:
                self.own.add(str(file))
            return tree

        if path.suffix.lower() not in _NATIVE:
            return formats.read(path).data
        return native.read(read_text(path), path, load).data

    def remark(self, error: ChecklistError) -> Remark:
        """Return an error that a reader tells, with its line."""
        said = error.problem
        line = said.place.removeprefix("line ")
        if line.isdigit():
            return remark("error", Mark(said.path, int(line)), said.reason, said.remedy)
        mark = mark_at(self._trees.get(said.path), said.place) or Mark(said.path, 0)
        return remark("error", mark, said.reason, said.remedy, place=said.place)


class _Own:
    """The lines of what a file says itself; what it took from another one is that one's affair."""

    def __init__(self, data: Any, files: set[str], whole: Mark | None) -> None:
        self._whole = whole  # for items without lines: they are the file's own unless it extends another
        self._files = files
        self._items = {item["id"]: item for section in data["sections"] for item in section["items"]}

    def line(self, item: str, field: str) -> Mark | None:
        """Return where the field of an item is written, and nothing if that is in another file."""
        data = self._items[item]
        if not isinstance(data, MarkedMapping):
            return self._whole
        mark = data.of.get(field, data.at)
        return mark if mark.path in self._files else None


def _of_items(own: _Own, checklist: Checklist) -> Iterator[Remark]:
    for id_, item in checklist.items.items():
        for doubt in doubts(item):
            if mark := own.line(id_, doubt.field):
                yield remark("warning", mark, doubt.reason, doubt.remedy, place=f"{id_}.{doubt.field}")
        unknown = [other for other in item.related if other not in checklist.items]
        if unknown and (mark := own.line(id_, "related")):
            reason = f"there is no item '{unknown[0]}'"
            yield remark("warning", mark, reason, "Correct the id, or remove it.", place=f"{id_}.related")


def _of_doubles(own: _Own, checklist: Checklist) -> Iterator[Remark]:
    for double in doubles({id_: item.text for id_, item in checklist.items.items()}):
        mark = own.line(double.later, "text")
        if mark is None:
            continue
        other = own.line(double.earlier, "text")
        where = f"{double.earlier} in line {other.line}" if other and other.line else double.earlier
        how = "the same" if double.exact else "nearly the same"
        remedy = "Remove one of them, or say what is different."
        yield remark("warning", mark, f"{how} as {where}", remedy, place=f"{double.later}.text")


def _missing(own: _Own, checklist: Checklist) -> Iterator[Remark]:
    items = {item.id: mark for item in checklist.items.values() if (mark := own.line(item.id, "text"))}
    for field, remedy in _WANTED.items():
        without = [id_ for id_ in items if not _given(checklist[id_], field)]
        if len(without) <= _MOST:
            for id_ in without:
                yield remark("warning", items[id_], f"'{field}' is missing", remedy, place=id_)
        else:
            reason = f"{len(without)} of {len(items)} items have no '{field}': {', '.join(without[:_MOST])} and others"
            yield remark("warning", items[without[0]], reason, remedy)


def _given(item: Item, field: str) -> bool:
    return bool(getattr(item, field))
