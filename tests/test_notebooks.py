"""The committed notebooks: documents as they are, and runnable from the top."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def committed(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_it_is_committed_executed_and_without_a_widget_that_nobody_can_show(committed: Path) -> None:
    notebook = nbformat.read(committed, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert "widgets" not in notebook.metadata
    shown = [output for cell in code for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "error"]
    assert "application/vnd.jupyter.widget-view+json" not in json.dumps(shown)


def test_it_runs_from_the_top(committed: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(committed, as_version=4)
    (tmp_path / "data").symlink_to(committed.parents[1] / "data")
    work = tmp_path / "notebooks"
    work.mkdir()
    NotebookClient(notebook, store_widget_state=False, resources={"metadata": {"path": str(work)}}).execute()
