from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browser.harness import FormPage
from playwright.sync_api import expect

import archnb
from archnb.journal import Journal, open_journal

HOSTILE = '<script>window.hit=1</script><img src=x onerror="window.hit=1"></textarea></script>\x1b[31m\u202egnp.exe'


def test_hostile_text_is_shown_and_does_nothing(open_form: Callable[[Journal], FormPage], tmp_path: Path) -> None:
    checklist = archnb.Checklist.parse(
        {
            "id": "hostile",
            "title": HOSTILE,
            "version": "1",
            "sections": [{"id": "s", "title": HOSTILE, "items": [{"id": "<b>", "text": HOSTILE, "why": HOSTILE}]}],
        }
    )
    review = archnb.Review.open(
        tmp_path / "x", create=True, checklist=checklist, project=HOSTILE, reviewer=f"eve {HOSTILE}"
    )
    links = ["javascript:window.hit=1", 'https://example.org/"onmouseover=window.hit=1', "data:text/html,<script>"]
    review.answer("<b>", "no", note=HOSTILE + "x" * 100_000, evidence=[HOSTILE, *links], owner=HOSTILE)
    form = open_form(open_journal(tmp_path / "x", reviewer="ana"))
    form.page.get_by_role("button", name="Guidance").click()
    expect(form.page.get_by_text("<script>window.hit=1</script>").first).to_be_visible()
    form.page.wait_for_timeout(500)
    assert form.page.evaluate("window.hit") is None
    hrefs = [link.get_attribute("href") for link in form.page.locator(".archnb-form a").all()]
    assert hrefs == ["https://example.org/%22onmouseover=window.hit=1"]
