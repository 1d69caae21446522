"""`archnb report`: which page is made of which folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_page import add, page, report


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def two(here: None) -> None:
    add("hut", "nyyyyy", said={"doors.locked": {"due": "2026-04-01"}})
    add("villa", "yyyyyy")


@pytest.mark.usefixtures("two")
def test_a_portfolio_becomes_report_html_by_default():
    assert report("reviews").stdout == "Made report.html\n"
    assert "2 projects · Six 1 · as of 20" in Path("report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("two")
def test_a_project_is_named_or_its_folder_given():
    assert page("hut", "--as-of", "2026-05-01").html == page("reviews/hut", "--as-of", "2026-05-01").html


@pytest.mark.usefixtures("two")
def test_the_same_answers_make_the_same_page():
    first = page("reviews", "--as-of", "2026-05-01").html
    command = [
        sys.executable,
        "-c",
        "from archnb.cli import main; main()",
        "report",
        "reviews",
        "--as-of",
        "2026-05-01",
    ]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    assert Path("report.html").read_text(encoding="utf-8") == first


@pytest.mark.usefixtures("two")
def test_nothing_is_written_into_the_portfolio():
    before = {path: path.read_bytes() for path in Path("reviews").rglob("*") if path.is_file()}
    report("reviews")
    assert {path: path.read_bytes() for path in Path("reviews").rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("two")
def test_the_day_of_the_report_decides_what_is_overdue():
    assert page("reviews", "--as-of", "2026-04-01").said["Findings"] == "1 0 overdue"
    assert page("reviews", "--as-of", "2026-04-02").said["Findings"] == "1 1 overdue"


@pytest.mark.usefixtures("two")
def test_the_title_is_what_one_says():
    assert "<title>Q2 &amp; more</title>" in page("reviews", "--title", "Q2 & more").html


@pytest.mark.usefixtures("two")
def test_only_a_page_is_written_over():
    result = report("reviews", "-o", "reviews/hut/review.json")
    assert (result.exit_code, result.stderr) == (
        2,
        "archnb: reviews/hut/review.json: the name of an HTML page ends in .html. "
        "Give such a name, as in `-o report.html`.\n",
    )


@pytest.mark.usefixtures("two")
def test_a_moment_that_is_none_is_refused():
    result = report("reviews", "--as-of", "soon")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("archnb: 'soon' is neither a milestone nor a date.")


@pytest.mark.usefixtures("two")
def test_a_folder_to_write_in_that_is_not_there_is_told():
    result = report("reviews", "-o", "nowhere/out.html")
    assert (result.exit_code, result.stderr) == (2, "archnb: nowhere/out.html: no such file or directory\n")


def test_a_folder_without_a_review_is_told():
    Path("empty").mkdir()
    result = report("empty")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "archnb: empty: there is no review here to report on. Make one with: archnb new PROJECT.",
    )


def test_a_notebook_that_carries_a_review_has_a_report():
    import nbformat

    from archnb import Review

    path = add("hut", "nyyyyy")
    notebook = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("review.form()")
    cell.outputs = [nbformat.v4.new_output("display_data", Review.open(path).snapshot().bundle())]
    notebook.cells = [cell]
    nbformat.write(notebook, "hut.ipynb")
    found = page("hut.ipynb", "--as-of", "2026-05-01")
    assert found.said["Blockers"] == "1 critical item answered no: “Every door can be locked”."
