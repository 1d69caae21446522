"""Which format a file is in: its content says so, and its name's ending is a hint."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from archnb.errors import ChecklistError
from archnb.formats.csv_rows import is_csv, load_csv
from archnb.formats.plain_yaml import load_plain_yaml
from archnb.formats.strict_json import load_json

__all__ = ["MARKDOWN", "decode", "is_native"]

MARKDOWN: Final = object()
_REMEDY = "archnb reads YAML, JSON, CSV and Markdown task lists."
_HINTS = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".mdown": "markdown",
    ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
_SECTIONS, _ID, _EXTENDS = (re.compile(rf"^{key}[ \t]*:", re.MULTILINE) for key in ("sections", "id", "extends"))
_BOX = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S", re.MULTILINE)
_MARKDOWN = re.compile(r"^(?:#{1,6}[ \t]|\|.*\|[ \t]*$|<h[1-6]\b|```|~~~)", re.MULTILINE)
_YAML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|%YAML|-[ \t]|[\w\"'][^\n:,|]*:(?:[ \t\n]|$))")


def is_native(text: str) -> bool:
    """Whether `text` is archnb's own YAML, of which it has the keys at the margin."""
    if text[:1] in ("{", "["):
        return False
    return bool(_EXTENDS.search(text) or (_SECTIONS.search(text) and _ID.search(text)))


def decode(text: str, path: Path) -> Any:
    """Return the data in `text`, or `MARKDOWN` if it is Markdown.

    Raises
    ------
    ChecklistError
        If it is in no known format, or broken in the one that it is in.
    """
    hint = _HINTS.get(path.suffix.lower(), "")
    start = text.lstrip()[:1]
    if not start:
        raise ChecklistError("the file is empty", path=path, remedy=_REMEDY)
    if start in "{[":
        try:
            return load_json(text, path)
        except ChecklistError:
            if hint == "json" or (start == "{" and not hint):
                raise
    if hint == "markdown":
        return MARKDOWN
    if hint == "csv" and not _BOX.search(text):
        return load_csv(text, path)
    data = _yaml(text, path) if hint == "yaml" else None
    return _guess(text, path, hint) if data is None else data


def _yaml(text: str, path: Path) -> Any:
    """Return the data in what is called YAML; nothing if it turns out to be something else."""
    try:
        data = load_plain_yaml(text, path)
    except ChecklistError:
        if not _BOX.search(text):
            raise
        return MARKDOWN
    return data if isinstance(data, (dict, list)) else None


def _guess(text: str, path: Path, hint: str) -> Any:
    if _BOX.search(text):
        return MARKDOWN
    if _YAML.match(text) and hint != "yaml":
        try:
            data = load_plain_yaml(text, path)
        except ChecklistError:
            data = None
        if isinstance(data, (dict, list)):
            return data
    if is_csv(text):
        return load_csv(text, path)
    if _MARKDOWN.search(text):
        return MARKDOWN
    found = f"the file is no {hint.upper()} that holds a checklist" if hint else "the file is in no known format"
    raise ChecklistError(found, path=path, remedy=_REMEDY)
