"""A notebook as a file that carries reviews: read, changed in its outputs, written so that equal means equal bytes."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from archnb.errors import StoreError
from archnb.journal import MIME

__all__ = ["as_bytes", "as_compact_bytes", "outputs", "parse_document", "read_document", "reviews_in", "write_file"]

_LARGEST = 256 * 2**20
_REMEDY = "Run the notebook again, or restore it from git."


def read_document(path: Path) -> NotebookNode:
    """Return the notebook in the file `path`, in the form of nbformat 4.

    Raises
    ------
    StoreError
        If it cannot be read, is larger than 256 MiB, or is no notebook.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise StoreError("the notebook is larger than 256 MiB", path=path, remedy="Clear its large outputs.")
        content = path.read_bytes()
    except OSError as error:
        raise StoreError.of(error, path) from error
    return parse_document(content, path)


def parse_document(content: bytes, path: Path) -> NotebookNode:
    """Return the notebook in a file's `content`; `path` is named in errors."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # nbformat's advice to programmers, about ids that old notebooks lack
            notebook: NotebookNode = nbformat.reads(content.decode(), as_version=4)
            nbformat.validate(notebook)
    except RecursionError:
        raise StoreError("the notebook is nested too deeply", path=path, remedy=_REMEDY) from None
    except (nbformat.ValidationError, nbformat.reader.NotJSONError, ValueError, LookupError, TypeError, AttributeError):
        # nbformat meets other people's JSON with whichever error comes first.
        raise StoreError("this is no notebook, or a damaged one", path=path, remedy=_REMEDY) from None
    return notebook


def outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the outputs of all cells, in their order."""
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def reviews_in(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the outputs that carry a review's data."""
    return [output for output in outputs(notebook) if MIME in output.get("data", {})]


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return the file's content, laid out as Jupyter does."""
    text: str = nbformat.v4.writes(notebook)
    return text.removesuffix("\n").encode("utf-8", "replace") + b"\n"


def as_compact_bytes(notebook: NotebookNode) -> bytes:
    """Return the file's content with a line for each cell: a file to send is a tenth smaller so."""
    cells = ",\n".join(map(_json, notebook.cells))
    rest = _json({name: value for name, value in notebook.items() if name != "cells"})
    return f'{{"cells":[\n{cells}\n],\n{rest.removeprefix("{")}\n'.encode("utf-8", "replace")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def write_file(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Replace the file `path` as a whole: whoever reads it meanwhile sees the old one or the new one.

    A file that was there keeps its permissions; a new one gets `mode`.

    Raises
    ------
    StoreError
        If it cannot be written; then it is as it was.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else mode)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
            raise
    except OSError as error:
        raise StoreError.of(error, path) from error
