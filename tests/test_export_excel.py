"""A review as a workbook: sheets, types of cells, header and filters."""

import builtins
from datetime import datetime

import openpyxl
import pytest
from loglines import NOON, line, write

from archnb import ArchnbError, Review
from archnb.errors import StoreError
from archnb.export import restored


@pytest.fixture
def book(filled, tmp_path):
    filled.milestone("go-live")
    filled.to_excel(tmp_path / "villa.xlsx")
    return openpyxl.load_workbook(tmp_path / "villa.xlsx")


def written(review: Review, path):
    review.to_excel(path / "x.xlsx")
    return openpyxl.load_workbook(path / "x.xlsx")


def values(sheet) -> list[tuple]:
    return list(sheet.iter_rows(values_only=True))


def test_there_is_one_sheet_per_view(book):
    assert book.sheetnames == ["answers", "findings", "sections", "history", "about"]


def test_answers_have_a_row_per_item_with_dates_as_dates(book):
    assert values(book["answers"])[1] == (
        "villa", "Doors", "doors.locked", "Every door can be locked", "critical", 1, "no", "It stands open.\n\nAlways.",
        "hall.jpg:3\nhttps://example.org/door?a=1&b=2", "Ben", datetime(2026, 12, 24), "ana",
        datetime(2026, 11, 22, 13), "red", 1,
    )  # fmt: skip
    assert [row[2] for row in values(book["answers"])[1:]] == [
        "doors.locked", "doors.oiled", "roof.tight", "roof.insulated",
    ]  # fmt: skip
    assert [book["answers"][cell].number_format for cell in ("K2", "M2")] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_findings_are_worst_first(book):
    assert [row[2] for row in values(book["findings"])[1:]] == ["doors.locked", "doors.oiled"]


def test_history_has_every_answer_oldest_first(book):
    assert [(row[2], row[6]) for row in values(book["history"])[1:]] == [
        ("doors.locked", "yes"),
        ("doors.oiled", "partial"),
        ("roof.tight", "na"),
        ("doors.locked", "no"),
    ]


def test_sections_have_counts_and_measures_and_a_total(book):
    assert values(book["sections"]) == [
        ("section", "items", "yes", "partial", "no", "na", "unanswered", "coverage", "score",
         "score if the rest were no", "score if they were yes"),
        ("Doors", 2, 0, 1, 1, 0, 0, 1, 1 / 3, 1 / 3, 1 / 3),
        ("Roof", 2, 0, 0, 0, 1, 1, 0.5, None, 0, 1),
        ("all", 4, 0, 1, 1, 1, 1, 0.75, 1 / 3, 0.25, 0.5),
    ]  # fmt: skip


def test_about_says_what_the_review_is(book):
    about = dict(values(book["about"]))
    milestone = about.pop("milestone go-live")
    assert isinstance(milestone, datetime)
    assert about == {
        "what": "value", "project": "villa", "checklist": "House rules", "checklist id": "house",
        "checklist version": "1", "repository": None, "reviewers": "ana, ben",
        "last answer": datetime(2026, 11, 22, 13), "as of": None, "tag team": "red", "tag tier": 1,
    }  # fmt: skip


def test_every_header_stays_in_sight_and_filters(book):
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:O5", "A1:O3", "A1:K4", "A1:O5", "A1:B12"]
    assert {sheet["A1"].font.bold for sheet in book} == {True}


def test_long_texts_get_wide_columns(book):
    widths = {column: book["answers"].column_dimensions[column].width for column in "AH"}
    assert widths == {"A": 16, "H": 60}


@pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "#N/A", "1", "TRUE", "_x003D_1"])
def test_a_note_is_a_text_and_comes_back(review, tmp_path, note):
    review.answer("doors.locked", "no", note=note)
    cell = written(review, tmp_path)["answers"]["H2"]
    assert cell.data_type == "s"
    assert restored(cell.value).replace("_x005F_", "_") == note


def test_numbers_below_zero_stay_numbers(tmp_path, house):
    review = Review.open(tmp_path / "x", create=True, checklist=house, tags={"margin": -0.5})
    cell = written(review, tmp_path)["answers"]["N2"]
    assert (cell.value, cell.data_type) == (-0.5, "n")


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(review, tmp_path):
    review.answer("doors.locked", "no", note="x" * 100_000)
    said = written(review, tmp_path)["answers"]["H2"].value
    assert (len(said), said[-12:]) == (32_767, " … (cut off)")


def test_a_date_before_excels_calendar_is_a_text(review, tmp_path):
    write(review.path, "ana.jsonl", line(NOON, "no", due="1815-12-10"))
    assert written(review, tmp_path)["answers"]["K2"].value == "1815-12-10"


def test_the_past_is_written_as_it_was(filled, tmp_path):
    past = filled.as_of("2026-11-22T12:00")
    book = written(past, tmp_path)
    assert len(values(book["history"])) == 4
    assert dict(values(book["about"]))["as of"] == datetime(2026, 11, 22, 12)


def test_a_folder_that_is_not_there_is_told(filled, tmp_path):
    with pytest.raises(StoreError, match=r"x\.xlsx: no such file or directory"):
        filled.to_excel(tmp_path / "nowhere" / "x.xlsx")


def test_a_missing_openpyxl_is_told_with_the_way_to_get_it(filled, tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **named):
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        ArchnbError, match=r'^openpyxl is not installed\. Install it with: pip install "archnb\[share\]"$'
    ):
        filled.to_excel(tmp_path / "x.xlsx")
