from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from running_lab import running

SNAPSHOT = "application/vnd.archnb.review.v1+json"


@pytest.mark.browser
def test_the_form_can_be_answered_at_once(tmp_path: Path, browser: Browser):
    folder = tmp_path / "shop"
    folder.mkdir()
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    with running(folder, "--no-browser") as lab:
        page.goto(lab.address)
        row = page.locator('.archnb-row[data-item="architecture.style-fit"]')
        row.wait_for(timeout=60_000)
        row.locator("label", has_text="Partial").click()
        answer = ("architecture.style-fit", "partial")
        eventually(page, lambda: answers_in_the_log(folder) == [answer])
        page.get_by_text("1 of 115 answered (1 %)").first.wait_for()
        page.keyboard.press("Control+s")
        eventually(page, lambda: answers_in_the_notebook(folder) == [answer])
    page.close()


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, holds
        page.wait_for_timeout(100)


def answers_in_the_log(folder: Path) -> list[tuple[str, str]]:
    logs = (folder / "reviews" / "shop").glob("*.jsonl")
    lines = [json.loads(line) for log in logs for line in log.read_text().splitlines()]
    return [(line["item"], line["status"]) for line in lines]


def answers_in_the_notebook(folder: Path) -> list[tuple[str, str]]:
    cells = {cell["id"]: cell for cell in json.loads((folder / "shop.ipynb").read_bytes())["cells"]}
    data = cells["form"]["outputs"][1]["data"][SNAPSHOT]
    return [(line["item"], line["status"]) for log in data["logs"].values() for line in log]
