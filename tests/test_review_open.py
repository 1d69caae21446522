"""A review is made in a folder, and opened again with its project, tags and checklist."""

import math
from pathlib import Path

import pytest
from loglines import DOOR, NOON, line, write

from archnb import Checklist, Review
from archnb.errors import ArchnbWarning, ChecklistError, StoreError
from archnb.printable import printable


def words_of(caught: pytest.ExceptionInfo) -> str:
    return str(caught.value)


# Opening


def test_a_new_review_holds_its_project_checklist_and_tags(tmp_path):
    review = Review.open(tmp_path / "villa", create=True, tags={"team": "red", "tier": 1}, repository="git@x:villa")
    again = Review.open(tmp_path / "villa")
    assert (again.project, again.checklist.id, again.tags) == ("villa", "python-backend", {"team": "red", "tier": 1})
    assert again.state.info.repository == "git@x:villa"
    assert again.path == review.path == tmp_path / "villa"


def test_a_project_may_be_called_otherwise_than_its_folder(tmp_path):
    Review.open(tmp_path / "villa", create=True, project="Villa 🏠 / house")
    assert Review.open(tmp_path / "villa").project == "Villa 🏠 / house"


def test_creating_an_old_review_opens_it(review):
    review.answer(DOOR, "yes")
    again = Review.open(review.path, create=True, project="another")
    assert (again.project, again.coverage) == ("villa", 0.25)


def test_a_folder_without_a_review_is_told(tmp_path):
    with pytest.raises(StoreError) as caught:
        Review.open(tmp_path)
    assert words_of(caught) == (
        f"{tmp_path}: no review here: there is no review.json. "
        "Make one with `archnb new PROJECT` or Review.open(..., create=True)."
    )


@pytest.mark.parametrize("name", ["CON", "a:b", "villa.", "x" * 241, "../villa/../a", "vil\0la/a", "\udcff"])
def test_an_unsafe_folder_is_refused(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError) as caught:
        Review.open(Path("new") / name, create=True)
    assert words_of(caught) == (
        f"{printable(str(Path('new') / name))}: this is not a safe name for a review's folder. "
        "Use letters, digits, hyphens and dots, at most 240 bytes, and no '..' on the way."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_the_system_cannot_keep_is_refused_where_its_portfolio_is_there(tmp_path):
    with pytest.raises(StoreError, match="not a safe name"):
        Review.open(tmp_path / ("x" * 300), create=True)


def test_a_folder_above_is_fine(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert Review.open("../reviews/villa", create=True).project == "villa"


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "main.py").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Review.open(tmp_path / "src", create=True)
    assert words_of(caught) == (
        f"{tmp_path / 'src'}: the folder holds other files and no review.json. "
        "Choose a new or an empty folder for the review."
    )


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "villa").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Review.open(tmp_path / "villa", create=True)
    assert words_of(caught) == (
        f"{tmp_path / 'villa'}: file exists. A file stands where the folder should be: choose another place."
    )


