"""A notebook's copy of a review follows the logs, and nothing else in the notebook changes."""

from pathlib import Path

import nbformat
import pytest
from loglines import HOUR, NOON, line, write
from shared_notebooks import change, data_of, save, shows

from archnb import Review
from archnb.errors import StoreError
from archnb.share import share, stamp


@pytest.fixture
def notebook(filled: Review, tmp_path: Path) -> Path:
    return save(filled, tmp_path / "villa.ipynb", shows({"text/plain": "a table"}))


def test_a_copy_that_is_current_is_left_to_the_byte(notebook: Path):
    before = notebook.read_bytes(), notebook.stat().st_mtime_ns
    assert stamp(notebook) == (1, [], [])
    assert (notebook.read_bytes(), notebook.stat().st_mtime_ns) == before


def test_a_stale_copy_is_what_the_logs_say(filled: Review, notebook: Path):
    filled.answer("roof.insulated", "yes")
    assert stamp(notebook) == (1, ["villa"], [])
    assert data_of(notebook) == filled.snapshot().data


def test_the_rest_of_the_notebook_stays(filled: Review, notebook: Path):
    before = nbformat.read(notebook, as_version=4)
    filled.answer("roof.insulated", "yes")
    stamp(notebook)
    after = nbformat.read(notebook, as_version=4)
    after.cells[1].outputs[1] = before.cells[1].outputs[1]
    assert after == before


def test_a_check_changes_nothing(filled: Review, notebook: Path):
    filled.answer("roof.insulated", "yes")
    before = notebook.read_bytes()
    assert stamp(notebook, check=True).stale == ["villa"]
    assert notebook.read_bytes() == before


def test_a_copy_whose_html_was_edited_is_stale(notebook: Path):
    notebook.write_text(notebook.read_text().replace("✘ no", "✔ yes"))
    assert stamp(notebook).stale == ["villa"]
    assert "✘ no" in notebook.read_text()


def test_a_copy_of_the_past_stays_of_the_past(filled: Review, tmp_path: Path):
    then = filled.as_of(NOON + HOUR)
    notebook = save(then, tmp_path / "villa.ipynb")
    filled.answer("doors.locked", "yes")
    assert stamp(notebook).stale == []
    assert data_of(notebook) == then.snapshot().data


def test_what_a_merge_brought_for_the_past_is_taken_up(filled: Review, tmp_path: Path):
    notebook = save(filled.as_of(NOON + HOUR), tmp_path / "villa.ipynb")
    write(filled.path, "carol.jsonl", line(NOON, item="roof.insulated"))
    assert stamp(notebook).stale == ["villa"]
    assert data_of(notebook) == Review.open(filled.path).as_of(NOON + HOUR).snapshot().data


def test_answers_that_the_logs_lack_are_not_thrown_away(filled: Review, notebook: Path):
    (filled.path / "ben.jsonl").unlink()
    before = notebook.read_bytes()
    with pytest.raises(StoreError) as raised:
        stamp(notebook)
    assert str(raised.value) == (
        f"{notebook}: this notebook holds 2 lines of 'villa' that the logs in {filled.path} lack. "
        f"Take them in with `archnb collect {notebook} --into {filled.path.parent}`, or run the notebook again."
    )
    assert notebook.read_bytes() == before


def test_a_review_whose_logs_are_elsewhere_is_told(filled: Review, notebook: Path):
    filled.path.parent.rename(notebook.parent / "other")
    assert stamp(notebook) == (1, [], ["villa"])


def test_logs_elsewhere_can_be_named(filled: Review, notebook: Path):
    filled.answer("roof.insulated", "yes")
    filled.path.parent.rename(notebook.parent / "other")
    assert stamp(notebook, reviews=notebook.parent / "other").stale == ["villa"]


def test_logs_that_are_not_where_they_should_be_are_an_error(notebook: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError, match="empty: there is no review of 'villa' here"):
        stamp(notebook, reviews=tmp_path / "empty")


def test_the_folder_that_the_code_opens_is_found(house, tmp_path: Path):
    review = Review.open(tmp_path / "answers" / "villa", create=True, checklist=house)
    notebook = save(review, tmp_path / "villa.ipynb", source='archnb.Review.open("answers/villa")')
    review.answer("doors.locked", "yes")
    assert stamp(notebook).stale == ["villa"]


def test_a_redacted_document_does_not_get_back_what_was_removed(filled: Review, notebook: Path):
    out = notebook.with_name("out.ipynb")
    share(notebook, out, redact=["notes"])
    before = out.read_bytes()
    filled.answer("roof.insulated", "yes")
    assert stamp(out).stale == []
    assert out.read_bytes() == before


def test_a_shared_document_is_not_stale(notebook: Path):
    out = notebook.with_name("out.ipynb")
    share(notebook, out)
    assert stamp(out).stale == []


def test_a_notebook_without_a_review_is_good(tmp_path: Path):
    path = tmp_path / "plain.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), path)
    assert stamp(path) == (0, [], [])


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"cells": 1}', b"\xff\xfe", b"[" * 100_000, b'{"nbformat": 4}']
)
def test_what_is_no_notebook_is_told(tmp_path: Path, content: bytes):
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"x\.ipynb: (this is no notebook, or a damaged one|the notebook is nested)"):
        stamp(path)


@pytest.mark.parametrize("damage", [{"project": 7}, {"logs": []}, {"checklist": {"id": 1}}, {"checklist": "x"}])
def test_damaged_data_is_told(notebook: Path, damage: dict):
    change(notebook, data_of(notebook) | damage)
    with pytest.raises(StoreError, match="the data of the review in this notebook is damaged"):
        stamp(notebook)
