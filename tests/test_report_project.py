"""The report of one project: findings, every item, and its milestones."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_page import Document, add, mark, page

SAID = {
    "doors.locked": {"note": "Wide open.\nSince May.", "evidence": ["doors.md:3", "https://example.com/1"]},
    "roof.tight": {"note": "Dry.", "evidence": ["mailto:ben@example.com", "javascript:alert(1)"]},
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def build() -> None:
    path = add("hut", "nnnn..", team="red")
    mark(path, "spring", "2026-03-31")
    add("hut", "np.ya.", day="2026-04-10", said=SAID)
    mark(path, "summer", "2026-06-30")


@pytest.fixture(scope="module")
def hut(tmp_path_factory: pytest.TempPathFactory) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("hut"))
        build()
        return page("reviews/hut", "--as-of", "2026-07-01")


def test_it_is_about_one_project(hut: Document):
    assert hut.words.lstrip().startswith("hut\n")
    assert (hut.said["team"], hut.said["reviewed by"]) == ("red", "ana")
    assert hut.said["Blockers"] == "1 critical item answered no: “Every door can be locked”."


def test_every_item_is_listed_with_note_and_evidence(hut: Document):
    rows = [
        row
        for row in hut.rows
        if row[0].endswith(("doors.locked", "doors.oiled", "doors.wide", "tight", "warm", "green"))
    ]
    assert rows == [
        ["Every door can be locked critical doors.locked", "✘ no", "Wide open.\nSince May.doors.md:3, https://example.com/1", "ana 2026-04-10"],  # noqa: E501
        ["No door squeaks low doors.oiled", "◐ partial", "", "ana 2026-04-10"],
        ["Doors are wide medium doors.wide", "✘ no", "", "ana 2026-03-10"],
        ["The roof is tight critical roof.tight", "✔ yes", "Dry.mailto:ben@example.com, javascript:alert(1)", "ana 2026-04-10"],  # noqa: E501
        ["The roof is insulated high roof.warm", "– N/A", "", "ana 2026-04-10"],
        ["The roof is green low roof.green", "○ unanswered", "", ""],
    ]  # fmt: skip


def test_links_lead_to_the_web_and_to_mail_only(hut: Document):
    links = {link for link in hut.values("href") if link and not link.startswith("#")}
    assert links == {"https://example.com/1", "mailto:ben@example.com"}


def test_milestones_stand_in_a_row(hut: Document):
    # Spring: four no. Since then two better: partial and yes, N/A counts no more: 1.5 of 4.
    heads = [
        "Milestone",
        "Date",
        "Answered",
        "Score",
        "Bounds",
        "Change",
        "▲ improved",
        "▼ regressed",
        "Findings",
        "Gate",
    ]
    assert hut.row("Milestone") == heads
    assert hut.row("spring") == ["spring", "2026-03-31", "67 %", "0 %", "0–33 %", "–", "–", "–", "4", "✘ 2 at no"]
    assert hut.row("summer") == [
        "summer",
        "2026-06-30",
        "83 %",
        "38 %",
        "30–50 %",
        "+38 pp",
        "2",
        "0",
        "3",
        "✘ 1 at no",
    ]


def test_a_milestone_after_which_nothing_changed_is_not_shown_twice(hut: Document):
    assert "No answer has changed since summer." in hut.words
    assert "2 answers improved and 0 regressed" in hut.said["Since spring"]


def test_answers_after_the_last_milestone_are_shown_as_now():
    path = add("hut", "nnnnnn")
    mark(path, "spring", "2026-03-31")
    add("hut", "y.....", day="2026-04-10")
    assert page("reviews/hut", "--as-of", "2026-05-01").row("now")[1:4] == ["2026-05-01", "100 %", "17 %"]


def test_it_can_be_seen_as_of_a_milestone():
    build()
    found = page("reviews/hut", "--as-of", "spring")
    assert "as of spring · overdue judged on 2026-03-31" in found.words
    assert found.said["Findings"] == "4 0 overdue"
    assert "summer" not in found.words


def test_a_project_without_an_answer_has_a_report():
    add("hut", "......")
    assert page("reviews/hut").said["Answered"] == "0 % of 6 questions"
