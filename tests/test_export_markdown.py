"""A review as a task list, word for word, and back to statuses."""

import re

import pytest
from loglines import SAID
from markdown_it import MarkdownIt

from archnb import Review
from archnb.export import read_statuses
from archnb.markdown import code, escape, fenced, paragraphs


def test_a_task_list_says_all_that_was_said(filled):
    assert filled.to_markdown() == (
        "# villa\n"
        "\n"
        "House rules 1\n"
        "\n"
        "3 of 4 answered (75 %) · score 0.33 (0.25–0.50 if the rest were no / yes) · 2 findings, 1 critical · "
        "last answer 2026-11-22 13:00 UTC by ana, ben\n"
        "\n"
        "## Doors\n"
        "\n"
        "2 of 2 answered · score 0.33\n"
        "\n"
        "- [ ] **no** · Every door can be locked · critical · `doors.locked`\n"
        "\n"
        "  It stands open.\n"
        "\n"
        "  Always.\n"
        "\n"
        "  evidence: `hall.jpg:3`, <https://example.org/door?a=1&b=2>\n"
        "\n"
        "  owner Ben · due 2026-12-24 · ana, 2026-11-22 13:00 UTC\n"
        "\n"
        "- [ ] **partial** · No door squeaks · low · `doors.oiled`\n"
        "\n"
        "  ana, 2026-11-22 12:00 UTC\n"
        "\n"
        "\n"
        "## Roof\n"
        "\n"
        "1 of 2 answered · score –\n"
        "\n"
        "- [ ] **N/A** · The roof is tight · critical · `roof.tight`\n"
        "- [ ] The roof is insulated · high · `roof.insulated`\n"
    )


def test_yes_is_ticked(review):
    review.answer("doors.locked", "yes")
    assert "- [x] Every door can be locked · critical · `doors.locked`\n" in review.to_markdown()


@pytest.mark.parametrize("status", ["yes", "partial", "no", "na", "unanswered"])
def test_every_status_comes_back(review, status):
    review.answer("doors.locked", status, **SAID)
    assert read_statuses(review.to_markdown()) == {
        "doors.locked": status,
        "doors.oiled": "unanswered",
        "roof.tight": "unanswered",
        "roof.insulated": "unanswered",
    }


def test_the_whole_built_in_checklist_comes_back(tmp_path):
    review = Review.open(tmp_path / "api", create=True)
    given = dict(zip(review.checklist.items, ["yes", "no", "na", "partial", "unanswered"] * 23, strict=True))
    for item, status in given.items():
        review.answer(item, status)
    assert len(given) == 115
    assert read_statuses(review.to_markdown()) == given


def test_the_past_is_written_as_it_was(filled):
    filled.milestone("go-live")
    filled.answer("doors.oiled", "yes")
    assert read_statuses(filled.as_of("go-live").to_markdown())["doors.oiled"] == "partial"


def test_a_box_that_somebody_ticked_since_means_yes(filled):
    ticked = filled.to_markdown().replace("- [ ] **no**", "- [x] **no**")
    assert read_statuses(ticked)["doors.locked"] == "yes"


def test_other_lists_and_code_are_no_answers():
    text = "- [x] ours\n- `id`\n- [ ] **no** · x · `a`\n\n```\n- [x] x · `b`\n```\n\nx `c`\n"
    assert read_statuses(text) == {"a": "no"}


def test_what_was_said_of_an_answer_that_was_taken_back_stays(review):
    review.answer("doors.locked", "no", note="open")
    review.answer("doors.locked", "unanswered")
    assert "- [ ] Every door can be locked · critical · `doors.locked`\n\n  open\n" in review.to_markdown()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b *c* [d](e)", r"a\_b \*c\* \[d\](e)"),
        ("<b> & |", "&lt;b&gt; &amp; &#124;"),
        ("# x", r"\# x"),
        ("- x", r"\- x"),
        ("-", r"\-"),
        ("12. x", r"12\. x"),
        ("12 x", "12 x"),
        ("@ana ana@example.org", "@\u200bana ana@example.org"),
        ("x#12 # GH-3", "x#\u200b12 # GH-\u200b3"),
        ("see https://x.y/a_b?c=d&e.", "see <https://x.y/a_b?c=d&e>."),
        ("(https://x.y)", "(<https://x.y>)"),
        ("two\nlines", "two lines"),
        ("\ud800", "\ufffd"),
    ],
)
def test_escaped(text, expected):
    assert escape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("x", "`x`"), ("`x", "`` `x ``"), ("a``b", "```a``b```"), ("", ""), ("a\nb", "`a b`")]
)
def test_code(text, expected):
    assert code(text) == expected


def test_paragraphs_keep_their_lines():
    assert paragraphs("one\n  two\n\n\n\nthree\\\n") == "one\\\ntwo\n\nthree\\\\"


def test_a_fence_is_longer_than_any_within():
    assert fenced("````\nx") == "`````text\n````\nx\n`````"


@pytest.mark.parametrize("text", ["a_b *c* [d](e) <b> &amp; | # ~x~ `y` \\", "+ x", "3) x", "===", "$x$"])
def test_a_reader_sees_what_was_written(text):
    html = MarkdownIt("commonmark").render(escape(text))
    shown = re.sub(r"</?p>|\n", "", html)
    assert shown == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
