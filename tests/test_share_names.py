"""Under other names a document names nobody, and documents that share a key agree."""

import json
import os
import stat
from pathlib import Path

import pytest
from loglines import HOUR, NOON, line, write
from shared_notebooks import PNG, data_of, last_cell, save, shows

from archnb import Review
from archnb.errors import StoreError
from archnb.share import share


@pytest.fixture
def review(tmp_path: Path, house) -> Review:
    path = tmp_path / "reviews" / "grand-villa"
    Review.open(path, create=True, checklist=house, project="Grand Villa", repository="https://git.example/grand-villa",
                tags={"team": "red", "lead": "Ana Lee"})  # fmt: skip
    write(path, "ana-lee.jsonl",
          line(NOON, "no", note="Ana asked Bob; grand_villa manages", owner="bob.stone",
               reviewer="Ana Lee"))  # fmt: skip
    write(path, "carol.jsonl", line(NOON + HOUR, "no", item="roof.tight", owner="Ana Lee"))
    return Review.open(path)


@pytest.fixture
def notebook(review: Review, tmp_path: Path) -> Path:
    outputs = [
        shows({"text/plain": "GRAND VILLA by carol", "text/html": "<td>Grand Villa</td><td>bob.stone</td>"}),
        shows({"image/png": PNG, "text/plain": "<Figure>"}),
        shows({"text/plain": "Q2Fyb2wgY2Fyb2wgY2Fyb2w= says carol"}),
    ]
    source, text = 'Review.open("reviews/grand-villa", reviewer="carol")', "# Grand Villa, by Ana Lee and Carol"
    return save(review, tmp_path / "grand-villa.ipynb", *outputs, source=source, text=text)


def shared(notebook: Path, name: str = "out.ipynb", key: str = "key.json") -> Path:
    share(notebook, notebook.with_name(name), key=notebook.with_name(key))
    return notebook.with_name(name)


@pytest.mark.parametrize("ending", ["ipynb", "html", "md"])
@pytest.mark.parametrize("name", ["grand villa", "grand-villa", "grand_villa", "ana", "lee", "carol", "bob", "stone"])
def test_no_name_is_left(notebook: Path, ending: str, name: str):
    assert name in notebook.read_text().casefold()
    content = shared(notebook, f"out.{ending}").read_text().casefold()
    words = content.replace("-", " ").replace("_", " ").replace("/", " ").replace("\\n", " ")
    assert f" {name.replace('-', ' ').replace('_', ' ')} " not in f" {' '.join(words.split())} "
    assert name not in content if len(name) > 4 else True


def test_data_texts_code_and_tables_get_the_same_names(notebook: Path):
    out = shared(notebook)
    data = data_of(out)
    assert (data["project"], data["tags"], data["anonymized"]) == (
        "Project A",
        {"team": "red", "lead": "Reviewer 1"},
        True,
    )
    assert {stem: [(one["reviewer"], one.get("owner")) for one in log] for stem, log in data["logs"].items()} == {
        "reviewer-1": [("Reviewer 1", "Owner 1")],
        "reviewer-2": [("Reviewer 2", "Reviewer 1")],
    }
    assert data["logs"]["reviewer-1"][0]["note"] == "Reviewer 1 asked Owner 1; Project A manages"
    last = last_cell(out)
    assert last.source == 'Review.open("reviews/Project A", reviewer="Reviewer 2")'
    assert last.outputs[0].data == {
        "text/plain": "Project A by Reviewer 2",
        "text/html": "<td>Project A</td><td>Owner 1</td>",
    }


def test_pictures_and_what_is_encoded_go(notebook: Path):
    removed = [output.data["text/plain"] for output in last_cell(shared(notebook)).outputs[1:]]
    assert removed == [
        "Removed on sharing: a picture may show names, which no program finds in it.",
        "Removed on sharing: it held what is not shared.",
    ]


def test_the_key_is_kept_aside_for_its_owner_alone(notebook: Path):
    out = shared(notebook)
    key = notebook.with_name("key.json")
    assert json.loads(key.read_text()) == {
        "projects": {"Grand Villa": "Project A"},
        "reviewers": {"Ana Lee": "Reviewer 1", "ana-lee": "Reviewer 1", "carol": "Reviewer 2"},
        "owners": {"Ana Lee": "Reviewer 1", "bob.stone": "Owner 1"},
    }
    assert "Grand Villa" not in out.read_text()
    if os.name != "nt":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_second_document_agrees_with_the_first(notebook: Path, tmp_path: Path, house):
    shared(notebook)
    other = Review.open(tmp_path / "reviews" / "hut", create=True, checklist=house, reviewer="carol")
    other.answer("doors.locked", "no", owner="dan", note="as in Grand Villa")
    data = data_of(shared(save(other, tmp_path / "hut.ipynb"), "hut-out.ipynb"))
    assert data["project"] == "Project B"
    [[answer]] = data["logs"].values()
    assert (answer["reviewer"], answer["owner"], answer["note"]) == ("Reviewer 2", "Owner 2", "as in Project A")


def test_a_file_that_is_no_key_is_not_overwritten(notebook: Path):
    notebook.with_name("key.json").write_text("my diary")
    with pytest.raises(StoreError, match="this is not a key that archnb wrote"):
        shared(notebook)
    assert notebook.with_name("key.json").read_text() == "my diary"
    assert not notebook.with_name("out.ipynb").exists()


def test_the_key_is_never_the_document(notebook: Path):
    with pytest.raises(StoreError, match="this would overwrite what it is made from, or the key"):
        shared(notebook, "out.md", "out.md")


def test_the_answers_stand_as_they_did(notebook: Path):
    page = shared(notebook, "out.md").read_text()
    assert "**Project A** · House rules 1 · 2 of 4 answered (50 %) · score 0.00" in page
    assert "by Reviewer 1, Reviewer 2 · names replaced" in page


def test_a_document_whose_own_name_says_what_is_hidden_is_told(notebook: Path):
    told = share(notebook, notebook.with_name("grand-villa.html"), key=notebook.with_name("key.json")).told
    assert told[-1] == (
        "the document's own name, grand-villa.html, says what is hidden in it: rename it before you send it"
    )
