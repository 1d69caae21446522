"""What lies in a portfolio and is no readable file or checklist is told, and holds up nothing."""

import json
import os

import pytest
from loglines import DOOR

from archnb import Portfolio, Review


@pytest.fixture
def two(tmp_path, house):
    made = [Review.open(tmp_path / name, create=True, checklist=house) for name in ("barn", "villa")]
    for review in made:
        review.answer(DOOR, "yes")
    return made


@pytest.mark.parametrize("target", ["pipe", "endless device"])
def test_a_review_json_that_is_no_file_is_told_and_not_waited_for(two, target):
    place = two[0].path / "review.json"
    place.unlink()
    if target == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("/dev/zero")
    portfolio = Portfolio.load(two[0].path.parent, cache=False)
    assert portfolio.projects == ["villa"]
    assert [str(problem) for problem in portfolio.problems] == [f"{place}: not a regular file"]


def test_a_notebook_that_is_a_pipe_is_told(two, tmp_path):
    os.mkfifo(tmp_path / "end.ipynb")
    portfolio = Portfolio.load([two[0].path, tmp_path / "end.ipynb"], cache=False)
    assert portfolio.projects == ["barn"]
    assert [problem.reason for problem in portfolio.problems] == ["not a regular file"]


def test_a_checklist_with_a_number_that_none_can_hold_is_told(two, tmp_path):
    data = json.dumps(two[0].snapshot().bundle()).replace('"checklist": {', '"checklist": {"weight": 1e999, ', 1)
    assert "1e999" in data
    outputs = [{"output_type": "display_data", "metadata": {}, "data": "DATA"}]
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "", "outputs": outputs}
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "end.ipynb").write_text(json.dumps(book).replace('"DATA"', data))
    portfolio = Portfolio.load([two[1].path, tmp_path / "end.ipynb"], cache=False)
    assert portfolio.projects == ["villa"]
    assert [problem.reason.partition(":")[0] for problem in portfolio.problems] == [
        "the checklist in it cannot be read"
    ]