UNKEPT = "A project has 1 to 300 characters; a tag is a text, a number, true or false."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"project": ""}, "Expected `str` of length >= 1 - at `$.project`"),
        ({"project": "x" * 301}, "Expected `str` of length <= 300 - at `$.project`"),
        ({"tags": {"team": ["red"]}}, "Expected `bool | int | float | str`, got `array` - at `$.tags[...]`"),
        ({"tags": {"share": math.nan}}, "Expected `bool | int | float | str`, got `null` - at `$.tags[...]`"),
    ],
)
def test_what_review_json_cannot_hold_is_refused_before_anything_is_made(tmp_path, fields, reason):
    with pytest.raises(StoreError) as caught:
        Review.open(tmp_path / "villa", create=True, **fields)
    assert words_of(caught) == f"{tmp_path / 'villa'}: this cannot be kept in review.json: {reason}. {UNKEPT}"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_review_json_is_told(review):
    (review.path / "review.json").write_text('{"project": 3}', encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Review.open(review.path)
    assert words_of(caught) == (
        f"{review.path / 'review.json'}: not a valid review.json: Expected `str`, got `int` - at `$.project`. "
        "Mend the line or restore the file from git."
    )


def test_lines_that_cannot_be_read_are_warned_of(review):
    write(review.path, "ana.jsonl", b"<<<<<<< HEAD", line(NOON))
    with pytest.warns(ArchnbWarning) as warned:
        Review.open(review.path)
    words = "a merge conflict's marker. The other lines were read; mend this one or leave it."
    words = f"{review.path / 'ana.jsonl'}:1: {words}"
    assert [str(warning.message) for warning in warned] == [words]
    assert [str(problem) for problem in review.problems] == [words]


def test_a_log_full_of_faults_is_warned_of_ten_times(review):
    write(review.path, "ana.jsonl", *[b"?"] * 50)
    with pytest.warns(ArchnbWarning) as warned:
        Review.open(review.path)
    assert len(warned) == 10


# Tags


def test_tags_of_an_old_review_are_added_and_changed(review):
    assert Review.open(review.path, tags={"tier": 2, "pci": True}).tags == {"team": "red", "tier": 2, "pci": True}
    assert Review.open(review.path).tags == {"team": "red", "tier": 2, "pci": True}


def test_what_somebody_else_keeps_in_review_json_stays(review):
    file = review.path / "review.json"
    file.write_text(file.read_text(encoding="utf-8").replace("{", '{\n  "wiki": "https://x",', 1), encoding="utf-8")
    Review.open(review.path, tags={"tier": 2})
    assert '"wiki": "https://x"' in file.read_text(encoding="utf-8")


def test_the_tags_that_one_is_given_are_a_copy(review):
    review.tags["team"] = "blue"
    assert review.tags["team"] == "red"


# Checklists


def test_an_own_checklist_is_copied_beside_the_reviews_and_found_again(tmp_path, house_file):
    asked = Checklist.load(house_file)
    Review.open(tmp_path / "reviews" / "villa", create=True, checklist=house_file)
    house_file.unlink()
    assert Review.open(tmp_path / "reviews" / "villa").checklist == asked
    assert len(list((tmp_path / "reviews" / "checklists").iterdir())) == 1


def test_a_second_review_uses_the_copy(tmp_path, house):
    for name in ("villa", "shed"):
        Review.open(tmp_path / "reviews" / name, create=True, checklist=house)
    assert len(list((tmp_path / "reviews" / "checklists").iterdir())) == 1


def test_a_built_in_checklist_is_not_copied(tmp_path):
    Review.open(tmp_path / "reviews" / "villa", create=True)
    assert not (tmp_path / "reviews" / "checklists").exists()


def test_a_checklist_that_went_missing_is_told(review):
    copies = review.path.parent / "checklists"
    for file in copies.iterdir():
        file.unlink()
    with pytest.raises(ChecklistError) as caught:
        Review.open(review.path)
    assert words_of(caught) == f"{review.path}: the review's checklist house@1 is not here. Put its file into {copies}."


def test_another_version_of_the_checklist_is_warned_of(review):
    (copy,) = (review.path.parent / "checklists").iterdir()
    copy.write_text(copy.read_text(encoding="utf-8").replace("version: '1'", "version: '2'"), encoding="utf-8")
    with pytest.warns(ArchnbWarning) as warned:
        Review.open(review.path)
    assert [str(w.message) for w in warned] == [f"{review.path}: answered against house@1, shown with house@2"]


def test_another_checklist_than_the_review_has_is_refused(review):
    with pytest.raises(StoreError) as caught:
        Review.open(review.path, checklist="python-backend")
    assert words_of(caught) == (
        f"{review.path}: this review is answered against house@1, not python-backend@1.0.0. "
        "Open it without a checklist, or make a new review in another folder."
    )
