"""A shared notebook is a document: current, complete, inert, and the same each time."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import bleach
import msgspec
import nbformat
import pytest
from loglines import NOON, line, write
from nbconvert import HTMLExporter, MarkdownExporter
from shared_notebooks import PNG, VIEW, change, data_of, last_cell, save, shows

from archnb import Portfolio, Review
from archnb.cli.new import make_notebook
from archnb.errors import StoreError
from archnb.journal import MIME
from archnb.share import share

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)></pre></script> --> ```\n\n# x [y](javascript:alert(3)) @z"
)
GITHUB = {
    "a",
    "b",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "table",
    "td",
    "th",
    "tr",
    "ul",
}

SAID = [
    "villa", "House rules 1", "3 of 4 answered (75 %)", "score 0.33", "last answer 2026-11-22 13:00 UTC by ana, ben",
    "✘ no Every door can be locked", "It stands open.", "Always.", "hall.jpg:3", "https://example.org/door?a=1&b=2",
    "owner Ben · due 2026-12-24", "◐ partial No door squeaks", "– N/A The roof is tight",
    "○ unanswered The roof is insulated",
]  # fmt: skip


def to(review: Review, tmp_path: Path, ending: str, *outputs, **options) -> Path:
    share(save(review, tmp_path / "villa.ipynb", *outputs), tmp_path / f"out.{ending}", **options)
    return tmp_path / f"out.{ending}"


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def words(html: str) -> str:
    """Return what a person reads of a page."""
    shown = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html))
    return " ".join(unescape(shown).split())


VIEWERS = {
    "lab": lambda nb: HTMLExporter(template_name="lab").from_notebook_node(nb)[0],
    "classic": lambda nb: HTMLExporter(template_name="classic").from_notebook_node(nb)[0],
    "basic": lambda nb: HTMLExporter(template_name="basic").from_notebook_node(nb)[0],
    "lab, sanitized": lambda nb: HTMLExporter(template_name="lab", sanitize_html=True).from_notebook_node(nb)[0],
    "Markdown": lambda nb: MarkdownExporter().from_notebook_node(nb)[0],
    "GitHub": lambda nb: bleach.clean(
        HTMLExporter(template_name="basic").from_notebook_node(nb)[0],
        tags=GITHUB,
        attributes={"a": ["href"]},
        strip=True,
    ),
}


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=VIEWERS.keys())
def test_every_answer_is_legible_in_every_viewer(filled: Review, tmp_path: Path, viewer):
    notebook = nbformat.read(to(filled, tmp_path, "ipynb"), as_version=4)
    nbformat.validate(notebook)
    read = words(viewer(notebook))
    assert [said for said in SAID if said not in read] == []


@pytest.mark.parametrize("ending", ["html", "md"])
def test_every_answer_is_legible_in_the_other_formats(filled: Review, tmp_path: Path, ending: str):
    read = words(to(filled, tmp_path, ending).read_text().partition("<!-- application")[0])
    assert [said for said in SAID if said not in read] == []


def test_widgets_are_gone_and_charts_stay(filled: Review, tmp_path: Path):
    out = to(filled, tmp_path, "ipynb", shows({"image/png": PNG, "text/plain": "A chart"}))
    assert VIEW not in out.read_text()
    assert "widgets" not in json.loads(out.read_bytes())["metadata"]
    assert last_cell(out).outputs[0].data == {"image/png": PNG, "text/plain": "A chart"}


def test_the_copy_is_current_whatever_the_notebook_showed(filled: Review, tmp_path: Path):
    notebook = save(filled, tmp_path / "villa.ipynb")
    filled.answer("roof.insulated", "yes")
    shared = share(notebook, tmp_path / "out.ipynb")
    assert data_of(tmp_path / "out.ipynb") == filled.snapshot().data
    assert shared.told[0].startswith("the copy of 'villa' was out of date and is not any more")


def test_the_notebook_itself_stays_as_it_is(filled: Review, tmp_path: Path):
    notebook = save(filled, tmp_path / "villa.ipynb")
    before = notebook.read_bytes()
    filled.answer("roof.insulated", "yes")
    share(notebook, tmp_path / "out.ipynb")
    assert notebook.read_bytes() == before


def test_without_its_logs_a_notebook_is_shared_as_it_is_and_said_so(filled: Review, tmp_path: Path):
    notebook = save(filled, tmp_path / "villa.ipynb")
    data = data_of(notebook)
    filled.path.parent.rename(tmp_path / "elsewhere")
    shared = share(notebook, tmp_path / "out.ipynb")
    assert "the logs of 'villa' are not here: shared as the notebook has it" in shared.told
    assert data_of(tmp_path / "out.ipynb") == data


def test_data_that_was_tampered_with_is_not_vouched_for(filled: Review, tmp_path: Path):
    notebook = save(filled, tmp_path / "villa.ipynb")
    filled.path.parent.rename(tmp_path / "elsewhere")
    change(notebook, data_of(notebook) | {"project": "castle"})
    with pytest.raises(StoreError, match="the data of 'castle' was changed after archnb wrote it"):
        share(notebook, tmp_path / "out.ipynb")


@pytest.mark.parametrize("ending", ["ipynb", "html", "md"])
def test_the_same_notebook_gives_the_same_bytes(filled: Review, tmp_path: Path, ending: str):
    assert to(filled, tmp_path, ending).read_bytes() == to(filled, tmp_path, ending).read_bytes()


def test_sharing_a_shared_notebook_changes_nothing(filled: Review, tmp_path: Path):
    out = to(filled, tmp_path, "ipynb")
    share(out, tmp_path / "again.ipynb")
    assert (tmp_path / "again.ipynb").read_bytes() == out.read_bytes()


def test_it_is_read_back_into_a_portfolio(filled: Review, tmp_path: Path):
    portfolio = Portfolio.load(to(filled, tmp_path, "ipynb"))
    assert (portfolio.projects, portfolio.problems) == (["villa"], [])
    assert portfolio.answers["status"].tolist() == ["no", "partial", "na", "unanswered"]


@pytest.mark.parametrize(
    ("ending", "start", "end"),
    [("html", f'<script type="{MIME}">', "</script>"), ("md", f"<!-- {MIME}\n", "\n-->")],
)
def test_the_data_goes_along_in_the_other_formats(filled: Review, tmp_path: Path, ending: str, start: str, end: str):
    filled.answer("roof.insulated", "no", note=HOSTILE)
    _, _, rest = to(filled, tmp_path, ending).read_text().partition(start)
    assert json.loads(rest.partition(end)[0]) == filled.snapshot().data


def hostile(tmp_path: Path, house) -> Review:
    review = Review.open(tmp_path / "reviews" / "x", create=True, checklist=house, project=HOSTILE, reviewer=HOSTILE)
    review.answer("doors.locked", "no", note=HOSTILE, evidence=[HOSTILE, "javascript:alert(4)"], owner=HOSTILE)
    return review


@pytest.mark.parametrize("ending", ["html", "md"])
def test_hostile_text_makes_no_tag(house, tmp_path: Path, ending: str):
    text = to(hostile(tmp_path, house), tmp_path, ending, shows({"text/html": HOSTILE})).read_text()
    if ending == "md":  # what is indented by four is code, and a comment shows nothing
        lines = text.partition("<!-- application")[0].splitlines()
        text = "\n".join(line for line in lines if not line.startswith("    "))
    page = Tags(text)
    assert page.tags.count("script") == (ending == "html")
    assert [name for name, _ in page.attributes if name == "src" or name.startswith("on")] == []
    assert [value for name, value in page.attributes if name == "href" and "script:" in value] == []


def test_the_page_forbids_scripts_and_asks_nobody(filled: Review, tmp_path: Path):
    outputs = [shows({"text/html": '<img src="https://spy.example/x.png"><link href="//spy.example/x.css">'})]
    page = Tags(to(filled, tmp_path, "html", *outputs).read_text())
    policy = [value for name, value in page.attributes if name == "content" and "default-src" in value]
    assert policy == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]
    assert [value for name, value in page.attributes if name == "src"] == []


def test_a_full_review_takes_at_most_three_times_its_data(tmp_path: Path):
    (tmp_path / "reviews").mkdir()
    for project in ("carrier-rates", "carbon-reporting", "claims"):
        review = Review.open(ROOT / "data" / "portfolio" / project)
        notebook = nbformat.read(make_notebook(tmp_path, project, project).path, as_version=4)
        copy, table = (
            review.snapshot().bundle(),
            review.findings.set_index("item")[["severity", "status", "note", "owner", "due"]],
        )
        notebook.cells[2].outputs = [shows(copy)]
        notebook.cells[3].outputs = [shows({"text/html": table._repr_html_(), "text/plain": repr(table)})]
        nbformat.write(notebook, tmp_path / f"{project}.ipynb")
        share(tmp_path / f"{project}.ipynb", tmp_path / "out.ipynb")
        assert (tmp_path / "out.ipynb").stat().st_size <= 3 * len(msgspec.json.encode(copy[MIME]))


def test_a_pdf_is_printed(filled: Review, tmp_path: Path):
    assert to(filled, tmp_path, "pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_browser_a_pdf_says_so(filled: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("ARCHNB_CHROMIUM", raising=False)
    monkeypatch.setattr("archnb.share.printing._PLACES", ())
    with pytest.raises(StoreError) as raised:
        to(filled, tmp_path, "pdf")
    assert str(raised.value) == (
        "for a PDF a Chromium, Chrome or Edge is needed, and none is installed. "
        "Install one, or name it in ARCHNB_CHROMIUM, or share as .html and print that."
    )


def test_a_notebook_that_shows_no_review_is_told(tmp_path: Path):
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "x.ipynb")
    with pytest.raises(StoreError, match="this notebook shows no review"):
        share(tmp_path / "x.ipynb", tmp_path / "out.ipynb")


@pytest.mark.parametrize(
    ("out", "said"),
    [("out.docx", "the document's ending names no format"), ("no/out.md", "there is no such folder"),
     ("villa.ipynb", "this would overwrite what it is made from")],
)  # fmt: skip
def test_a_place_that_cannot_be_is_told(filled: Review, tmp_path: Path, out: str, said: str):
    with pytest.raises(StoreError, match=said):
        share(save(filled, tmp_path / "villa.ipynb"), tmp_path / out)


def test_an_old_notebook_without_ids_stays_valid(filled: Review, tmp_path: Path):
    notebook = save(filled, tmp_path / "villa.ipynb")
    content = json.loads(notebook.read_bytes()) | {"nbformat_minor": 4}
    for cell in content["cells"]:
        del cell["id"]
    notebook.write_text(json.dumps(content))
    share(notebook, tmp_path / "out.ipynb")
    nbformat.validate(nbformat.read(tmp_path / "out.ipynb", as_version=nbformat.NO_CONVERT))
    assert "id" not in json.loads((tmp_path / "out.ipynb").read_bytes())["cells"][0]


def test_two_reviews_in_a_notebook_are_both_stated(filled: Review, house, tmp_path: Path):
    other = Review.open(filled.path.with_name("hut"), create=True, checklist=house)
    write(other.path, "ana.jsonl", line(NOON))
    shared = share(
        save(filled, tmp_path / "villa.ipynb", shows(Review.open(other.path).snapshot().bundle())), tmp_path / "o.md"
    )
    assert shared.projects == ["villa", "hut"]
    assert (tmp_path / "o.md").read_text().count("· House rules 1 ·") == 2
