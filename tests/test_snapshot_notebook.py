"""A saved notebook shows every answer without a kernel, however nbconvert turns it into HTML."""

from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from loglines import SAID
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from archnb import Review
from archnb.journal import MIME

TEMPLATES = {
    "lab": {"template_name": "lab"},
    "classic": {"template_name": "classic"},
    "basic": {"template_name": "basic"},
    "lab, sanitized": {"template_name": "lab", "sanitize_html": True},
    "classic, sanitized": {"template_name": "classic", "sanitize_html": True},
}
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)></div></script> \x1b[31m"


class Reader(HTMLParser):
    """What a person reads of a page, and what it would run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.read = ""
        self.scripts = ""
        self.handlers: list[str] = []
        self._hidden = ""
        self.feed(html)
        self.close()
        self.read = " ".join(self.read.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag in ("script", "style"):
            self._hidden = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""

    def handle_data(self, data: str) -> None:
        if self._hidden == "script":
            self.scripts += data
        elif not self._hidden:
            self.read += data


def saved(review: Review, path: Path) -> Path:
    """Save a notebook that ends with the review's snapshot, as Jupyter would."""
    output = new_output("display_data", data=review.snapshot().bundle())
    notebook = new_notebook(cells=[new_code_cell("review.form()", outputs=[output], execution_count=1)])
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    return path


@pytest.fixture(params=TEMPLATES.values(), ids=TEMPLATES.keys())
def exporter(request) -> HTMLExporter:
    return HTMLExporter(**request.param)


def exported(exporter: HTMLExporter, notebook: Path) -> Reader:
    html, _ = exporter.from_filename(str(notebook))
    return Reader(html)


def test_every_answer_can_be_read(filled, tmp_path, exporter):
    page = exported(exporter, saved(filled, tmp_path / "villa.ipynb"))
    for said in (
        "villa",
        "3 of 4 answered (75 %) · score 0.33 (0.25–0.50 if the rest were no / yes)",
        "Findings (2), worst first",
        "✘ no Every door can be locked · critical · Doors",
        *SAID["note"].split("\n\n"),
        *SAID["evidence"],
        "owner Ben · due 2026-12-24 · ana, 2026-11-22 13:00 UTC",
        "◐ partial No door squeaks",
        "– N/A The roof is tight",
        "○ unanswered The roof is insulated",
    ):
        assert said in page.read


def test_no_tag_is_shown_as_text(filled, tmp_path, exporter):
    page = exported(exporter, saved(filled, tmp_path / "villa.ipynb"))
    assert [mark for mark in ("<div", "<span", "<ul", "<li", "<b>", "<a ", "<code", "</") if mark in page.read] == []


def test_hostile_text_is_read_and_not_run(review, tmp_path, exporter):
    review.answer("doors.locked", "no", note=HOSTILE, evidence=[HOSTILE, "javascript:alert(3)"], owner=HOSTILE)
    page = exported(exporter, saved(review, tmp_path / "villa.ipynb"))
    assert page.read.count("<script>alert(1)</script><img src=x onerror=alert(2)></div></script> \ufffd[31m") == 3
    assert "alert(" not in page.scripts
    assert page.handlers == []


def test_the_notebook_gives_the_data_back(filled, tmp_path):
    notebook = nbformat.read(saved(filled, tmp_path / "villa.ipynb"), as_version=4)
    assert notebook.cells[0].outputs[0].data[MIME] == filled.snapshot().data
