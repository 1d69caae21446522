"""Take out of a notebook's cells what must not be in a shared document, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from archnb.journal import MIME
from archnb.share.hiding import Cover

__all__ = ["clean", "left_over", "strip_widgets"]

_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_REMOVED = "Removed on sharing: {}."
_HELD = "it held what is not shared"
_PICTURE = "a picture may show names, which no program finds in it"
_CODE, _TEXT = f"# {_REMOVED.format(_HELD)}", f"*{_REMOVED.format(_HELD)}*"
_MARKS = (_CODE, _TEXT, _REMOVED.format(_HELD), _REMOVED.format(_PICTURE))
_KINDS = {
    *("text/plain", "text/html", "text/markdown", "text/latex", "application/json", "application/javascript"),
    *("application/pdf", "image/png", "image/jpeg", "image/gif", "image/svg+xml"),
}

#: What other tools leave in a notebook about the machine that ran it.
_FOREIGN = ("widgets", "papermill", "vscode", "executable")


def strip_widgets(notebook: NotebookNode) -> int:
    """Remove what only a kernel brings to life, and paths that papermill notes; return how many outputs went."""
    for name in _FOREIGN:
        notebook.metadata.pop(name, None)
    removed = 0
    for cell in notebook.cells:
        cell.metadata.pop("papermill", None)
        if cell.cell_type != "code":
            continue
        kept = [output for output in cell.outputs if not {_VIEW, _STATE} & output.get("data", {}).keys()]
        removed += len(cell.outputs) - len(kept)
        cell.outputs = kept
    return removed


def clean(notebook: NotebookNode, cover: Cover) -> list[str]:
    """Remove from all but the reviews' own outputs what `cover` hides, and return a sentence for each removal."""
    told = []
    notebook.metadata = _without(notebook.metadata, cover)
    if cover.hides_names:
        notebook.metadata.pop("authors", None)
    for number, cell in enumerate(notebook.cells, start=1):
        told += [f"cell {number}: {said}" for said in _clean_cell(cell, number, cover)]
    return told


def left_over(notebook: NotebookNode, cover: Cover) -> Iterator[str]:
    """Yield the places in a cleaned notebook where something is that `cover` hides."""
    if cover.search.holds(notebook.metadata):
        yield "metadata"
    for number, cell in enumerate(notebook.cells, start=1):
        for name in ("id", "source", "metadata", "attachments"):
            if cell.get(name) not in _MARKS and cover.search.holds(cell.get(name)):
                yield f"cell {number}, {name}"
        for place, output in enumerate(cell.get("outputs", []), start=1):
            if MIME in output.get("data", {}):
                yield from (f"cell {number}, review: {where}" for where in cover.left_over(output.data[MIME]))
            elif output.get("data", {}).get("text/plain") not in _MARKS and _reason(output, cover):
                yield f"cell {number}, output {place}"


def _clean_cell(cell: NotebookNode, number: int, cover: Cover) -> list[str]:
    told = []
    cell.metadata = _without(cell.metadata, cover)
    if "id" in cell and (cover.hides_names or cell.id in cover.search):
        cell.id = f"{number:08x}"  # digits: a word might be a name as well
    if cell.cell_type != "code" or cover.renames:
        cell.source = cover.replace(cell.source)
    if cell.source in cover.search:
        cell.source = _CODE if cell.cell_type == "code" else _TEXT
        told.append(f"the {'code' if cell.cell_type == 'code' else 'text'} was removed: {_HELD}")
    if cell.get("attachments") and (cover.hides_names or cover.search.holds(cell.attachments)):
        del cell["attachments"]
        told.append(f"the attached files were removed: {_PICTURE if cover.hides_names else _HELD}")
    for place, output in enumerate(cell.get("outputs", [])):
        if MIME in output.get("data", {}):
            continue
        cleaned = _mapped(output, cover.replace) if cover.renames else output
        if reason := _reason(cleaned, cover):
            cleaned = new_output("display_data", data={"text/plain": _REMOVED.format(reason)})
            told.append(f"an output was removed: {reason}")
        cell.outputs[place] = cleaned
    return told


def _reason(output: NotebookNode, cover: Cover) -> str:
    """Say why an output cannot stay; empty if it can."""
    data = output.get("data", {})
    rest = {name: value for name, value in output.items() if name not in ("data", "output_type")}
    texts = [*data.values(), *rest.values(), *(kind for kind in data if kind not in _KINDS)]
    if any(map(cover.search.holds, texts)):
        return _HELD
    return _PICTURE if cover.hides_names and _has_picture(data) else ""


def _has_picture(data: dict[str, Any]) -> bool:
    if any(kind.startswith(("image/", "video/", "audio/", "application/pdf")) for kind in data):
        return True
    html = str(data.get("text/html", "")).lower()
    return any(mark in html for mark in ("<svg", "<canvas", "data:"))


def _without(metadata: dict[str, Any], cover: Cover) -> NotebookNode:
    """Return metadata without the entries that hold something hidden."""
    kept = {name: value for name, value in metadata.items() if not cover.search.holds({name: value})}
    return NotebookNode(kept)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Return nested plain data with every text changed; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        fixed = ("output_type", "name")
        return NotebookNode({key: part if key in fixed else _mapped(part, change) for key, part in value.items()})
    return [_mapped(part, change) for part in value] if isinstance(value, list) else value
