"""The page of `archnb checklist guide` in a browser: its search, its themes and widths, and life without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from archnb import Checklist
from archnb.guide import to_html


@pytest.fixture
def address(tmp_path: Path, house: Checklist) -> str:
    """The page of the house's four items, of which two are related."""
    data = house.to_data()
    data["sections"][0]["items"][0]["related"] = ["roof.tight"]
    (tmp_path / "house.html").write_text(to_html(Checklist.parse(data)), encoding="utf-8")
    return (tmp_path / "house.html").as_uri()


@pytest.fixture
def guide(page: Page, address: str) -> Iterator[Page]:
    """The page, opened; a fault of its script or of its security policy fails the test."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    assert faults == []


def shown(guide: Page) -> list[str]:
    return guide.locator("article:visible").evaluate_all("articles => articles.map(({ id }) => id)")


def test_the_search_finds_words_by_their_beginnings(guide: Page) -> None:
    guide.keyboard.press("/")
    guide.keyboard.type("BURG door")
    assert shown(guide) == ["doors.locked"]
    expect(guide.get_by_role("status")).to_have_text("1 of 4 items")
    assert guide.locator("nav a:visible").all_inner_texts() == ["Doors", "Every door can be locked"]
    guide.keyboard.type(" urglars")
    expect(guide.get_by_role("status")).to_have_text("No item fits.")


def test_escape_shows_everything_again(guide: Page) -> None:
    guide.get_by_role("searchbox").fill("burglars")
    guide.keyboard.press("Escape")
    assert shown(guide) == ["doors.locked", "doors.oiled", "roof.tight", "roof.insulated"]


def test_the_search_takes_every_sign_for_itself(guide: Page) -> None:
    for sign in r"\ ^ $ . * + ? ( ) [ ] { } | / - (? \d".split():
        guide.get_by_role("searchbox").fill(sign)
    guide.get_by_role("searchbox").fill("door.")
    assert shown(guide) == ["doors.locked"]


def test_items_of_a_severity_can_be_chosen(guide: Page) -> None:
    guide.get_by_label("Severity").select_option("critical")
    assert shown(guide) == ["doors.locked", "roof.tight"]


def test_a_link_to_a_hidden_item_shows_it(guide: Page) -> None:
    guide.get_by_role("searchbox").fill("burglars")
    guide.get_by_role("link", name="roof.tight", exact=True).click()
    expect(guide.locator('[id="roof.tight"]')).to_be_in_viewport()
    assert guide.get_by_role("searchbox").input_value() == ""
    assert len(shown(guide)) == 4


def test_contents_follow_the_reading(page: Page, tmp_path: Path) -> None:
    (tmp_path / "guide.html").write_text(to_html(Checklist.load("python-backend")), encoding="utf-8")
    page.goto(f"{(tmp_path / 'guide.html').as_uri()}#testing.mocking")
    current = page.locator('nav [aria-current="location"]')
    expect(current).to_have_attribute("href", "#testing.mocking")
    expect(current).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1280])
def test_axe_finds_no_fault_and_nothing_is_cut(page: Page, tmp_path: Path, scheme: Any, width: int) -> None:
    checklist = Checklist.load("python-backend")
    security = msgspec.structs.replace(checklist, sections=checklist.sections[3:4])
    (tmp_path / "guide.html").write_text(to_html(security), encoding="utf-8")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((tmp_path / "guide.html").as_uri())
    faults = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in faults] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_the_page_is_whole(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    expect(page.locator("article:visible")).to_have_count(4)
    expect(page.locator("nav a:visible")).to_have_count(6)
    expect(page.get_by_role("search")).to_have_count(0)
    page.close()
