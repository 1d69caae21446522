"""Reviews that are compared with those in notebooks and in git, whose work tree stays as it is."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from archnb import ArchnbWarning, Review
from archnb.diff import read_revision
from archnb.errors import StoreError


def git(path: Path, *arguments: str) -> str:
    person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    done = subprocess.run(["git", *person, *arguments], cwd=path, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


def commit(path: Path) -> str:
    git(path, "add", "-A")
    git(path, "commit", "-q", "--allow-empty", "-m", "answers")
    return git(path, "rev-parse", "HEAD")


@pytest.fixture
def kept(tmp_path, review) -> Review:
    """A review in git: first doors.locked was no, then yes; since then roof.tight was answered."""
    git(tmp_path, "init", "-q", "-b", "main")
    review.answer("doors.locked", "no")
    commit(tmp_path)
    review.answer("doors.locked", "yes")
    commit(tmp_path)
    review.answer("roof.tight", "partial")
    return review


def changed(difference) -> list[tuple[str, str]]:
    return [(change.kind, change.item.id) for change in difference.changes]


@pytest.mark.parametrize(
    ("revision", "expected"),
    [
        ("HEAD", [("answered", "roof.tight")]),
        ("HEAD~1", [("improved", "doors.locked"), ("answered", "roof.tight")]),
        ("main", [("answered", "roof.tight")]),
    ],
)
def test_a_revision_is_compared_with_the_folder_as_it_is(kept, revision, expected):
    assert changed(kept.diff(revision=revision)) == expected


def test_the_repository_is_not_touched(kept, tmp_path):
    def everything():
        return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(tmp_path.rglob("*"))}

    before = everything()
    kept.diff(revision="HEAD~1")
    assert everything() == before


def test_the_checklist_of_that_revision_counts(kept, tmp_path):
    for file in (tmp_path / "reviews" / "checklists").iterdir():
        file.write_text(file.read_text().replace("doors.oiled", "doors.greased"))
    difference = Review.open(kept.path).diff(revision="HEAD")
    assert changed(difference)[1:] == [("new", "doors.greased"), ("retired", "doors.oiled")]


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-h", "HEAD~99", "", "HEAD:reviews"])
def test_what_names_no_commit_is_told(kept, revision):
    with pytest.raises(StoreError) as told:
        kept.diff(revision=revision)
    assert str(told.value) == (
        f"{kept.path}: git knows no revision '{revision}' here. Name a commit, a branch or a tag, such as HEAD~5."
    )


def test_a_revision_without_the_review_is_told(kept, tmp_path):
    other = Review.open(tmp_path / "reviews" / "barn", create=True, checklist=kept.checklist)
    with pytest.raises(StoreError, match=r"barn: there is no review in revision 'HEAD'\. Name another one"):
        other.diff(revision="HEAD")


def test_a_folder_that_was_renamed_since_is_found_by_its_old_name(kept, tmp_path):
    other = kept.path.with_name("manor")
    kept.path.rename(other)
    commit(tmp_path)
    assert changed(Review.open(other).diff(revision="HEAD~1")) == [("answered", "roof.tight")]


def test_a_shallow_clone_says_that_it_lacks_older_commits(kept, tmp_path):
    commit(tmp_path)
    git(tmp_path, "clone", "-q", "--depth", "1", tmp_path.as_uri(), "clone")
    with pytest.raises(StoreError, match=r"no revision 'HEAD~1' here\. This clone lacks older commits: `git fetch"):
        Review.open(tmp_path / "clone" / "reviews" / "villa").diff(revision="HEAD~1")


def test_a_bare_repository_is_told(kept, tmp_path):
    git(tmp_path, "clone", "-q", "--bare", tmp_path.as_uri(), "bare.git")
    with pytest.raises(
        StoreError, match=r"villa: git refuses: this operation must be run in a work tree\. `git status`"
    ):
        read_revision(tmp_path / "bare.git" / "reviews" / "villa", "HEAD")


def test_a_folder_outside_git_is_told(review):
    with pytest.raises(StoreError, match=r"villa: this is in no git repository\. Give a review's folder inside one\.$"):
        review.diff(revision="HEAD")


def test_a_line_that_cannot_be_read_is_told_by_its_place_in_git(kept, tmp_path):
    log = kept.path / "ana.jsonl"
    log.write_text("no json\n" + log.read_text())
    commit(tmp_path)
    with pytest.warns(ArchnbWarning, match=r"^HEAD:reviews/villa/ana\.jsonl:1: JSON is malformed") as told:
        kept.diff(revision="HEAD")
    assert len(told) == 1


def test_links_in_git_are_not_followed(kept, tmp_path):
    (tmp_path / "elsewhere.jsonl").write_bytes((kept.path / "ana.jsonl").read_bytes())
    os.symlink("../../elsewhere.jsonl", kept.path / "ben.jsonl")
    (kept.path / "ana.jsonl").unlink()
    commit(tmp_path)
    (kept.path / "ben.jsonl").unlink()
    kept.answer("roof.insulated", "yes")
    assert changed(kept.diff(revision="HEAD")) == [("answered", "roof.insulated")]


def test_a_folder_behind_a_link_is_found_in_git(kept, tmp_path):
    os.symlink(kept.path.parent, tmp_path / "link")
    assert changed(Review.open(tmp_path / "link" / "villa").diff(revision="HEAD")) == [("answered", "roof.tight")]


def notebook(path: Path, *reviews: Review) -> Path:
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": review.snapshot().bundle()} for review in reviews
    ]
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "", "outputs": outputs}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path


def test_a_notebook_is_compared_as_what_it_carries(filled, tmp_path):
    shared = notebook(tmp_path / "villa.ipynb", filled)
    filled.answer("doors.oiled", "yes")
    assert changed(filled.diff(shared)) == [("improved", "doors.oiled")]


def test_of_two_renditions_of_one_review_the_last_counts(filled, tmp_path):
    filled.milestone("go-live")
    filled.answer("doors.oiled", "yes")
    shared = notebook(tmp_path / "villa.ipynb", filled.as_of("go-live"), filled)
    assert filled.diff(shared).changes == ()


def test_a_notebook_without_a_review_is_told(filled, tmp_path):
    with pytest.raises(StoreError, match=r"empty\.ipynb: this notebook carries no review\. Run the cell that shows"):
        filled.diff(notebook(tmp_path / "empty.ipynb"))


def test_a_notebook_of_two_projects_is_told(filled, tmp_path):
    other = Review.open(tmp_path / "reviews" / "barn", create=True, checklist=filled.checklist)
    with pytest.raises(StoreError, match=r"carries the reviews of 2 projects: 'villa', 'barn'\. Give the folder of"):
        filled.diff(notebook(tmp_path / "both.ipynb", filled, other))


def test_a_folder_is_compared_by_its_path(filled, tmp_path):
    other = Review.open(tmp_path / "reviews" / "barn", create=True, checklist=filled.checklist)
    assert {change.kind for change in filled.diff(other.path).changes} == {"answered"}
