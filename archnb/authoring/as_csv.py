"""A checklist as comma-separated values, for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from archnb.authoring.converted import Converted
from archnb.checklist import Checklist, Item, Section
from archnb.export.neutral import csv_neutral

__all__ = ["to_csv"]


def to_csv(checklist: Checklist) -> Converted:
    """Return one row per item, with its section; lists have one entry a line.

    Where a spreadsheet would see a formula stands an apostrophe; `archnb.export.csv_restored` takes it off again.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["section_id", "section", *Item.__struct_fields__])
    for section in checklist.sections:
        writer.writerows(_row(section, item) for item in section.items)
    about = [name for name in ("title", "version", "description", "extra") if getattr(checklist, name)]
    extra = ", and the extra fields of sections" if any(section.extra for section in checklist.sections) else ""
    return Converted((file.getvalue(),), (f"the checklist's {', '.join(['id', *about])}{extra}",))


def _row(section: Section, item: Item) -> list[str | float]:
    values = (getattr(item, name) for name in Item.__struct_fields__)
    return [csv_neutral(section.id), csv_neutral(section.title), *map(_cell, values)]


def _cell(value: Any) -> str | float:
    if isinstance(value, float | int):
        return value
    if isinstance(value, tuple):
        value = "\n".join(part if isinstance(part, str) else f"{part.title} {part.url}" for part in value)
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    return csv_neutral(value)
