from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.harness import FormPage
from playwright.sync_api import expect

DARK = """() => {
  document.body.dataset.jpThemeLight = "false";
  document.body.style.background = "#111111";
  document.body.style.setProperty("--jp-layout-color1", "#212121");
  document.body.style.setProperty("--jp-ui-font-color1", "rgba(255, 255, 255, 0.87)");
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_or_critical_fault(form: FormPage, theme: str) -> None:
    if theme == "dark":
        form.page.evaluate(DARK)
        expect(form.page.locator(".archnb-dark")).to_be_visible()
    for item, status in zip(form.journal.checklist.sections[0].items, ["yes", "partial", "no", "na"], strict=False):
        form.choose(item.id, status)
    form.choose("architecture.single-points-of-failure", "no")
    form.row("architecture.single-points-of-failure").get_by_role("button", name="Guidance").click()
    form.alive = False
    form.choose("architecture.framework-choice", "partial")
    expect(form.page.get_by_role("alert")).to_be_visible(timeout=5_000)
    form.filter("Findings").click()
    form.row("architecture.service-boundaries").click(position={"x": 4, "y": 4})
    faults = Axe().run(form.page, context=".archnb-form").response["violations"]
    assert [
        (fault["id"], fault["nodes"][0]["html"]) for fault in faults if fault["impact"] in ("serious", "critical")
    ] == []


def test_each_item_is_a_labelled_radio_group(form: FormPage) -> None:
    group = form.page.get_by_role("radiogroup", name="Architecture style matches scale and complexity")
    assert [radio.get_attribute("value") for radio in group.get_by_role("radio").all()] == [
        "yes",
        "partial",
        "no",
        "na",
    ]
    expect(group.get_by_role("radio", name="Partial")).to_be_visible()


def test_the_save_state_is_a_live_region(form: FormPage) -> None:
    expect(form.page.get_by_role("status")).to_have_text("✓ all saved")


def test_a_status_is_a_word_and_a_glyph_beside_its_colour(form: FormPage) -> None:
    form.choose("architecture.style-fit", "no")
    chosen = form.row("architecture.style-fit").locator("input:checked + .archnb-answer")
    assert chosen.inner_text() == "✘No"
