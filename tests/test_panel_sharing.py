"""A panel in a portfolio, and in a document that hides its reviewers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from loglines import DOOR

from archnb import Portfolio, Review
from archnb.share.hiding import Cover


@pytest.fixture
def panel(tmp_path: Path, house_file: Path) -> Review:
    folder = tmp_path / "reviews" / "villa"
    review = Review.open(folder, create=True, checklist=house_file, independent=True)
    review.answer(DOOR, "yes", note="as ben said")
    Review.open(folder, reviewer="ben").answer(DOOR, "no")
    return review


def test_a_portfolio_has_every_vote_of_a_revealed_panel(panel, tmp_path, house_file):
    shed = Review.open(tmp_path / "reviews" / "shed", create=True, checklist=house_file)
    shed.answer(DOOR, "partial")
    panel.reveal()
    votes = Portfolio.load(tmp_path / "reviews", cache=False).votes
    assert votes[["project", "reviewer", "status"]].to_numpy().tolist() == [
        ["shed", "ana", "partial"],
        ["villa", "ana", "yes"],
        ["villa", "ben", "no"],
    ]


def test_redaction_keeps_the_votes_apart(panel):
    panel.reveal()
    panel.settle(DOOR, "partial", agreed=["ana", "ben"])
    data = panel.snapshot().data
    left = Cover([data], ["reviewers"], None).data(data)
    assert {stem: [line.get("status") for line in log] for stem, log in left["logs"].items()} == {
        "a": ["yes", None, "partial"],
        "b": ["no"],
    }
    assert left["logs"]["a"][-1]["agreed"] == ["A", "B"]
    assert left["panel"] is True
    assert "ben" not in json.dumps(left)
