"""What is redacted is in no byte of the document, in whatever form; and what is left is still a review."""

from __future__ import annotations

import base64
import html
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from loglines import HOUR, NOON, line, write
from shared_notebooks import PNG, data_of, last_cell, save, shows

from archnb import Portfolio, Review
from archnb.errors import AnswerError
from archnb.share import share

NOTE = 'Zugang <offen> & "ungeschützt" seit März'
OLD = "superseded: the cellar door was never built"
EVIDENCE = "hall/\u00e9tage<1>.jpg:3"
OWNER = "Quirin O'Dell"
REVIEWER = "Wilhelmina Grün"
SECRETS = {"notes": [NOTE, OLD], "evidence": [EVIDENCE], "owners": [OWNER], "reviewers": [REVIEWER, "wilhelmina-grün"]}
EVERYTHING = [secret for secrets in SECRETS.values() for secret in secrets]


@pytest.fixture
def told(review: Review) -> Review:
    """A review in which every kind of text is one that can be told from all others."""
    said = {"evidence": [EVIDENCE], "owner": OWNER, "cost": NOTE}
    write(
        review.path,
        "wilhelmina-grün.jsonl",
        line(NOON, "no", note=OLD, reviewer=REVIEWER),
        line(NOON + HOUR, "no", note=f"{NOTE}\nsaid {OWNER}", reviewer=REVIEWER, **said),
        json.dumps({"at": NOON.isoformat(), "milestone": f"Visit of {REVIEWER}", "reviewer": REVIEWER}).encode(),
        json.dumps({"at": NOON.isoformat(), "vote": f"{NOTE} {REVIEWER} {OWNER} {EVIDENCE}"}).encode(),
    )
    return Review.open(review.path, tags={"lead": OWNER, "seen": EVIDENCE})


def forms(secret: str) -> set[bytes]:
    """How a text may stand in a file."""
    in_json = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    in_html = {html.escape(secret), html.escape(secret, quote=False), json.dumps(html.escape(secret))[1:-1]}
    plain = {secret, quote(secret), repr(secret)[1:-1]} | in_json | in_html
    encoded = {base64.b64encode(secret.encode()), base64.urlsafe_b64encode(secret.encode()).rstrip(b"=")}
    return {text.encode() for text in plain} | encoded


def leaks(document: Path, *kinds: str) -> list[bytes]:
    content = document.read_bytes()
    return [form for kind in kinds for secret in SECRETS[kind] for form in forms(secret) if form in content]


OUTPUTS = {
    "plain": {"text/plain": EVERYTHING},
    "html": {"text/html": [f"<td>{html.escape(secret)}</td>" for secret in EVERYTHING]},
    "cut short": {"text/plain": ["Zugang <offen> & ...", "superseded: ..."]},
    "json": {"application/json": {secret: [secret] for secret in EVERYTHING}},
    "escaped json": {"text/plain": [json.dumps(EVERYTHING)]},
    "base64": {"text/plain": [base64.b64encode(secret.encode()).decode() for secret in EVERYTHING]},
    "data link": {"text/html": [f'<a href="data:,{quote(secret)}">x</a>' for secret in EVERYTHING]},
    "spaced": {"text/plain": [secret.replace(" ", "\n   ").upper() for secret in EVERYTHING]},
    "tags": {"text/html": [secret.replace(" ", "<b> </b>") for secret in EVERYTHING]},
}


def joined(data: dict) -> dict:
    return {kind: "\n".join(value) if isinstance(value, list) else value for kind, value in data.items()}


@pytest.fixture(params=OUTPUTS.values(), ids=OUTPUTS.keys())
def output(request: pytest.FixtureRequest) -> dict:
    return joined(request.param)


@pytest.mark.parametrize("kind", SECRETS)
@pytest.mark.parametrize("ending", ["ipynb", "html", "md"])
def test_no_byte_of_it_is_left(told: Review, tmp_path: Path, kind: str, ending: str):
    notebook = save(told, tmp_path / "villa.ipynb", *(shows(joined(data)) for data in OUTPUTS.values()))
    assert leaks(notebook, kind)
    share(notebook, tmp_path / f"out.{ending}", redact=[kind])
    assert leaks(tmp_path / f"out.{ending}", kind) == []


def test_an_output_that_holds_it_is_removed_and_said_so(told: Review, tmp_path: Path, output: dict):
    notebook = save(told, tmp_path / "villa.ipynb", shows(output), shows({"text/plain": "harmless"}))
    shared = share(notebook, tmp_path / "out.ipynb", redact=list(SECRETS))
    assert shared.told[-1] == "cell 3: an output was removed: it held what is not shared"
    assert [each.data["text/plain"] for each in last_cell(tmp_path / "out.ipynb").outputs] == [
        "Removed on sharing: it held what is not shared.",
        "harmless",
    ]


@pytest.mark.parametrize("secret", EVERYTHING)
def test_code_and_text_that_hold_it_are_blanked_and_said_so(told: Review, tmp_path: Path, secret: str):
    notebook = save(told, tmp_path / "villa.ipynb", source=f"note = {secret!r}")
    shared = share(notebook, tmp_path / "out.ipynb", redact=list(SECRETS))
    assert "cell 3: the code was removed: it held what is not shared" in shared.told
    assert last_cell(tmp_path / "out.ipynb").source == "# Removed on sharing: it held what is not shared."


