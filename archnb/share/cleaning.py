"""Take out of a notebook's cells what must not be in a shared document, and say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from archnb.journal import MIME
from archnb.share.hiding import Cover

__all__ = ["clean", "strip_widgets"]

_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_REMOVED = "Removed on sharing: {}."
_HELD = "it held what is not shared"
_PICTURE = "a picture may show names, which no program finds in it"

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
    for number, cell in enumerate(notebook.cells, start=1):
        told += [f"cell {number}: {said}" for said in _clean_cell(cell, number, cover)]
    return told


def _clean_cell(cell: NotebookNode, number: int, cover: Cover) -> list[str]:
    told = []
    cell.metadata = _without(cell.metadata, cover)
    if cell.get("id") in cover.search:
        cell.id = f"cell-{number}"
    if cell.cell_type != "code" or cover.renames:
        cell.source = cover.replace(cell.source)
    if cell.source in cover.search:
        mark = "# {}" if cell.cell_type == "code" else "*{}*"
        cell.source = mark.format(_REMOVED.format(_HELD))
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
    texts = [*data.values(), *rest.values()]
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
