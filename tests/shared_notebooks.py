"""Notebooks that show a review, as Jupyter saves them, and what came of sharing them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from archnb import Review
from archnb.journal import MIME

VIEW = "application/vnd.jupyter.widget-view+json"
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def shows(data: dict[str, Any]) -> NotebookNode:
    return new_output("display_data", data=data)


def save(review: Review, path: Path, *outputs: NotebookNode, source: str = "1", text: str = "# A review") -> Path:
    """Save a notebook with the form, its copy of the review, and a cell with `outputs`."""
    form = shows({VIEW: {"model_id": "1", "version_major": 2, "version_minor": 1}, "text/plain": "The form"})
    cells = [
        new_markdown_cell(text, id="title"),
        new_code_cell("review.form()", outputs=[form, shows(review.snapshot().bundle())], execution_count=1, id="form"),
        new_code_cell(source, outputs=list(outputs), execution_count=2, id="rest"),
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "widgets": {VIEW: {"state": {}}}}
    nbformat.write(new_notebook(cells=cells, metadata=metadata), path)
    return path


def data_of(path: Path) -> dict[str, Any]:
    """Return the data of the first review in the notebook file."""
    cells = json.loads(path.read_bytes())["cells"]
    return next(o["data"][MIME] for cell in cells for o in cell.get("outputs", []) if MIME in o.get("data", {}))


def change(path: Path, new: dict[str, Any]) -> None:
    """Put other data into the notebook file, as somebody with an editor would."""
    notebook = json.loads(path.read_bytes())
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                output["data"][MIME] = new
    path.write_text(json.dumps(notebook))


def last_cell(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4).cells[-1]
