"""Answers that came in notebooks are in the logs, each once."""

import json
from pathlib import Path

import pytest
from loglines import HOUR, NOON, SAID, line, write
from shared_notebooks import data_of, save

from archnb import Checklist, Review
from archnb.share import collect, share


@pytest.fixture
def notebook(filled: Review, tmp_path: Path) -> Path:
    write(filled.path, "Zoë Q..jsonl", line(NOON, "yes", item="roof.insulated", reviewer="Zoë Q.", cost=2.0))
    write(filled.path, "dan.jsonl", b'{"at": "2026-11-22T12:00:00Z", "vote": [1, 2]}')
    review = Review.open(filled.path, reviewer="ana")
    review.milestone("go-live")
    return save(review, tmp_path / "villa.ipynb")


def taken(*notebooks: Path, into: Path, **options: bool) -> list[tuple[dict[str, int], str]]:
    return [(done.added, done.problem) for done in collect(notebooks, into, **options)]


def logs(folder: Path) -> dict[str, list[object]]:
    return {path.name: [json.loads(each) for each in path.open()] for path in folder.glob("*.jsonl")}


def test_a_new_review_is_made_with_every_line(filled: Review, notebook: Path, tmp_path: Path):
    assert taken(notebook, into=tmp_path / "new") == [({"villa": 7}, "")]
    assert logs(tmp_path / "new" / "villa") == logs(filled.path)
    assert Review.open(tmp_path / "new" / "villa").snapshot().data == filled.snapshot().data


def test_the_same_file_twice_adds_nothing(notebook: Path, tmp_path: Path):
    taken(notebook, into=tmp_path / "new")
    before = {path.name: path.read_bytes() for path in (tmp_path / "new" / "villa").iterdir()}
    assert taken(notebook, notebook, into=tmp_path / "new") == [({"villa": 0}, "")] * 2
    assert {path.name: path.read_bytes() for path in (tmp_path / "new" / "villa").iterdir()} == before


def test_a_review_collected_where_it_came_from_adds_nothing(filled: Review, notebook: Path):
    assert taken(notebook, into=filled.path.parent) == [({"villa": 0}, "")]


def test_only_what_is_lacking_is_added_at_the_end(filled: Review, notebook: Path):
    other = line(NOON + 2 * HOUR, "yes")
    write(filled.path, "ana.jsonl", other, line(NOON, "partial", item="doors.oiled"))
    assert taken(notebook, into=filled.path.parent) == [({"villa": 2}, "")]
    assert [each["at"][:13] for each in logs(filled.path)["ana.jsonl"][:3]] == [
        "2026-11-22T14", "2026-11-22T12", "2026-11-22T13",
    ]  # fmt: skip


def test_a_line_that_stands_twice_stays_twice(review: Review, tmp_path: Path):
    write(review.path, "ana.jsonl", line(NOON), line(NOON))
    notebook = save(Review.open(review.path), tmp_path / "villa.ipynb")
    assert taken(notebook, notebook, into=tmp_path / "new") == [({"villa": 2}, ""), ({"villa": 0}, "")]


def test_the_spelling_of_json_makes_no_other_line(filled: Review, tmp_path: Path):
    said = json.dumps({"status": "no", "item": "doors.locked", "at": "2026-11-22T13:00:00+00:00", **SAID})
    write(filled.path, "ana.jsonl", line(NOON, "partial", item="doors.oiled"), said.replace(", ", ",  ").encode())
    notebook = save(filled, tmp_path / "villa.ipynb")
    assert taken(notebook, into=filled.path.parent) == [({"villa": 0}, "")]


def test_answers_of_two_notebooks_come_together(filled: Review, notebook: Path, tmp_path: Path):
    Review.open(filled.path, reviewer="carol").answer("roof.insulated", "no")
    second = save(Review.open(filled.path), tmp_path / "second.ipynb")
    assert taken(second, notebook, into=tmp_path / "new") == [({"villa": 8}, ""), ({"villa": 0}, "")]


def test_a_preview_says_what_would_be_added_and_writes_nothing(notebook: Path, tmp_path: Path):
    assert taken(notebook, notebook, into=tmp_path / "new", dry_run=True) == [({"villa": 7}, ""), ({"villa": 0}, "")]
    assert not (tmp_path / "new").exists()


def test_a_preview_leaves_a_review_alone(filled: Review, notebook: Path):
    (filled.path / "ben.jsonl").unlink()
    before = sorted(path.name for path in filled.path.iterdir())
    assert taken(notebook, into=filled.path.parent, dry_run=True) == [({"villa": 2}, "")]
    assert sorted(path.name for path in filled.path.iterdir()) == before


def test_a_project_is_found_in_a_folder_of_another_name(filled: Review, notebook: Path):
    filled.path.rename(filled.path.with_name("old-house"))
    assert taken(notebook, into=filled.path.parent) == [({"old-house": 0}, "")]


def test_a_checklist_of_ones_own_comes_along(notebook: Path, tmp_path: Path, house: Checklist):
    taken(notebook, into=tmp_path / "new")
    [file] = (tmp_path / "new" / "checklists").iterdir()
    assert list(Checklist.load(file).items) == list(house.items)


def test_a_torn_last_line_is_not_glued_to(filled: Review, notebook: Path):
    write(filled.path, "ana.jsonl", line(NOON, "partial", item="doors.oiled"))
    with (filled.path / "ana.jsonl").open("ab") as log:
        log.write(b'{"at": "2026-')
    assert taken(notebook, into=filled.path.parent) == [({"villa": 2}, "")]
    assert (filled.path / "ana.jsonl").read_bytes().count(b"\n") == 4


def test_sharing_what_was_collected_gives_the_same_bytes(notebook: Path, tmp_path: Path):
    first, second = tmp_path / "first.ipynb", tmp_path / "second.ipynb"
    share(notebook, first)
    taken(first, into=tmp_path / "new")
    share(first, second, reviews=tmp_path / "new")
    assert second.read_bytes() == first.read_bytes()
    assert data_of(second)["digest"] == data_of(notebook)["digest"]


@pytest.mark.parametrize("dry_run", [False, True])
def test_two_projects_whose_names_make_one_folder_get_two(tmp_path: Path, house: Checklist, dry_run: bool):
    notebooks = []
    for place, project in enumerate(["Pay Zeb", "pay-zeb"]):
        folder = tmp_path / f"{place}" / "x"
        Review.open(folder, create=True, checklist=house, project=project)
        write(folder, "ana.jsonl", line(NOON))
        notebooks.append(save(Review.open(folder), tmp_path / f"{place}.ipynb"))
    into = tmp_path / "new"
    assert taken(*notebooks, into=into, dry_run=dry_run) == [({"pay-zeb": 1}, ""), ({"pay-zeb-14181e2e": 1}, "")]
    again = int(dry_run)
    assert taken(*notebooks, into=into, dry_run=dry_run) == [
        ({"pay-zeb": again}, ""),
        ({"pay-zeb-14181e2e": again}, ""),
    ]
