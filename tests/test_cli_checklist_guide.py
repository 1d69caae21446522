"""`archnb checklist guide`: one page that stands alone, whatever the checklist holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result
from html_page import Page as Html
from test_snapshot_hostile import HOSTILE

from archnb import Checklist
from archnb.checklist import Reference
from archnb.cli import main
from archnb.guide import to_html
from archnb.guide.item import item_html

HOUSE = """\
id: house
title: House rules
version: "2"
description: What a house must be.
sections:
  - id: doors
    title: Doors
    items:
      - id: doors.locked
        text: Every door can be locked
        severity: critical
        severity_reason: Anybody can walk in.
        why: Because of burglars & rain.
        verify: ["Run `ls *.key`.", A lone ` stays.]
        "yes": All locks turn.
        partial: Some do.
        "no": None does.
        na: There is no door.
        improve: Buy locks.
        effort: S
        references: [{title: On locks, url: "https://example.org/locks?a=1&b=2"}]
        maps: {asvs: [V1.2, V1.3], fire: ["7"]}
        related: [doors.oiled, roof.gone]
      - id: doors.oiled
        text: No door squeaks
        severity: low
"""

LOCKED = """\
<article id="doors.locked" data-severity="critical">
<h3><span dir="auto">Every door can be locked</span> \
<a class="permalink" href="#doors.locked" aria-label="Link to doors.locked">#</a></h3>
<p class="line"><span class="severity critical">critical</span> <code>doors.locked</code> \
<span>usual fix: S, hours to a day</span></p>
<dl>
<div><dt>Why it matters</dt><dd><p dir="auto">Because of burglars &amp; rain.</p></dd></div>
<div><dt>Why critical</dt><dd><p dir="auto">Anybody can walk in.</p></dd></div>
<div><dt>How to verify</dt><dd><ul><li dir="auto">Run <code>ls *.key</code>.</li>\
<li dir="auto">A lone ` stays.</li></ul></dd></div>
<div><dt>What counts</dt><dd><dl class="answers">\
<div><dt><span class="answer yes"><span aria-hidden="true">✔</span> yes</span></dt>\
<dd dir="auto">All locks turn.</dd></div>\
<div><dt><span class="answer partial"><span aria-hidden="true">◐</span> partial</span></dt>\
<dd dir="auto">Some do.</dd></div>\
<div><dt><span class="answer no"><span aria-hidden="true">✘</span> no</span></dt>\
<dd dir="auto">None does.</dd></div>\
<div><dt><span class="answer na"><span aria-hidden="true">–</span> N/A</span></dt>\
<dd dir="auto">There is no door.</dd></div></dl></dd></div>
<div><dt>First step</dt><dd><p dir="auto">Buy locks.</p></dd></div>
<div><dt>Read more</dt><dd><ul><li><a href="https://example.org/locks?a=1&amp;b=2" rel="noopener noreferrer" \
dir="auto">On locks</a> <span class="host">example.org</span></li></ul></dd></div>
<div><dt>Also asked by</dt><dd><ul><li>OWASP ASVS 5.0: V1.2, V1.3</li><li>fire: 7</li></ul></dd></div>
<div><dt>Overlaps with</dt><dd><ul><li><a href="#doors.oiled"><code>doors.oiled</code></a> \
<span dir="auto">No door squeaks</span></li><li><code>roof.gone</code></li></ul></dd></div>
</dl>
</article>"""


class Document(Html):
    """A whole page, with the tags that are never closed."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag in ("meta", "input"):
            self.open.pop()

    def values(self, name: str) -> list[str | None]:
        return [value for key, value in self.attributes if key == name]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.yaml").write_text(HOUSE, encoding="utf-8")


@pytest.fixture(scope="module")
def built_in() -> str:
    return to_html(Checklist.load("python-backend"))


def guide(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["checklist", "guide", *arguments])


def hostile(text: str) -> Checklist:
    """A checklist in which every text, and the name of a framework, is `text`."""
    said = dict.fromkeys(("text", "severity_reason", "why", "yes", "partial", "no", "na", "improve"), text)
    item: dict[str, Any] = {**said, "verify": [text], "maps": {text: [text]}, "related": [text]}
    item["references"] = [{"title": text, "url": f"https://example.org/{text}"}]
    sections = [{"id": 's"><img>', "title": text, "items": [{**item, "id": 'i"><b>&#x27;%'}]}]
    data = {"id": "hostile", "title": text, "version": text, "description": text, "sections": sections}
    return Checklist.parse(data)


def test_the_page_of_the_built_in_checklist_is_what_is_made_by_default(built_in: str):
    assert guide().stdout == "Made guide.html\n"
    assert Path("guide.html").read_bytes() == built_in.encode()


def test_an_older_page_is_replaced():
    Path("house.html").write_text("old")
    assert guide("house.yaml", "-o", "house.html").stdout == "Made house.html\n"
    assert '<h1 dir="auto">House rules</h1>' in Path("house.html").read_text(encoding="utf-8")


def test_a_checklist_is_never_written_over():
    result = guide("house.yaml", "-o", "house.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: house.yaml: the name of an HTML page ends in .html. Give such a name, as in `-o guide.html`.\n"
    )
    assert Path("house.yaml").read_text(encoding="utf-8") == HOUSE


def test_a_folder_that_is_not_there_is_told():
    result = guide("-o", "nowhere/guide.html")
    assert (result.exit_code, result.stderr) == (2, "archnb: nowhere/guide.html: no such file or directory\n")


def test_an_item_is_shown_with_all_guidance():
    house = Checklist.load("house.yaml")
    assert item_html(house, house["doors.locked"]) == LOCKED


def test_an_item_without_guidance_says_so():
    house = Checklist.load("house.yaml")
    assert '<p class="line">This checklist gives no guidance on it.</p>' in item_html(house, house["doors.oiled"])


def test_contents_list_sections_with_their_severities():
    contents = to_html(Checklist.load("house.yaml")).split("<nav")[1].split("</nav>")[0]
    words = Document(f"<nav{contents}</nav>").words.split("\n")
    assert words == [
        "Contents", "", "Doors 1 critical, 1 low", "Every door can be locked criticalNo door squeaks low", "", "",
    ]  # fmt: skip


def test_every_section_and_item_has_one_anchor_and_every_link_leads_to_one(built_in: str):
    page, checklist = Document(built_in), Checklist.load("python-backend")
    assert Counter(page.values("id")) == Counter([*(section.id for section in checklist.sections), *checklist.items])
    inner = {link for link in page.values("href") if link and link.startswith("#")}
    assert inner == {"#", *(f"#{id_}" for id_ in page.values("id"))}


def test_the_page_needs_no_other_file(built_in: str):
    page = Document(built_in)
    assert {"link", "img", "iframe", "object", "base"} & set(page.tags) == set()
    assert {"src", "srcset", "action", "style"} & {name for name, _ in page.attributes} == set()
    assert (page.tags.count("script"), page.tags.count("style")) == (1, 1)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_makes_no_tag_attribute_or_address(text: str):
    page, plain = Document(to_html(hostile(text))), Document(to_html(hostile("plain")))
    assert [tag for tag in page.tags if tag != "code"] == [tag for tag in plain.tags if tag != "code"]
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert {(link or "").partition(":")[0] for link in page.values("href")} == {
        "#", "#s%22%3E%3Cimg%3E", "#i%22%3E%3Cb%3E%26%23x27%3B%25", "https",
    }  # fmt: skip


def test_directions_are_not_overridden_and_terminal_escapes_are_inert():
    page = to_html(hostile("abc\u202egpj\x1b[31m"))
    assert {"\u202e", "\x1b"} & set(page) == set()
    assert "abc\ufffdgpj\ufffd[31m" in page


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "https://[", "https:", "https://bad\\@good"],
)
def test_what_does_not_lead_to_the_web_is_no_link(url: str):
    house = Checklist.load("house.yaml")
    item = msgspec.structs.replace(house["doors.locked"], references=(Reference(title="Read", url=url),))
    assert f"<li>Read ({url})</li>" in item_html(house, item)
