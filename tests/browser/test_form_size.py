from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.harness import FormPage
from playwright.sync_api import expect

import archnb
from archnb.journal import Journal, open_journal


@pytest.fixture
def large(tmp_path: Path) -> Journal:
    sections = [
        {
            "id": f"s{s}",
            "title": f"Section {s}",
            "items": [{"id": f"s{s}.i{i}", "text": f"Item {i}"} for i in range(250)],
        }
        for s in range(12)
    ]
    checklist = archnb.Checklist.parse({"id": "large", "title": "Large", "version": "1", "sections": sections})
    archnb.Review.open(tmp_path / "big", create=True, checklist=checklist, reviewer="ana")
    return open_journal(tmp_path / "big", reviewer="ana")


def test_three_thousand_items_render_as_they_are_needed(
    open_form: Callable[[Journal], FormPage], large: Journal
) -> None:
    form = open_form(large)
    assert form.page.locator(".archnb-row").count() <= 80
    form.page.locator(".archnb-pane").evaluate("pane => { pane.scrollTop = pane.scrollHeight }")
    expect(form.row("s0.i60")).to_be_attached()
    form.page.keyboard.press("Tab")
    form.row("s0.i0").focus()
    form.page.keyboard.press("[")
    expect(form.page.locator(".archnb-current")).to_have_attribute("data-item", "s11.i0")
    form.choose("s11.i0", "yes")
    expect(form.page.locator(".archnb-numbers")).to_contain_text("1 of 3000")


def test_the_keyboard_reaches_rows_that_were_not_rendered(
    open_form: Callable[[Journal], FormPage], large: Journal
) -> None:
    form = open_form(large)
    form.row("s0.i0").focus()
    for _ in range(100):
        form.page.keyboard.press("j")
    expect(form.page.locator(".archnb-current")).to_have_attribute("data-item", "s0.i100")
    expect(form.row("s0.i100")).to_be_focused()


@pytest.mark.parametrize("width", [360, 520, 800, 1400])
def test_nothing_is_wider_than_its_place(form: FormPage, width: int) -> None:
    form.choose("architecture.style-fit", "no")
    form.row("architecture.style-fit").locator("textarea").fill("x" * 400)
    form.page.set_viewport_size({"width": width, "height": 800})
    wide = form.page.evaluate("""() => {
      const form = document.querySelector(".archnb-form").getBoundingClientRect();
      return [...document.querySelectorAll(".archnb-header *, .archnb-row *")]
        .filter((node) => node.getBoundingClientRect().right > form.right + 1)
        .map((node) => node.className);
    }""")
    assert wide == []
