"""Notebooks of upgraded reviews: collected, valid against the schema, and without what is redacted."""

import json
from pathlib import Path

import jsonschema
import pytest
from shared_notebooks import data_of, save

from archnb import Checklist, Review
from archnb.errors import StoreError
from archnb.export import schema
from archnb.share import collect, share


def renamed(checklist: Checklist, version: str, old: str, new: str) -> Checklist:
    """Return another version, in whose ids and texts other words stand."""
    said = json.dumps(checklist.to_data(), ensure_ascii=False)
    assert old in said
    return Checklist.parse(json.loads(said.replace(old, new)) | {"version": version})


def test_a_notebook_from_before_the_upgrade_is_collected(filled: Review, second: Checklist, tmp_path: Path):
    mailed = Review.open(tmp_path / "ben" / "villa", create=True, checklist=filled.checklist, reviewer="ben")
    mailed.answer("doors.oiled", "yes", note="by mail")
    mailed.answer("doors.locked", "yes")
    notebook = save(mailed, tmp_path / "old.ipynb")
    filled.upgrade(second)
    assert [(done.added, done.problem) for done in collect([notebook], filled.path.parent)] == [({"villa": 2}, "")]
    state = Review.open(filled.path).state
    assert (state.status("doors.quiet"), state.answers["doors.quiet"].note) == ("yes", "by mail")
    assert state.check_again == {"doors.locked": "reworded in 2"}


def test_an_upgraded_review_is_made_whole_from_its_notebook(filled: Review, second: Checklist, tmp_path: Path):
    filled.upgrade(second)
    notebook = save(filled, tmp_path / "villa.ipynb")
    list(collect([notebook], tmp_path / "new"))
    again = Review.open(tmp_path / "new" / "villa")
    assert again.snapshot().data == filled.snapshot().data
    assert "Every door can be locked" in again.as_of("before house 2").snapshot().text


def test_its_data_is_valid(filled: Review, second: Checklist):
    filled.upgrade(second)
    filled.answer("doors.locked", "yes")
    data = json.loads(filled.to_json())
    assert [asked["version"] for asked in data["earlier_checklists"]] == ["1"]
    jsonschema.Draft202012Validator(schema("embedded-review")).validate(data)


@pytest.mark.parametrize("place", ["renamed", "check_again", "from"])
def test_an_upgrade_out_of_form_is_not_valid(filled: Review, second: Checklist, place: str):
    filled.upgrade(second)
    [line] = [
        line for log in json.loads(filled.to_json())["logs"].values() for line in log if "upgrade" in line
    ]  # fmt: skip
    assert jsonschema.Draft202012Validator(schema("log-line")).is_valid(line)
    assert not jsonschema.Draft202012Validator(schema("log-line")).is_valid(line | {place: 7})


def test_a_name_is_in_no_wording_of_before(filled: Review, tmp_path: Path):
    filled.upgrade(renamed(filled.checklist, "2", "No door squeaks", "Ben's door is quiet"))
    filled.upgrade(renamed(filled.checklist, "3", "Ben's door is quiet", "No door squeaks at all"))
    out = tmp_path / "out.ipynb"
    share(save(filled, tmp_path / "villa.ipynb"), out, redact=["owners", "reviewers"])
    assert "Ben" not in out.read_text()
    assert "reviewer's door is quiet" in json.dumps(data_of(out)["earlier_checklists"])


def test_an_id_of_before_that_names_somebody_is_told_and_nothing_is_written(filled: Review, tmp_path: Path):
    filled.answer("roof.tight", "no", owner="Zoë Quill")
    filled.upgrade(renamed(filled.checklist, "2", "doors.oiled", "doors.zoë-quill"))
    filled.upgrade(renamed(filled.checklist, "3", "doors.zoë-quill", "doors.quiet"))
    with pytest.raises(StoreError, match=r"earlier_checklists\[1\]\.sections\[0\]\.items\[1\]\.id: something"):
        share(save(filled, tmp_path / "villa.ipynb"), tmp_path / "out.ipynb", redact=["owners"])
    assert not (tmp_path / "out.ipynb").exists()


def test_an_id_whose_checklist_is_lost_loses_the_name(filled: Review, tmp_path: Path):
    filled.answer("roof.tight", "no", owner="Zoë Quill")
    filled.upgrade(renamed(filled.checklist, "2", "doors.oiled", "doors.zoë-quill"))
    filled.answer("doors.zoë-quill", "no", note="Once.")
    filled.upgrade(renamed(filled.checklist, "3", "doors.zoë-quill", "doors.quiet"))
    next(filled.path.parent.glob("checklists/*2*")).unlink()
    out = tmp_path / "out.ipynb"
    share(save(Review.open(filled.path), tmp_path / "villa.ipynb"), out, redact=["owners"])
    assert "quill" not in out.read_text().casefold()
    log = [line for log in data_of(out)["logs"].values() for line in log]
    assert [line["renamed"] for line in log if "upgrade" in line] == [
        {"doors.oiled": "doors.owner"}, {"doors.owner": "doors.quiet"},
    ]  # fmt: skip
    assert "doors.owner" in [line.get("item") for line in log]
