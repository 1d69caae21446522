"""A difference as text, HTML and Markdown, word for word."""

import re

from html_page import Page
from loglines import HOUR, NOON, SAID, line, write
from markdown_it import MarkdownIt

from archnb import Review
from archnb.diff.html import to_page


def different(review):
    write(
        review.path,
        "ana.jsonl",
        line(NOON, "partial", item="doors.oiled"),
        line(NOON, "yes"),
        line(NOON, "no", item="roof.tight", note="wet"),
        line(NOON + HOUR, "no", **SAID),
        line(NOON + HOUR, "yes", item="doors.oiled"),
        line(NOON + HOUR, "no", item="roof.tight"),
    )
    return review.diff("2026-11-22T12:00")


def test_the_text(review):
    assert repr(different(review)) == (
        "villa, as of 2026-11-22 12:00 UTC → villa\n"
        "1 regressed · 1 improved · 1 notes changed · coverage 75 % · score 0.50\n"
        "\n"
        "Regressed (1)\n"
        "  ✔ yes → ✘ no  Every door can be locked · critical · doors.locked\n"
        "      It stands open. Always. · evidence hall.jpg:3, https://example.org/door?a=1&b=2"
        " · owner Ben · due 2026-12-24\n"
        "\n"
        "Improved (1)\n"
        "  ◐ partial → ✔ yes  No door squeaks · low · doors.oiled\n"
        "\n"
        "Notes changed (1)\n"
        "  ✘ no  The roof is tight · critical · roof.tight\n"
        "      note removed"
    )


def test_the_comment(review):
    assert different(review).to_markdown() == (
        "### villa, as of 2026-11-22 12:00 UTC → villa\n"
        "\n"
        "1 regressed · 1 improved · 1 notes changed · coverage 75 % · score 0.50\n"
        "\n"
        "| Change | Item | Status | Said |\n"
        "| --- | --- | --- | --- |\n"
        "| Regressed | Every door can be locked · critical · `doors.locked` | ✔ yes → ✘ no | It stands open. Always. · "
        "evidence hall.jpg:3, <https://example.org/door?a=1&b=2> · owner Ben · due 2026-12-24 |\n"
        "| Improved | No door squeaks · low · `doors.oiled` | ◐ partial → ✔ yes |  |\n"
        "| Notes changed | The roof is tight · critical · `roof.tight` | ✘ no | note removed |\n"
    )


def test_a_comment_is_cut_and_says_so(review):
    assert different(review).to_markdown(limit=1).splitlines()[6:] == [
        different(review).to_markdown().splitlines()[6],
        "",
        "… and 2 more items.",
    ]


def test_a_comment_fits_github_whatever_is_said(tmp_path):
    review = Review.open(tmp_path / "api", create=True)
    for item in review.checklist.items:
        review.answer(item, "no", note="|" * 200_000, owner="@" * 400, evidence=["|" * 4_000])
    comment = review.diff("2026-11-01").to_markdown(limit=115)
    assert 55_000 < len(comment) < 65_536
    assert re.search(r"\n… and \d\d more items\.\n$", comment)


def test_nothing_changed_is_said(filled):
    assert filled.diff(filled).to_markdown() == (
        "### villa → villa\n\nnothing changed · coverage 75 % · score 0.33\n"
    )  # fmt: skip


def test_the_html_holds_the_same_words_and_plain_tags(review):
    page = Page(different(review).to_html())
    words = " ".join(page.words.split())
    assert set(page.tags) == {"div", "b", "table", "tr", "td", "code"}
    assert "✔ yes → ✘ noEvery door can be locked · critical · doors.locked" in words
    assert "It stands open. Always. · evidence hall.jpg:3, https://example.org/door?a=1&b=2 · owner Ben" in words


def test_the_page_loads_nothing(review):
    page = to_page(different(review))
    assert (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        in page
    )
    assert "src=" not in page.replace("default-src", "")


def test_a_notebook_gets_all_renditions(review):
    bundle = different(review)._repr_mimebundle_()
    assert bundle == {
        "text/plain": repr(different(review)),
        "text/html": different(review).to_html(),
        "text/markdown": different(review).to_markdown(),
    }


def test_github_sees_one_table(review):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(different(review).to_markdown())
    assert [token.type for token in tokens].count("table_open") == 1
    assert [token.type for token in tokens].count("tr_open") == 4
    assert [token.type for token in tokens].count("td_open") == 12
