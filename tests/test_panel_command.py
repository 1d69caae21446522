"""`archnb new --panel`, `archnb status` and `archnb reveal`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Review
from archnb.cli import main

ITEM = "security.cors"


@pytest.fixture(autouse=True)
def pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("new", "pay", "--panel").exit_code == 0
    for name, status in (("ana", "yes"), ("ben", "no")):
        Review.open("reviews/pay", reviewer=name).answer(ITEM, status)
    return Path("reviews/pay")


def run(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(main, arguments, input=said)


def test_a_new_panel_says_so_in_its_review(pay):
    assert json.loads((pay / "review.json").read_bytes())["panel"] is True


def test_status_tells_who_has_voted_and_not_how(pay):
    result = run("status", "--json")
    [review] = json.loads(result.stdout)["reviews"]
    assert review["panel"] == {"votes": {"ana": 1, "ben": 1}, "revealed": None, "disputed": 0}
    assert review["answers"] == {"yes": 0, "partial": 0, "no": 0, "na": 0, "unanswered": 115}


def test_status_says_it_in_words(pay):
    assert "pay: panel, 2 voting (ana 1, ben 1 of 115)" in run("status").stdout


def test_reveal_names_who_has_not_finished_and_asks(pay):
    result = run("reveal", "pay", said="n\n")
    assert result.exit_code == 1
    assert "ben has voted on 1 of 115 items" in result.stdout
    assert Review.open(pay).revealed is None


def test_reveal_says_how_many_are_disputed(pay):
    result = run("reveal", "pay", "--yes")
    assert (result.exit_code, result.stdout.splitlines()[-1].endswith("UTC, 1 disputed")) == (0, True)
    assert "1 disputed" in run("status").stdout


def test_a_review_that_is_no_panel_cannot_be_revealed():
    run("new", "shed")
    result = run("reveal", "shed", "--yes")
    assert result.exit_code == 2
    assert "this review is no panel" in result.output
