"""A review as CSV: columns, values, and formulas that are texts."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archnb import ArchnbError, Checklist, Review
from archnb.export import csv_restored, restored
from archnb.export.neutral import csv_neutral, neutral
from archnb.printable import printable, well_formed

COLUMNS = [
    "project", "section", "item", "text", "severity", "weight",
    "status", "note", "evidence", "owner", "due", "reviewer", "answered_at", "tag team", "tag tier",
]  # fmt: skip
#: What makes a formula, or the start of a cell in a program that takes other separators.
TRICKY = st.text(st.sampled_from("'=+-@\t\n\r\0; ax＝\ufeff"), max_size=12)


def rows(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content, newline="")))


def test_answers_are_one_row_per_item_in_checklist_order(filled):
    assert rows(filled.to_csv()) == [
        COLUMNS,
        ["villa", "Doors", "doors.locked", "Every door can be locked", "critical", "1.0", "no",
         "It stands open.\n\nAlways.", "hall.jpg:3\nhttps://example.org/door?a=1&b=2", "Ben", "2026-12-24",
         "ana", "2026-11-22T13:00:00Z", "red", "1"],
        ["villa", "Doors", "doors.oiled", "No door squeaks", "low", "2.0", "partial",
         "", "", "", "", "ana", "2026-11-22T12:00:00Z", "red", "1"],
        ["villa", "Roof", "roof.tight", "The roof is tight", "critical", "1.0", "na",
         "", "", "", "", "ben", "2026-11-22T12:00:00Z", "red", "1"],
        ["villa", "Roof", "roof.insulated", "The roof is insulated", "high", "1.0", "unanswered",
         "", "", "", "", "", "", "red", "1"],
    ]  # fmt: skip


def test_numbers_are_left_alone_and_texts_like_them_are_not(tmp_path, house):
    review = Review.open(tmp_path / "x", create=True, checklist=house, tags={"a": -1, "b": -0.5, "c": "-1", "d": True})
    assert [row[-4:] for row in rows(review.to_csv())[:2]] == [
        ["tag a", "tag b", "tag c", "tag d"],
        ["-1", "-0.5", "'-1", "true"],
    ]


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\0", "＝", " =", "\n@", "\u00a0+", "'=", "''-"])
def test_what_could_be_a_formula_is_led_by_an_apostrophe(lead):
    assert neutral(f"{lead}1+1").startswith("'")


@pytest.mark.parametrize("text", ["1+1", "a=1", "it's", "'twas", "", " x", "#1", "(-1)", "2026-12-24"])
def test_other_texts_are_left_alone(text):
    assert (neutral(text), csv_neutral(text), restored(text), csv_restored(text)) == (text,) * 4


@given(st.text() | TRICKY)
def test_every_text_comes_back(text):
    shown = printable(well_formed(text))
    assert (restored(neutral(text)), csv_restored(csv_neutral(text))) == (shown, shown)


def test_findings_for_jira(filled):
    assert rows(filled.findings_to_csv()) == [
        ["Summary", "Issue Type", "Priority", "Description", "Assignee", "Due Date", "Labels", "Labels", "Labels"],
        [
            "villa: Every door can be locked", "Task", "Highest",
            "{noformat}\nAnswer: no\nSeverity: critical\nSection: Doors\nItem: doors.locked\nChecklist: House rules 1\n"
            "Owner: Ben\nDue: 2026-12-24\nAnswered: 2026-11-22 by ana\nEvidence: hall.jpg:3\n"
            "Evidence: https://example.org/door?a=1&b=2\n\n> It stands open.\n> \n> Always.\n{noformat}",
            "Ben", "2026-12-24", "architecture-review", "severity-critical", "section-doors",
        ],
        [
            "villa: No door squeaks", "Task", "Low",
            "{noformat}\nAnswer: partial\nSeverity: low\nSection: Doors\nItem: doors.oiled\nChecklist: House rules 1\n"
            "Answered: 2026-11-22 by ana\n{noformat}",
            "", "", "architecture-review", "severity-low", "section-doors",
        ],
    ]  # fmt: skip


def test_findings_for_github(filled):
    assert rows(filled.findings_to_csv(layout="github"))[:2] == [
        ["title", "body", "labels", "state"],
        [
            "villa: Every door can be locked",
            "**Every door can be locked**\n\n* Answer: no\n* Severity: critical\n* Section: Doors\n"
            "* Item: doors.locked\n* Checklist: House rules 1\n* Owner: Ben\n* Due: 2026-12-24\n"
            "* Answered: 2026-11-22 by ana\n* Evidence: `hall.jpg:3`\n"
            "* Evidence: `https://example.org/door?a=1&b=2`\n\n"
            "> ```text\n> It stands open.\n> \n> Always.\n> ```",
            "architecture-review,severity-critical,section-doors", "open",
        ],
    ]  # fmt: skip


def test_labels_hold_no_blanks_and_no_commas(tmp_path):
    section = {"id": "a,b", "title": "A, B", "items": [{"id": "x", "text": "X"}]}
    asked = Checklist.parse({"id": "c", "title": "C", "version": "1", "sections": [section]})
    review = Review.open(tmp_path / "x", create=True, checklist=asked)
    review.answer("x", "no")
    assert rows(review.findings_to_csv(layout="github"))[1][2].split(",")[2:] == ["section-a-b"]


def test_a_title_is_cut_where_trackers_cut_it(tmp_path, house):
    review = Review.open(tmp_path / "x", create=True, checklist=house, project="p" * 300)
    review.answer("doors.locked", "no")
    [_, row] = rows(review.findings_to_csv())
    assert row[0] == "p" * 249 + "…"


def test_no_findings_are_a_header_alone(review):
    assert len(rows(review.findings_to_csv())) == 1


def test_another_layout_is_told(filled):
    with pytest.raises(ArchnbError, match=r"^there is no layout 'githup'\. Did you mean 'github'\?$"):
        filled.findings_to_csv(layout="githup")
