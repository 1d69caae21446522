"""Everything that keeps a checklist's data from being one, not only the first thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from archnb.authoring.marked import Mark, MarkedMapping
from archnb.authoring.remarks import Remark, remark
from archnb.checklist import Checklist, Item, Reference, Section, refusal

__all__ = ["faults"]

Noun = type[Checklist] | type[Section] | type[Item] | type[Reference]
_PARTS: dict[str, Noun] = {"sections": Section, "items": Item, "references": Reference}


def faults(data: Any, near: Mark) -> Iterator[Remark]:
    """Yield what is wrong in `data`, the whole of a checklist; `near` is the line of what has none of its own."""
    yield from _of_noun(data, Checklist, "", "", near)
    yield from _doubled_ids(data, near)


def _of_noun(data: Any, noun: Noun, kind: str, name: str, near: Mark) -> Iterator[Remark]:
    """Yield the faults of one mapping: `kind` is the list that it stands in, `name` what to call it."""
    if not isinstance(data, dict):
        yield _fault(f"Expected `object`, got `{type(data).__name__}`", kind, name, near)
        return
    near = data.at if isinstance(data, MarkedMapping) else near
    fields = {field.encode_name: field for field in msgspec.structs.fields(noun)}
    for key in data:
        if key not in fields:
            yield _fault(f"Object contains unknown field `{key}`", f"{kind}[0]", name, _mark(data, key, near))
    for key, field in fields.items():
        if key not in data:
            if field.required:
                yield _fault(f"Object missing required field `{key}`", f"{kind}[0]", name, near)
        else:
            yield from _of_field(data[key], key, field.type, name, _mark(data, key, near))


def _of_field(value: Any, key: str, kind: Any, name: str, mark: Mark) -> Iterator[Remark]:
    place = f"{name}.{key}" if name else key
    if key in _PARTS and isinstance(value, list) and value:
        for number, part in enumerate(value):
            yield from _of_noun(part, _PARTS[key], key, _name_of(part, f"{place}[{number}]"), mark)
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        reason, _, inner = str(error).partition(" - at `")
        position = inner.removeprefix("$[").partition("]")[0]
        if position.isdigit():
            mark = getattr(value, "of", {}).get(int(position), mark)
        yield _fault(reason, key, place + inner.removeprefix("$").rstrip("`"), mark)


def _fault(reason: str, key: str, place: str, mark: Mark) -> Remark:
    said = refusal(msgspec.ValidationError(f"{reason} - at `$.{key}`")).problem
    return remark("error", mark, said.reason, said.remedy, place=place)


def _mark(data: dict[str, Any], key: str, near: Mark) -> Mark:
    return data.of.get(key, near) if isinstance(data, MarkedMapping) else near


def _name_of(part: Any, place: str) -> str:
    id_ = part.get("id") if isinstance(part, dict) else None
    return id_ if isinstance(id_, str) else place


def _doubled_ids(data: Any, near: Mark) -> Iterator[Remark]:
    sections = [part for part in _list(data, "sections") if isinstance(part, dict)]
    items = [item for section in sections for item in _list(section, "items") if isinstance(item, dict)]
    seen: dict[str, Mark] = {}
    for part in (*sections, *items):
        id_, mark = part.get("id"), _mark(part, "id", near)
        if not isinstance(id_, str):
            continue
        if id_ in seen:
            where = f"{seen[id_].path}:{seen[id_].line}"
            reason, remedy = f"the id is taken in {where} already", "Give it an id of its own: answers are kept by id."
            yield remark("error", mark, reason, remedy, place=id_)
        seen.setdefault(id_, mark)


def _list(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []
