"""A review in a folder of its own, a checklist of four items, and nothing of this machine's settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from browser.chromium import launch
from loglines import HOUR, NOON, SAID, line, write
from playwright.sync_api import Browser, sync_playwright

from archnb import Checklist, Review
from archnb.form.session import FormSession
from archnb.journal import Journal, create_journal
from archnb.store import ChecklistRef, ReviewFolder, ReviewInfo

HOUSE = """\
id: house
title: House rules
version: "1"
sections:
  - id: doors
    title: Doors
    items:
      - id: doors.locked
        text: Every door can be locked
        severity: critical
        severity_reason: Anybody can walk in.
        why: Because of burglars.
        verify: [Try each door.]
      - id: doors.oiled
        text: No door squeaks
        severity: low
        weight: 2
  - id: roof
    title: Roof
    items:
      - id: roof.tight
        text: The roof is tight
        severity: critical
      - id: roof.insulated
        text: The roof is insulated
        severity: high
"""


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reviewer is ana, and git knows nobody."""
    monkeypatch.setenv("ARCHNB_REVIEWER", "ana")
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests: Playwright cannot be started twice in a thread."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def house_file(tmp_path: Path) -> Path:
    file = tmp_path / "house.yaml"
    file.write_text(HOUSE, encoding="utf-8")
    return file


@pytest.fixture
def house(house_file: Path) -> Checklist:
    return Checklist.load(house_file)


@pytest.fixture
def second(house: Checklist) -> Checklist:
    """Version 2 of the four items: one item reworded, one with another id, one new, one retired."""
    data = house.to_data() | {"version": "2"}
    doors, roof = (section["items"] for section in data["sections"])
    doors[0]["text"] = "Every outer door can be locked"
    doors[1]["id"] = "doors.quiet"
    roof[1] = {"id": "roof.rod", "text": "There is a lightning rod"}
    return Checklist.parse(data)


@pytest.fixture
def review(tmp_path: Path, house: Checklist) -> Review:
    """A new review of the four items, in ``reviews/villa``."""
    return Review.open(tmp_path / "reviews" / "villa", create=True, checklist=house, tags={"team": "red", "tier": 1})


@pytest.fixture
def filled(review: Review) -> Review:
    """The review with a no, a partial and an N/A; one item is not answered."""
    write(review.path, "ana.jsonl", line(NOON, "partial", item="doors.oiled"), line(NOON + HOUR, "no", **SAID))
    write(review.path, "ben.jsonl", line(NOON - HOUR, "yes"), line(NOON, "na", item="roof.tight"))
    return review


@pytest.fixture
def folder(tmp_path: Path, house: Checklist) -> Path:
    """The folder of a new review of the four items."""
    path = tmp_path / "villa"
    create_journal(path, ReviewInfo(project="villa", checklist=ChecklistRef(id="house", version="1")), house)
    return path


@pytest.fixture
def opened(folder: Path, house: Checklist) -> Callable[..., Journal]:
    """Open a journal of `folder` whose clock stands still."""

    def opened(reviewer: str = "ana", now: datetime = NOON) -> Journal:
        return Journal(ReviewFolder(folder), house, reviewer=reviewer, clock=lambda: now)

    return opened


@pytest.fixture
def session(opened: Callable[..., Journal]) -> FormSession:
    """What stands behind ana's form of the four items."""
    return FormSession(opened("ana"))
