"""A name is in no corner of a shared document; where it cannot be replaced nothing is written."""

import base64
import json
import unicodedata
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from conftest import HOUSE
from loglines import HOUR, NOON, line, write
from shared_notebooks import data_of, last_cell, save, shows

from archnb import Checklist, Review
from archnb.errors import StoreError
from archnb.share import share

NAME = "Jörg Strauß"


def villa(tmp_path: Path, checklist: str = HOUSE, **said: object) -> Review:
    """A review by Jörg Strauß, who is the owner of its finding as well."""
    (tmp_path / "own.yaml").write_text(checklist)
    folder = tmp_path / "reviews" / "villa"
    Review.open(folder, create=True, checklist=Checklist.load(tmp_path / "own.yaml"), **said)
    write(folder, "jörg-strauß.jsonl", line(NOON, "no", owner=NAME, reviewer=NAME))
    return Review.open(folder)


def covered(notebook: Path, name: str = "out.ipynb", **options: object) -> str:
    options = options or {"redact": ["owners", "reviewers"]}
    share(notebook, notebook.with_name(name), **options)
    return notebook.with_name(name).read_text()


WRITTEN = {
    "capitals": NAME.upper(),
    "two code points": unicodedata.normalize("NFD", NAME),
    "in a link": quote(NAME),
    "in HTML": "J&ouml;rg Strau&szlig;",
    "in JSON": json.dumps(NAME),
    "in JSON in JSON": json.dumps(json.dumps(NAME)),
    "in base64": base64.b64encode(f"by {NAME}".encode()).decode(),
    "in colours": "J\x1b[1mörg\x1b[0m Strau\x1b[31mß\x1b[0m",
    "surname": "Herr Strauss",
    "no umlauts": "joerg.strauss",
}


@pytest.mark.parametrize("options", [{"redact": ["owners", "reviewers"]}, {"key": "key.json"}], ids=["redact", "key"])
@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN.keys())
def test_it_is_in_no_output_text_note_or_tag(tmp_path: Path, written: str, options: dict):
    review = villa(tmp_path, tags={f"lead {written}": f"of {written}"})
    write(review.path, "ben.jsonl", line(NOON + HOUR, "no", note=f"ask {written}", item=f"x.{written}"))
    review = Review.open(review.path)
    notebook = save(
        review, tmp_path / "villa.ipynb", shows({"text/plain": written}), text=written, source=repr(written)
    )
    options = {name: tmp_path / value if name == "key" else value for name, value in options.items()}
    text = covered(notebook, **options)
    assert json.dumps(written, ensure_ascii=False)[1:-1] not in text
    assert "strau" not in text.casefold()
    assert data_of(tmp_path / "out.ipynb")["logs"]["reviewer-1" if "key" in options else "reviewer"]


def test_it_is_not_in_the_metadata_that_others_write(tmp_path: Path):
    notebook = save(villa(tmp_path), tmp_path / "villa.ipynb")
    content = json.loads(notebook.read_text())
    content["metadata"] |= {"authors": [{"name": "Zed Zulu"}], "kernelspec": {"name": "x", "display_name": NAME}}
    content["cells"][0] |= {
        "id": "joerg-strauss-1",
        "metadata": {"tags": [NAME]},
        "attachments": {NAME: {"image/png": ""}},
    }
    content["cells"][2]["id"] = "by-strauss"
    notebook.write_text(json.dumps(content))
    text = covered(notebook)
    assert [word for word in ("Zulu", "Strau", "strauss") if word in text] == []
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_it_is_not_in_the_texts_of_a_checklist_of_ones_own(tmp_path: Path):
    text = covered(save(villa(tmp_path, HOUSE.replace("No door", "JÖRG STRAUSS' door")), tmp_path / "villa.ipynb"))
    assert "strauss" not in text.casefold()
    assert data_of(tmp_path / "out.ipynb")["checklist"]["sections"][0]["items"][1]["text"] == "reviewer' door squeaks"


def test_an_id_of_the_checklist_cannot_be_replaced(tmp_path: Path):
    notebook = save(villa(tmp_path, HOUSE.replace("doors.oiled", "doors.jörg-strauss")), tmp_path / "villa.ipynb")
    with pytest.raises(StoreError) as raised:
        covered(notebook)
    assert str(raised.value) == (
        f"{notebook}:cell 2, review: checklist.sections[0].items[1].id: something that shall be hidden is still there, "
        "so nothing was written. Change it there, and share again."
    )
    assert not (tmp_path / "out.ipynb").exists()


def test_a_team_called_as_a_section_is_stays_there_and_is_told(tmp_path: Path):
    review = villa(tmp_path)
    review.answer("roof.tight", "no", owner="roof", note="Roof leaks")
    notebook = save(review, tmp_path / "villa.ipynb", source='review.answer("roof.tight")')
    told = share(notebook, tmp_path / "out.ipynb", redact=["owners"]).told
    assert "'roof' is a word of the checklist too, and stays there" in told
    data = data_of(tmp_path / "out.ipynb")
    assert (data["checklist"]["sections"][1]["title"], data["logs"]["ana"][0]["note"]) == ("Roof", "owner leaks")
    assert last_cell(tmp_path / "out.ipynb").source == 'review.answer("roof.tight")'
