from __future__ import annotations

import time
from pathlib import Path

from browser.harness import FormPage
from playwright.sync_api import expect

import archnb
from archnb.journal import Journal

ITEM = "architecture.style-fit"


def test_an_answer_from_elsewhere_appears_within_two_seconds(form: FormPage, tmp_path: Path) -> None:
    archnb.Review.open(tmp_path / "pay", reviewer="ben").answer(ITEM, "partial", note="seen by ben")
    started = time.monotonic()
    expect(form.row(ITEM).locator('input[value="partial"]')).to_be_checked(timeout=3_000)
    assert time.monotonic() - started < 2.5
    expect(form.page.locator(".archnb-numbers")).to_contain_text("1 of 115")


def test_what_somebody_else_writes_never_disturbs_typing(form: FormPage, journal: Journal, tmp_path: Path) -> None:
    note = form.row(ITEM).locator("textarea")
    form.row(ITEM).click(position={"x": 4, "y": 4})
    note.focus()
    ben = archnb.Review.open(tmp_path / "pay", reviewer="ben")
    words = "a long note that goes on while others write " * 3
    for index, part in enumerate(words.split(" ")):
        form.page.keyboard.type(f"{part} ")
        if index % 5 == 0:
            ben.answer(ITEM, ("yes", "no")[index % 2], note=f"ben {index}")
            ben.answer("architecture.communication", ("yes", "no")[index % 2])
        form.page.wait_for_timeout(120)
    typed = "".join(f"{part} " for part in words.split(" "))
    assert note.input_value() == typed
    expect(note).to_be_focused()
    note.blur()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    assert journal.state().answers[ITEM].note == typed


def test_two_reviewers_fields_of_one_answer_are_both_kept(form: FormPage, journal: Journal, tmp_path: Path) -> None:
    archnb.Review.open(tmp_path / "pay", reviewer="ben").answer(ITEM, "no", owner="platform")
    form.row(ITEM).click(position={"x": 4, "y": 4})
    form.row(ITEM).locator("textarea").fill("seen")
    form.row(ITEM).locator("textarea").blur()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    answer = journal.state().answers[ITEM]
    assert (answer.status, answer.owner, answer.note, answer.reviewer) == ("no", "platform", "seen", "ana")


def test_the_row_says_who_answered_and_when(form: FormPage, tmp_path: Path) -> None:
    archnb.Review.open(tmp_path / "pay", reviewer="ben").answer(ITEM, "partial")
    form.row(ITEM).click(position={"x": 4, "y": 4})
    expect(form.row(ITEM).locator(".archnb-foot")).to_contain_text("ben answered partial today", timeout=3_000)
