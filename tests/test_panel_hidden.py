"""Until the reveal nobody's session holds another reviewer's vote."""

import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from loglines import DOOR

from archnb import Portfolio, Review
from archnb.cli import main
from archnb.form.session import FormSession
from archnb.journal import MIME, open_journal
from archnb.share import share

SECRET = "burglars told me so"


@pytest.fixture
def ana(tmp_path: Path, house_file: Path) -> Review:
    """Ana's review of a panel on which ben has voted."""
    folder = tmp_path / "reviews" / "villa"
    ana = Review.open(folder, create=True, checklist=house_file, independent=True)
    ben = Review.open(folder, reviewer="ben")
    ben.answer(DOOR, "no", note=SECRET, evidence=[f"{SECRET}.txt"], owner=SECRET)
    ben.milestone(SECRET)
    ana.answer("roof.tight", "yes", note="ana looked")
    return ana


def documents(review: Review) -> dict[str, str]:
    bundle = review.snapshot().bundle()
    return {
        "frame": review.answers.to_csv() + review.history.to_csv() + review.findings.to_csv() + review.votes.to_csv(),
        "snapshot": json.dumps(bundle),
        "markdown": review.to_markdown(),
        "csv": review.to_csv(),
        "issues": review.findings_to_csv(),
        "json": review.to_json(),
        "milestones": str(review.milestones),
        "past": review.as_of("2126-01-01").to_csv(),
        "portfolio": Portfolio.load(review.path.parent, cache=False).answers.to_csv(),
        "portfolio's votes": Portfolio.load(review.path.parent, cache=False).votes.to_csv(),
    }


@pytest.mark.parametrize("name", ["frame", "snapshot", "markdown", "csv", "issues", "json", "milestones", "past",
                                  "portfolio", "portfolio's votes"])  # fmt: skip
def test_no_document_holds_another_vote_before_the_reveal(ana, name):
    assert SECRET not in documents(ana)[name]


def test_the_snapshot_holds_the_other_vote_after_the_reveal(ana):
    ana.reveal()
    assert SECRET in documents(ana)["snapshot"]


def test_no_message_of_the_form_holds_another_vote(ana):
    session = FormSession(open_journal(ana.path, reviewer="ana", ballot=True))
    change = {"type": "change", "view": "v", "seq": 1, "item": DOOR, "patch": {"status": "yes"}, "cursor": 0}
    said = [
        session.opening(),
        session.answer({"type": "detail", "view": "v", "item": DOOR}),
        session.answer({"type": "beat", "view": "v", "cursor": -1, "problems": 0}),
        session.answer(change),
    ]
    assert SECRET not in json.dumps(said)


def test_a_broken_line_of_another_log_is_not_quoted(ana):
    with (ana.path / "ben.jsonl").open("a") as log:
        log.write('{"at":"2026-11-22T10:00:00Z","item":"doors.locked","status":"maybe not"}\n')
    assert ana.problems == []


def test_one_may_know_how_many_items_others_have_voted_on(ana):
    assert ana.turnout == {"ana": 1, "ben": 1}


def test_the_form_goes_on_showing_ones_own_votes_after_the_reveal(ana):
    ana.reveal()
    assert list(open_journal(ana.path, reviewer="ana", ballot=True).state().answers) == ["roof.tight"]


def test_another_vote_is_not_what_a_patch_is_applied_to(ana):
    assert ana.answer(DOOR, "partial").note == ""


def test_the_form_says_that_it_shows_ones_own_votes_only(ana):
    assert FormSession(open_journal(ana.path, reviewer="ana", ballot=True)).opening()["ballot"] is True


def test_a_stamp_leaves_a_notebook_with_ones_own_votes_as_it_is(ana, tmp_path):
    data = {MIME: ana.snapshot().data}
    cell = nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", data=data)])
    file = tmp_path / "villa.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), file)
    before = file.read_bytes()
    result = CliRunner().invoke(main, ["stamp", str(file)])
    assert (result.exit_code, file.read_bytes()) == (0, before)


def test_who_hides_names_of_an_unrevealed_panel_is_told_what_cannot_be_hidden(ana):
    notebook = ana.path.parent.parent / "villa.ipynb"
    cell = nbformat.v4.new_code_cell(
        outputs=[nbformat.v4.new_output("display_data", data=ana.snapshot().bundle())], execution_count=1
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), notebook)
    told = share(notebook, notebook.with_name("out.html"), key=notebook.with_name("key.json")).told
    assert [line for line in told if "panel is not revealed" in line] == [
        "a panel is not revealed yet, so that the names of its other reviewers are not known here: "
        "look for them in the notes"
    ]
    ana.reveal()
    told = share(notebook, notebook.with_name("out.html"), key=notebook.with_name("key.json")).told
    assert not any("panel is not revealed" in line for line in told)
