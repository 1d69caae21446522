"""The report in a real browser: light, dark, narrow, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from report_page import add, mark, report

LONG = "a-service-whose-name-is-longer-than-any-table-would-like-" * 3


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio's and a project's report."""
    folder = tmp_path_factory.mktemp("reports")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        path = add("hut", "nnynpy", team="red")
        mark(path, "spring", "2026-03-31")
        said = {"note": "x" * 300, "evidence": ["https://example.com/" + "y" * 200], "owner": "ben" * 40}
        add("hut", "ny.a..", day="2026-05-01", said={"doors.locked": said | {"due": "2026-04-01"}})
        add(LONG[:150], "yyynnp", team="blue")
        assert report("reviews", "--as-of", "2026-07-01", "-o", "portfolio.html").exit_code == 0
        assert report("reviews/hut", "--as-of", "2026-07-01", "-o", "project.html").exit_code == 0
    return folder


@pytest.fixture(params=["portfolio", "project"])
def page(browser: Browser, pages: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A report, opened as a file; whatever the policy forbids fails the test."""
    faults: list[str] = []
    opened = browser.new_page()
    opened.on("console", lambda said: faults.append(said.text))
    opened.goto(f"file://{pages}/{request.param}.html")
    yield opened
    opened.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1280])
def test_axe_finds_no_fault_and_nothing_is_cut(page: Page, scheme: Any, width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_on_a_narrow_screen_findings_stand_one_part_below_the_other(page: Page):
    page.set_viewport_size({"width": 380, "height": 900})
    widths = "cells => cells.filter(cell => cell.offsetParent && cell.textContent).map(cell => cell.clientWidth)"
    assert set(page.locator(".cards :is(td, th[scope=row])").evaluate_all(widths)) == {348}  # all but the margins


@pytest.mark.browser
def test_charts_stay_on_white_paper_in_the_dark(page: Page):
    page.emulate_media(color_scheme="dark")
    colours = "e => getComputedStyle(e).backgroundColor"
    assert page.locator(".paper").first.evaluate(colours) == "rgb(255, 255, 255)"
    assert page.locator("body").evaluate(colours) == "rgb(21, 24, 28)"


@pytest.mark.browser
def test_in_print_headings_repeat_rows_are_whole_and_nothing_is_wider_than_the_paper(page: Page):
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 within its margins
    style = "(e, name) => getComputedStyle(e)[name]"
    assert page.locator("thead").first.evaluate(style, "display") == "table-header-group"
    assert page.locator("tbody tr").first.evaluate(style, "breakInside") == "avoid"
    assert page.locator("figure").first.evaluate(style, "breakInside") == "avoid"
    assert page.locator("body").evaluate(style, "backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
