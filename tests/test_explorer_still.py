"""What a dashboard's cell leaves for readers without a kernel."""

import json

import nbformat
import pytest
from explored import small
from nbclient import NotebookClient

CELL = "import archnb\ndashboard = archnb.Portfolio.load('reviews', cache=False).explore()\ndashboard"


@pytest.fixture
def run(tmp_path, house):
    """Run the cells of a new notebook beside the small portfolio, and return it."""
    small(tmp_path / "reviews", house)

    def run(*cells):
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        return NotebookClient(made, store_widget_state=False, resources={"metadata": {"path": str(tmp_path)}}).execute()

    return run


def test_the_cell_leaves_a_picture_and_a_table_after_the_widget(run):
    _, picture, table = (output.data for output in run(CELL).cells[0].outputs)
    assert picture["image/png"].startswith("iVBOR")
    assert picture["text/plain"].startswith("What fails most? roof.tight is weakest")
    assert "<td>roof.tight</td>" in table["text/html"]
    assert table["text/plain"].startswith("3 projects, 6 answers shown")


def test_both_follow_the_filters(run):
    _, picture, table = (
        output.data for output in run(CELL, "dashboard.filters.tags['team'].boxes['red'].value = True").cells[0].outputs
    )
    assert "2 projects" in picture["text/plain"]
    assert table["text/plain"].startswith("2 of 3 projects, 4 answers shown")


def test_the_table_uses_only_tags_that_every_viewer_lets_through(run):
    html = run(CELL).cells[0].outputs[2].data["text/html"]
    assert not [tag for tag in ("<style", "<script", "<th", "aria-", "<img") if tag in html]
    assert json.dumps(html).count("<tr>") == 3