def test_metadata_of_outputs_cells_and_the_notebook_are_searched(told: Review, tmp_path: Path):
    picture = shows({"image/png": PNG, "text/plain": "<Figure>"})
    picture.metadata["alt"] = f"A chart. {NOTE}"
    notebook = save(told, tmp_path / "villa.ipynb", picture)
    content = json.loads(notebook.read_text())
    content["metadata"]["title"] = content["cells"][0]["metadata"]["about"] = NOTE
    notebook.write_text(json.dumps(content))
    share(notebook, tmp_path / "out.ipynb", redact=["notes"])
    assert leaks(tmp_path / "out.ipynb", "notes") == []


def test_the_answers_are_still_there(told: Review, tmp_path: Path):
    notebook = save(told, tmp_path / "villa.ipynb")
    share(notebook, tmp_path / "out.ipynb", redact=list(SECRETS))
    [log] = data_of(tmp_path / "out.ipynb")["logs"].items()
    assert log[0] == "reviewer"
    assert [line.get("status") for line in log[1]] == ["no", None, "no"]
    portfolio = Portfolio.load(tmp_path / "out.ipynb")
    assert (portfolio.projects, portfolio.problems) == (["villa"], [])
    assert portfolio.reviews["blocking"].tolist() == [1]


def test_the_document_says_what_it_lacks(told: Review, tmp_path: Path):
    share(save(told, tmp_path / "villa.ipynb"), tmp_path / "out.md", redact=["owners", "notes"])
    assert "· shared without notes, owners\n" in (tmp_path / "out.md").read_text()
    share(save(told, tmp_path / "villa.ipynb"), tmp_path / "out.ipynb", redact=["owners", "notes"])
    assert data_of(tmp_path / "out.ipynb")["redacted"] == ["notes", "owners"]


def test_what_is_not_redacted_stays_to_the_letter(told: Review, tmp_path: Path):
    share(save(told, tmp_path / "villa.ipynb"), tmp_path / "out.ipynb", redact=["owners"])
    [log] = data_of(tmp_path / "out.ipynb")["logs"].values()
    kept = next(line for line in log if line.get("note", "").startswith("Zugang"))
    assert (kept["note"], kept["evidence"], "owner" in kept) == (f"{NOTE}\nsaid owner", [EVIDENCE], False)


def test_sharing_again_keeps_the_mark(told: Review, tmp_path: Path):
    share(save(told, tmp_path / "villa.ipynb"), tmp_path / "one.ipynb", redact=["notes"])
    share(tmp_path / "one.ipynb", tmp_path / "two.ipynb", redact=["owners"])
    assert data_of(tmp_path / "two.ipynb")["redacted"] == ["notes", "owners"]


def test_a_chart_stays_where_notes_alone_are_redacted(told: Review, tmp_path: Path):
    notebook = save(told, tmp_path / "villa.ipynb", shows({"image/png": PNG, "text/plain": "<Figure>"}))
    share(notebook, tmp_path / "out.ipynb", redact=["notes"])
    assert last_cell(tmp_path / "out.ipynb").outputs[0].data["image/png"] == PNG


def test_a_picture_goes_where_names_are_redacted(told: Review, tmp_path: Path):
    notebook = save(told, tmp_path / "villa.ipynb", shows({"image/png": PNG, "text/plain": "<Figure>"}))
    shared = share(notebook, tmp_path / "out.ipynb", redact=["owners"])
    assert shared.told[-1] == "cell 3: an output was removed: a picture may show names, which no program finds in it"


def test_a_status_that_is_repeated_as_a_note_hides_nothing(review: Review, tmp_path: Path):
    review.answer("doors.locked", "yes", note="yes")
    notebook = save(review, tmp_path / "villa.ipynb", shows({"text/plain": "yes 1"}))
    assert share(notebook, tmp_path / "out.ipynb", redact=["notes"]).told == [
        "1 widget removed: without a kernel there is nothing to show"
    ]


def test_what_cannot_be_redacted_is_told(told: Review, tmp_path: Path):
    with pytest.raises(AnswerError, match=r"'note' cannot be redacted\. Did you mean 'notes'\?"):
        share(save(told, tmp_path / "villa.ipynb"), tmp_path / "out.ipynb", redact=["note"])
    assert not (tmp_path / "out.ipynb").exists()


def test_a_project_keeps_its_name_whoever_owns_a_part_of_it(tmp_path: Path, house):
    review = Review.open(tmp_path / "reviews" / "payments-api", create=True, checklist=house)
    review.answer("doors.locked", "no", owner="payments", note="payments say: payments-api is late")
    notebook = save(review, tmp_path / "x.ipynb", shows({"text/plain": "of payments"}), source='"payments-api"')
    share(notebook, tmp_path / "out.ipynb", redact=["owners"])
    data = data_of(tmp_path / "out.ipynb")
    assert (data["project"], data["logs"]["ana"][0]["note"]) == ("payments-api", "owner say: payments-api is late")
    assert last_cell(tmp_path / "out.ipynb").source == '"payments-api"'
    assert last_cell(tmp_path / "out.ipynb").outputs[0].data["text/plain"].startswith("Removed on sharing")
