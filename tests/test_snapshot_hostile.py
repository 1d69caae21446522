"""Text from people is inert in a snapshot, whatever it holds and wherever it stands."""

import re
import unicodedata

import pytest
from html_page import Page

from archnb import Checklist, Review
from archnb.snapshot import Snapshot

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "end of a script": "</script></div></ul><script>alert(1)</script>",
    "attribute": '"\' onmouseover=alert(1) style=position:fixed x="',
    "script link": "javascript:alert(1)",
    "hidden script link": "java\tscript:alert(1)//https://x",
    "data link": "data:text/html,<script>alert(1)</script>",
    "link with an attribute": 'https://x/"onclick="alert(1)',
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "template": "{{7*7}} ${alert(1)} $$x$$ `x`",
    "terminal": "\x1b[2J\x1b]0;title\x07\x9b31m red",
    "right to left": "abc\u202egpj.exe\u2066x\u200f",
    "nul and newlines": "a\x00b\r\nFINDINGS (0)",
    "comment": "<!-- x --> <![CDATA[ y ]]>",
}
ALLOWED = {"div", "span", "b", "code", "a", "ul", "li"}


def reviewed(tmp_path, text: str) -> Snapshot:
    """A review in which every text that a person gives is `text`."""
    checklist = Checklist.parse(
        {
            "id": "hostile",
            "title": text,
            "version": text,
            "sections": [{"id": "s", "title": text, "items": [{"id": i, "text": text} for i in ("a", "b", "c")]}],
        }
    )
    review = Review.open(
        tmp_path / "x",
        create=True,
        checklist=checklist,
        project=text,
        reviewer=text,
        tags={text: text},
        repository=text,
    )
    for item, status in [("a", "no"), ("b", "yes")]:
        review.answer(item, status, note=text, evidence=[text], owner=text)
    review.milestone(text)
    return review.snapshot()


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def text(request) -> str:
    return request.param


def test_no_tag_and_no_attribute_comes_from_a_person(tmp_path, text):
    page = Page(reviewed(tmp_path, text).html)
    assert set(page.tags) <= ALLOWED
    assert {name for name, _ in page.attributes} <= {"class", "style", "dir", "href", "rel"}
    assert page.open == []


def test_no_style_comes_from_a_person(tmp_path, text):
    styles = {value for name, value in Page(reviewed(tmp_path, text).html).attributes if name == "style"}
    assert styles <= {
        value for name, value in Page(reviewed(tmp_path / "plain", "plain").html).attributes if name == "style"
    }


def test_links_lead_to_the_web_or_nowhere(tmp_path, text):
    links = [value for name, value in Page(reviewed(tmp_path, text).html).attributes if name == "href"]
    assert [link for link in links if not link.startswith(("https://", "http://", "mailto:"))] == []


def test_nothing_that_a_terminal_acts_on_is_left(tmp_path, text):
    snapshot = reviewed(tmp_path, text)
    for rendition in (snapshot.html, snapshot.text):
        acting = {char for char in rendition if unicodedata.category(char) in ("Cc", "Cf")}
        assert acting <= {"\n", "\t"}


def test_what_was_written_can_still_be_read(tmp_path, text):
    readable = folded(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202e\u2066]", "\ufffd", text.replace("\r\n", "\n")))
    snapshot = reviewed(tmp_path, text)
    assert readable in folded(Page(snapshot.html).words)


def test_names_stay_on_their_own_line_of_the_text(tmp_path, text):
    speaking = [line for line in reviewed(tmp_path, text).text.splitlines() if line.strip() and line[0] != " "]
    assert [line[:8] for line in speaking[2:3]] == ["FINDINGS"]
    assert len(speaking) == 4  # project, summary, findings, one section


def test_the_data_keeps_it_to_the_letter(tmp_path, text):
    first = reviewed(tmp_path, text).data["logs"].popitem()[1][0]
    assert (first["note"], first["evidence"], first["owner"]) == (text, [text], text)


def test_100_kb_of_note_are_kept_whole(tmp_path):
    note = "<script>alert(1)</script>\n" * 4_000
    reviewed(tmp_path, "x")
    review = Review.open(tmp_path / "x", reviewer="x")
    review.answer("c", "no", note=note)
    snapshot = review.snapshot()
    assert len(note) > 100_000
    assert Page(snapshot.html).words.count("<script>alert(1)</script>") == 4_000
    assert set(Page(snapshot.html).tags) <= ALLOWED
    assert snapshot.text.count("<script>alert(1)</script>") == 4_000
