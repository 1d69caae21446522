"""Whatever people write stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_page import Document, page
from test_snapshot_hostile import HOSTILE

from archnb import Checklist, Review


def reviewed(folder: Path, number: int, text: str) -> None:
    """Make a review in which every text that a person gives is `text`."""
    items = [{"id": f"i{number}{letter}", "text": text, "severity": "critical"} for letter in "abc"]
    sections = [{"id": "s", "title": text, "items": items}]
    asked = Checklist.parse({"id": f"hostile{number}", "title": text, "version": text, "sections": sections})
    path = folder / f"p{number}"
    review = Review.open(
        path, create=True, checklist=asked, project=text, reviewer=text, tags={text: text}, repository=text
    )
    for letter, status in zip("abc", ("no", "partial", "yes"), strict=True):
        review.answer(f"i{number}{letter}", status, note=text, evidence=[text], owner=text)
    review.milestone(text[:200])
    review.answer(f"i{number}a", "yes")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(found: Document, plain: Document) -> None:
    assert set(found.tags) <= set(plain.tags) | {"a"}
    assert {name for name, _ in found.attributes} <= {name for name, _ in plain.attributes} | {"href", "rel"}
    assert found.open == []
    links = [link or "" for link in found.values("href")]
    assert [link for link in links if not link.startswith(("#", "https://", "http://", "mailto:"))] == []
    assert set("\x00\x07\x1b\x9b\u202e\u2066\u200f") & set(found.html) == set()
    assert {value for name, value in found.attributes if name == "class"} <= {
        value for name, value in plain.attributes if name == "class"
    }


@pytest.fixture
def plain(here: None) -> Document:
    for number in range(2):
        reviewed(Path("plain"), number, f"plain {number}")
    return page("plain")


def test_a_portfolio_of_hostile_projects_is_text(plain: Document):
    for number, text in enumerate(HOSTILE.values()):
        reviewed(Path("hostile"), number, text)
    found = page("hostile", "--title", "<script>alert(1)</script>")
    check(found, plain)
    assert '<h1 dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</h1>' in found.html


def test_a_hostile_project_is_text(plain: Document):
    reviewed(Path("hostile"), 0, " ".join(HOSTILE.values())[:290])
    check(page("hostile"), page("plain/p0"))
