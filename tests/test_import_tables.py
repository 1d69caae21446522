"""Rows of Markdown tables are items where a column waits for an answer."""

import pytest

from archnb.formats import read


@pytest.fixture
def sections_of(tmp_path):
    def reading(text: str, **options):
        file = tmp_path / "house.md"
        file.write_text(text, encoding="utf-8")
        return read(file, **options).data["sections"]

    return reading


@pytest.mark.parametrize(
    "cells", [("✅", ""), (":white_check_mark:", ":x:"), ("[ ]", "[x]"), ("Yes", "N/A"), ("", ""), ("Must", "may")]
)
def test_a_column_of_marks_makes_rows_items(sections_of, cells):
    rows = "".join(f"| {text} | {cell} |\n" for text, cell in zip(("Locks turn", "Hinges move"), cells, strict=True))
    [section] = sections_of(f"## Doors\n| Check | State |\n|---|---|\n{rows}")
    assert [item["text"] for item in section["items"]] == ["Locks turn", "Hinges move"]


def test_a_name_stands_before_its_description(sections_of):
    [section] = sections_of("|Name|Description|OK|\n|-|-|-|\n|[Lock](https://example.org)|It turns.|✅|\n")
    assert section["items"][0] == {
        "id": "items.lock-it-turns", "text": "Lock: It turns.", "extra": {"OK": "✅"},
        "references": [{"title": "Lock", "url": "https://example.org"}],
    }  # fmt: skip


def test_ratings_are_severities_and_codes_are_ids(sections_of):
    [section] = sections_of("|#|Check|Priority|\n|-|-|-|\n|1.1|Locks turn|P1|\n|1.2|Hinges move|low|\n")
    assert section["items"] == [
        {"id": "1.1", "text": "Locks turn", "severity": "high", "extra": {"Priority": "P1"}},
        {"id": "1.2", "text": "Hinges move", "severity": "low"},
    ]


def test_a_number_of_the_row_is_no_id(sections_of):
    [section] = sections_of("|#|Check|Done|\n|-|-|-|\n|1|Locks turn||\n|2|Hinges move||\n")
    assert [item["id"] for item in section["items"]] == ["items.locks-turn", "items.hinges-move"]


def test_a_bold_row_is_the_title_of_those_below(sections_of):
    rows = "|**D**|**Doors**||\n|D-1|Locks turn||\n|**W**|**Windows**||\n|W-1|Panes hold||\n"
    sections = sections_of(f"# House\n|Test ID|Test|Status|\n|-|-|-|\n{rows}")
    assert [(section["title"], section["items"][0]["id"]) for section in sections] == [
        ("Doors", "D-1"), ("Windows", "W-1"),
    ]  # fmt: skip


def test_beside_task_lists_a_table_without_boxes_is_no_list(sections_of):
    [section] = sections_of("- [ ] Locked\n\n|Role|Sign|\n|-|-|\n|Owner||\n|Tenant||\n")
    assert [item["text"] for item in section["items"]] == ["Locked"]


def test_a_table_that_asks_nothing_is_left_out_and_told(tmp_path):
    file = tmp_path / "house.md"
    file.write_text("- [ ] Locked\n\n|Word|Means|\n|-|-|\n|Lock|shuts|\n")
    assert read(file).skipped == ("line 3: a table of one row: which has no boxes",)


def test_a_column_that_is_named_makes_any_table_a_list(sections_of):
    [section] = sections_of("|Word|Means|\n|-|-|\n|Lock|shuts|\n", columns={"text": "means"})
    assert section["items"][0]["text"] == "shuts"
