"""Checklists as other people write them, turned into plain data in archnb's own shape.

A reader takes a file's text or its decoded data and returns a `Document`; `archnb.checklist` checks it and makes the
frozen nouns.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archnb.formats.document import Document, read_text
from archnb.formats.extending import extended

__all__ = ["Document", "read"]


def read(path: Path, *, fenced: bool = False, columns: Mapping[str, str] | None = None) -> Document:
    """Read the checklist file at `path`, and what it extends; what format it is in is found by its content.

    Parameters
    ----------
    path : Path
        YAML, JSON, CSV or Markdown.
    fenced : bool
        Take the boxes in a Markdown file's code and comments as well.
    columns : mapping of str to str, optional
        Which column of a table, or key of a mapping, holds which field of an item: ``{"text": "Question"}``.

    Raises
    ------
    ChecklistError
        If it is larger than 5 MiB, not UTF-8, in no known format, or has no items; or if that is so of what it extends.
    """
    document = _read_alone(path, fenced=fenced, columns=columns)
    if "extends" not in document.data:
        return document
    whole = extended(document.data, path, lambda base: _read_alone(base).data)
    return document._replace(data=whole, extends=True)


def _read_alone(path: Path, *, fenced: bool = False, columns: Mapping[str, str] | None = None) -> Document:
    from archnb.formats import deciding, generic, markdown, native, structured

    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    if deciding.is_native(text):
        return native.read(text, path)
    decoded = deciding.decode(text, path)
    if decoded is deciding.MARKDOWN:
        return markdown.read(text, path, fenced=fenced, columns=columns)
    if reader := None if columns else structured.reader_of(decoded):
        return reader.read(decoded, path)
    if native.is_own(decoded):
        return native.read(text, path) if {"guidance", "extends"} & decoded.keys() else Document(decoded)
    return generic.read(decoded, path, columns)
