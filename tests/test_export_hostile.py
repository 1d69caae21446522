"""Text from people is inert in every format that leaves the house, whatever it holds and wherever it stands."""

import csv
import io
import json
import re
import unicodedata
from urllib.parse import urlsplit

import openpyxl
import pytest
from html_page import Page
from markdown_it import MarkdownIt

from archnb import Checklist, Review
from archnb.diff.html import to_page
from archnb.export import read_statuses

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "end of a cell": "</td></tr></table><script>alert(1)</script>",
    "attribute": '"\' onmouseover=alert(1) x="',
    "link": "[x](javascript:alert(1)) ![x](https://x.y/z.png)",
    "reference": "[x]: https://x.y\n[x]",
    "comment": "<!-- x --> <![CDATA[ y ]]>",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &#64;ana",
    "mention": "@ana @org/team _@ana_ (@ana) é@ana cc:@ana",
    "issue": "#12 org/repo#12 GH-12 fixes #1",
    "bars": "a | b || \\| c \\",
    "fences": "``` ~~~ `x` ``y`` \\`",
    "bars in code": "`a|b` |`|",
    "task": "x\n- [x] done\n- [ ] **no** · x · `a`\n\n# Heading\n\n1. one\n\n---\n===\n    code",
    "row": "x\n| a | b |\n| --- | --- |\n| c | d |",
    "math and templates": "$x$ $$y$$ {{7*7}} ${x} :smile:",
    "formula": "=1+1",
    "formula on a later line": "x\n=1+1\n;=1+1\t=1+1",
    "formula behind blanks": ' \t\'=HYPERLINK("http://x")',
    "command": "=cmd|'/c calc'!A1",
    "noformat": "{noformat}[~ana] !https://x.y/z.png!{NOFORMAT}",
    "terminal": "\x1b[2J\x1b]0;title\x07\x9b31m red",
    "right to left": "abc\u202egpj.exe\u2066x\u200f",
    "nul and newlines": "a\x00b\r\nc\rd\u2028e",
    "excel's escape": "_x003D_1+1 _x0000_",
    "nothing visible": "\x00",
}
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")


def hostile_checklist(text: str) -> Checklist:
    items = [{"id": id_, "text": text} for id_ in ("a", "b", "c`|\u202e%41")]
    return Checklist.parse(
        {"id": "hostile", "title": text, "version": text, "sections": [{"id": "s", "title": text, "items": items}]}
    )


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def text(request) -> str:
    return request.param


@pytest.fixture
def review(tmp_path, text) -> Review:
    """A review in which every text that a person gives is `text`."""
    said = {"note": text, "evidence": [text, text], "owner": text}
    review = Review.open(
        tmp_path / "x", create=True, checklist=hostile_checklist(text), project=text, reviewer="ana",
        tags={text: text}, repository=text,
    )  # fmt: skip
    review.answer("a", "no", **said)
    review.answer("b", "yes", **said)
    review.answer("c`|\u202e%41", "na", **said)
    review.milestone(f"m{text}")
    return review


def changed(review):
    """Return what is different since nothing was answered."""
    return review.diff("2000-01-01")


def visible(text: str) -> bool:
    return all(char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf") or char == "\u200b" for char in text)


def rendered(markdown: str) -> str:
    return MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"]).render(markdown)


@pytest.mark.parametrize("document", ["to_markdown", "diff"])
def test_markdown_holds_no_tag_of_a_person(review, document):
    markdown = review.to_markdown() if document == "to_markdown" else changed(review).to_markdown()
    page = Page(rendered(markdown))
    allowed = {
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "code",
        "strong",
        "br",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert set(page.tags) <= allowed
    assert {name for name, _ in page.attributes} <= {"href"}
    assert {urlsplit(value)[:2] for _, value in page.attributes} <= {("https", "x.y"), ("http", "x")}


def test_markdown_calls_nobody(review):
    for markdown in (review.to_markdown(), changed(review).to_markdown()):
        words = re.sub(r"<code>.*?</code>", "", rendered(markdown), flags=re.DOTALL)
        assert re.search(r"(?<![A-Za-z0-9_])@\w|#\d|\bGH-\d", Page(words).words) is None


def test_a_task_list_has_its_own_tasks_only(review):
    markdown = review.to_markdown()
    assert len(re.findall(r"^ *- \[", markdown, flags=re.MULTILINE)) == 3
    assert read_statuses(markdown) == {"a": "no", "b": "yes", "c`|\u202e%41": "na"}


def test_a_comment_has_its_own_rows_and_cells_only(review):
    comment = changed(review).to_markdown()
    page = Page(rendered(comment))
    assert [page.tags.count(tag) for tag in ("table", "tr", "th", "td")] == [1, 4, 4, 12]
    rows = [line for line in comment.splitlines() if line.startswith("|")]
    # A reader drops cells that are too many, so that bars are counted too.
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [5] * 5


@pytest.mark.parametrize("layout", ["answers", "jira", "github"])
def test_csv_holds_no_formula_by_any_separator(review, layout):
    content = review.to_csv() if layout == "answers" else review.findings_to_csv(layout=layout)
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert len(rows) == {"answers": 4, "jira": 2, "github": 2}[layout]
    assert len({len(row) for row in rows}) == 1
    cells = [part for row in rows for cell in row for part in re.split(r"[\n;\t]", cell)]
    assert [cell for cell in cells if FORMULA.match(cell)] == []


def test_excel_holds_texts_only(review, tmp_path):
    review.to_excel(tmp_path / "x.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell.value for cell in cells if isinstance(cell.value, str) and FORMULA.match(cell.value)] == []
    assert [cell for cell in cells if cell.hyperlink] == []


def test_html_holds_no_tag_of_a_person(review):
    page = Page(changed(review).to_html())
    assert set(page.tags) <= {"div", "b", "code", "table", "tr", "td"}
    assert {name for name, _ in page.attributes} <= {"class", "style", "dir"}
    assert page.open == []


def test_no_document_holds_what_acts_on_a_terminal(review):
    difference = changed(review)
    documents = [
        review.to_markdown(), review.to_csv(), review.findings_to_csv(), review.findings_to_csv(layout="github"),
        review.to_json(), repr(difference), difference.to_markdown(), to_page(difference),
    ]  # fmt: skip
    assert [document for document in documents if not visible(document)] == []


def test_json_keeps_everything_to_the_letter(review, text):
    first = json.loads(review.to_json())["logs"]["ana"][0]
    assert (first["note"], first["evidence"], first["owner"]) == (text, [text, text], text)


def test_jira_interprets_nothing_of_a_person(review):
    [_, row] = csv.reader(io.StringIO(review.findings_to_csv(), newline=""))
    assert re.findall(r"\{noformat\}", row[3], flags=re.IGNORECASE) == ["{noformat}", "{noformat}"]
    assert row[3].startswith("{noformat}\n") and row[3].endswith("\n{noformat}")


def test_github_renders_nothing_of_a_person(review):
    [_, row] = csv.reader(io.StringIO(review.findings_to_csv(layout="github"), newline=""))
    page = Page(rendered(row[1]))
    assert set(page.tags) <= {"p", "strong", "ul", "li", "code", "pre", "blockquote", "a"}
    assert row[2] == "architecture-review,severity-medium,section-s"
