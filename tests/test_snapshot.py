"""A snapshot says everything in words, in tags that every viewer lets through."""

import pytest
from html_page import Page
from loglines import SAID

from archnb import Review
from archnb.answers import GLYPHS, WORDS
from archnb.journal import MIME

TEXT = """\
villa · House rules 1
3 of 4 answered (75 %) · score 0.33 (0.25–0.50 if the rest were no / yes) · 2 findings, 1 critical · \
last answer 2026-11-22 13:00 UTC by ana, ben

FINDINGS (2), worst first
  ✘ no         Every door can be locked · critical
               owner Ben · due 2026-12-24 · ana, 2026-11-22 13:00 UTC
  ◐ partial    No door squeaks
               ana, 2026-11-22 12:00 UTC

Doors · 2 of 2 answered · score 0.33
  ✘ no         Every door can be locked · critical
               It stands open.

               Always.
               hall.jpg:3
               https://example.org/door?a=1&b=2
               owner Ben · due 2026-12-24 · ana, 2026-11-22 13:00 UTC
  ◐ partial    No door squeaks
               ana, 2026-11-22 12:00 UTC

Roof · 1 of 2 answered · score –
  – N/A        The roof is tight · critical
  ○ unanswered The roof is insulated · high"""


def test_only_tags_that_every_viewer_keeps_are_used(filled):
    page = Page(filled.snapshot().html)
    assert set(page.tags) == {"div", "span", "b", "code", "a", "ul", "li"}
    assert page.open == []


def test_colours_come_in_pairs_and_without_a_style_sheet(filled):
    styles = [value for name, value in Page(filled.snapshot().html).attributes if name == "style"]
    assert [
        style for style in styles if ("background" in style) != ("color:#" in style.replace("background-", ""))
    ] == []
    assert [style for style in styles if "var(" in style or "url(" in style] == []


@pytest.mark.parametrize("status", WORDS)
def test_every_status_is_a_word(review, status):
    if status != "unanswered":
        review.answer("roof.tight", status)
    words = f"{GLYPHS[status]} {WORDS[status]}"
    assert f"{words} The roof is tight" in Page(review.snapshot().html).words
    assert " ".join(f"{words} The roof is tight · critical".split()) in " ".join(review.snapshot().text.split())


def test_findings_come_first_and_worst_first(filled):
    words = Page(filled.snapshot().html).words
    places = [
        words.index(said)
        for said in (
            "Findings (2), worst first",
            "✘ no Every door",
            "◐ partial No door",
            "Doors · 2 of 2",
            "Roof · 1 of 2",
        )
    ]
    assert places == sorted(places)


def test_a_finding_says_all_that_is_known_of_it(filled):
    words = Page(filled.snapshot().html).words
    for said in [
        "It stands open.",
        "Always.",
        *SAID["evidence"],
        "owner Ben · due 2026-12-24 · ana, 2026-11-22 13:00 UTC",
    ]:
        assert said in words


def test_a_note_keeps_its_lines(filled):
    assert '<div dir="auto">It stands open.</div><div dir="auto">Always.</div>' in filled.snapshot().html


def test_links_lead_somewhere_and_paths_are_code(filled):
    html = filled.snapshot().html
    address = "https://example.org/door?a=1&amp;b=2"
    assert f'<a href="{address}" rel="noopener noreferrer">{address}</a>' in html
    assert "<code>hall.jpg:3</code>" in html


def test_the_summary_says_progress_score_with_bounds_and_findings(filled):
    words = Page(filled.snapshot().html).words
    # Weights 1, 2, 1, 1: no, partial, not applicable, unanswered; so 1 of 3, and 1 to 2 of 4.
    assert "3 of 4 answered (75 %) · score 0.33 (0.25–0.50 if the rest were no / yes) · 2 findings, 1 critical" in words
    assert "last answer 2026-11-22 13:00 UTC by ana, ben" in words


def test_an_empty_review_says_so(review):
    assert review.snapshot().text.splitlines()[:2] == [
        "villa · House rules 1",
        "0 of 4 answered (0 %) · score – · 0 findings",
    ]


def test_the_text_is_the_whole_document(filled):
    assert filled.snapshot().text == TEXT


def test_the_snapshot_of_115_items_names_each(tmp_path):
    review = Review.open(tmp_path / "api", create=True)
    words = Page(review.snapshot().html).words
    assert [item.id for item in review.checklist.items.values() if f"○ unanswered {item.text}" not in words] == []


def test_a_notebook_gets_three_renditions(filled):
    snapshot = filled.snapshot()
    assert snapshot._repr_mimebundle_() == {
        "text/plain": snapshot.text,
        "text/html": snapshot.html,
        MIME: snapshot.data,
    }
    assert MIME == "application/vnd.archnb.review.v1+json"
