"""After an upgrade, the form leads to the answers that are to be looked at again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from browser.harness import FormPage
from playwright.sync_api import expect

import archnb
from archnb import Checklist
from archnb.journal import Journal, open_journal

ITEM = "security.cors"


@pytest.fixture
def upgraded(open_form: Callable[[Journal], FormPage], tmp_path: Path) -> FormPage:
    review = archnb.Review.open(tmp_path / "pay", create=True, reviewer="ana")
    asked = review.checklist
    other = next(id_ for id_ in asked.items if id_ != ITEM)
    for item in (ITEM, other):
        review.answer(item, "yes")
    data = asked.to_data() | {"version": "2"}
    item = next(item for section in data["sections"] for item in section["items"] if item["id"] == ITEM)
    item["text"] = "Cross-origin requests are refused"
    review.upgrade(msgspec.convert(data, Checklist))
    return open_form(open_journal(tmp_path / "pay", reviewer="ana"))


def chip(form: FormPage):
    return form.page.locator(".archnb-filter", has_text="Check again")


def test_a_filter_shows_what_is_to_be_checked_again_and_why(upgraded: FormPage) -> None:
    expect(chip(upgraded)).to_have_text("Check again 1")
    chip(upgraded).click()
    expect(upgraded.page.locator(".archnb-row")).to_have_count(1)
    expect(upgraded.row(ITEM).locator(".archnb-check")).to_have_text("↻ check again: reworded in 2")


def test_still_true_says_the_same_of_the_new_wording(upgraded: FormPage) -> None:
    chip(upgraded).click()
    upgraded.row(ITEM).click(position={"x": 4, "y": 4})
    upgraded.row(ITEM).get_by_role("button", name="Still true").click()
    expect(upgraded.row(ITEM).locator(".archnb-check")).to_be_hidden()
    expect(chip(upgraded)).to_have_text("Check again 0")
    assert upgraded.journal.state().check_again == {}
    assert upgraded.journal.state().status(ITEM) == "yes"


def test_without_any_there_is_no_such_filter(form: FormPage) -> None:
    expect(chip(form)).to_be_hidden()
