"""A checklist in the formats that others read."""

from __future__ import annotations

from collections.abc import Callable

from archnb.authoring.as_csv import to_csv
from archnb.authoring.as_lens import to_lenses
from archnb.authoring.as_markdown import to_markdown
from archnb.authoring.converted import Converted
from archnb.checklist import Checklist
from archnb.errors import ChecklistError, closest
from archnb.formats.yaml_text import yaml_text

__all__ = ["FORMATS", "converted"]


def _to_yaml(checklist: Checklist) -> Converted:
    return Converted((yaml_text(checklist.to_data()),))


FORMATS: dict[str, Callable[[Checklist], Converted]] = {
    "md": to_markdown,
    "yaml": _to_yaml,
    "csv": to_csv,
    "aws-lens": to_lenses,
}


def converted(checklist: Checklist, to: str) -> Converted:
    """Return `checklist` in another format, and what finds no place there.

    Parameters
    ----------
    checklist : Checklist
        What extends another is written whole.
    to : {"md", "yaml", "csv", "aws-lens"}
        A task list in Markdown; archnb's own YAML, which holds everything; one row per item; or custom lenses for the
        AWS Well-Architected Tool, of which a long checklist needs several.

    Raises
    ------
    ChecklistError
        If there is no such format.
    """
    if to not in FORMATS:
        remedy = closest(to, FORMATS) or f"Formats: {', '.join(FORMATS)}."
        raise ChecklistError(f"there is no format '{to}' to convert to", remedy=remedy)
    return FORMATS[to](checklist)
