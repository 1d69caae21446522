"""The same portfolio from folders, notebooks, patterns, or a mix; what cannot be read stops nothing."""

import json

import pandas as pd
import pytest
from loglines import DOOR

from archnb import Portfolio, Review


def notebook(path, *reviews):
    outputs = [
        {"output_type": "display_data", "metadata": {}, "data": json.loads(json.dumps(review.snapshot().bundle()))}
        for review in reviews
    ]
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "", "outputs": outputs}
    stream = {"output_type": "stream", "name": "stdout", "text": "hello"}
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "# Title"}, cell, {**cell, "outputs": [stream]}]
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1))
    return path


@pytest.fixture
def three(tmp_path, house):
    """Reviews of barn, shed and villa in ``reviews``, two levels deep."""
    made = []
    for place, status in (("red/villa", "no"), ("red/barn", "yes"), ("blue/shed", "partial")):
        team = place.partition("/")[0]
        review = Review.open(
            tmp_path / "reviews" / place, create=True, checklist=house, tags={"team": team}, reviewer="Ana Lee"
        )
        review.answer(DOOR, status, note="seen", evidence=["hall.jpg"], owner="ben", due="2026-12-24")
        review.answer("roof.tight", "na")
        review.milestone("go-live")
        made.append(review)
    return made


def test_folders_notebooks_and_a_mix_give_equal_frames(three, tmp_path):
    files = [notebook(tmp_path / f"{review.project}.ipynb", review) for review in three]
    folders = Portfolio.load(tmp_path / "reviews")
    for source in (files, [*files[:2], three[2].path], [str(three[0].path), *files[1:]]):
        same = Portfolio.load(source, cache=False)
        assert same.problems == []
        pd.testing.assert_frame_equal(same.answers, folders.answers)
        pd.testing.assert_frame_equal(same.as_of("go-live").answers, folders.as_of("go-live").answers)


def test_projects_stand_in_the_order_of_their_names(three, tmp_path):
    portfolio = Portfolio.load(tmp_path / "reviews")
    assert portfolio.projects == ["barn", "shed", "villa"]
    assert portfolio.answers["project"].cat.categories.tolist() == ["barn", "shed", "villa"]


def test_one_review_gives_its_own_frame(three):
    alone = three[0].answers.drop(columns="check_again")  # of the review at hand, not of a comparison
    pd.testing.assert_frame_equal(Portfolio.load(three[0].path).answers, alone)


@pytest.mark.parametrize("pattern", ["reviews/red/*", "reviews/*/villa", "reviews/**/review.json"])
def test_a_pattern_names_what_matches_it(three, tmp_path, pattern):
    assert "villa" in Portfolio.load(str(tmp_path / pattern)).projects


def test_a_folder_named_twice_counts_once(three, tmp_path):
    assert len(Portfolio.load([tmp_path / "reviews", three[0].path, tmp_path / "reviews" / "red"])) == 3


def test_a_notebook_of_a_project_whose_folder_is_there_is_left_out_and_told(three, tmp_path):
    old = notebook(tmp_path / "villa.ipynb", three[0])
    three[0].answer(DOOR, "yes")
    portfolio = Portfolio.load(tmp_path)
    assert portfolio.answers.query("project == 'villa' and item == @DOOR")["status"].tolist() == ["yes"]
    assert [str(problem) for problem in portfolio.problems] == [
        f"{old}: 'villa' is read from {three[0].path}: a folder counts before a notebook. "
        "Nothing to do, unless this copy holds answers that the other lacks."
    ]


def test_of_two_notebooks_the_one_with_the_newest_answer_counts(three, tmp_path):
    old = notebook(tmp_path / "z.ipynb", three[0])
    three[0].answer(DOOR, "yes")
    new = notebook(tmp_path / "a.ipynb", three[0])
    portfolio = Portfolio.load([old, new])
    assert portfolio.answers["status"][0] == "yes"
    assert [problem.path for problem in portfolio.problems] == [str(old)]


def test_two_projects_of_one_name_are_told_apart(three, tmp_path, house):
    Review.open(tmp_path / "reviews" / "blue" / "villa", create=True, checklist=house)
    portfolio = Portfolio.load(tmp_path / "reviews")
    names = [f"villa ({tmp_path / 'reviews' / team / 'villa'})" for team in ("blue", "red")]
    assert portfolio.projects[2:] == names
    assert len(portfolio.problems) == 2


def test_what_cannot_be_read_is_told_and_stops_nothing(three, tmp_path):
    (three[1].path / "review.json").write_text("{")
    (tmp_path / "reviews" / "checklists").mkdir()
    broken = tmp_path / "broken.ipynb"
    broken.write_text('{"cells": [{"outputs": [{"data": {"application/vnd.archnb.review.v1+json": 3}}]}]}')
    plain = tmp_path / "plain.ipynb"
    plain.write_text('{"cells": []}')
    portfolio = Portfolio.load([tmp_path / "reviews", broken, plain, tmp_path / "gone", str(tmp_path / "none-*")])
    assert portfolio.projects == ["shed", "villa"]
    assert [(problem.path, problem.reason) for problem in portfolio.problems] == [
        (str(tmp_path / "gone"), "there is no such folder or notebook"),
        (str(tmp_path / "none-*"), "nothing matches this pattern"),
        (str(three[1].path / "review.json"), "not a valid review.json: Input data was truncated"),
        (
            str(broken),
            "the review in this notebook cannot be read: expected `object | null`, got `int`",
        ),
        (str(plain), "this notebook carries no review"),
    ]


def test_a_review_without_its_checklist_is_told(three, tmp_path):
    (tmp_path / "reviews" / "red" / "checklists" / "house-1.yaml").unlink(missing_ok=True)
    for file in (tmp_path / "reviews" / "red" / "checklists").glob("*.yaml"):
        file.unlink()
    portfolio = Portfolio.load(tmp_path / "reviews")
    assert portfolio.projects == ["shed"]
    assert [problem.reason for problem in portfolio.problems] == ["the review's checklist house@1 is not here"] * 2


def test_nothing_at_all_is_an_empty_portfolio(tmp_path):
    portfolio = Portfolio.load(tmp_path)
    assert (len(portfolio), len(portfolio.answers), portfolio.problems) == (0, 0, [])


def test_different_checklists_get_a_column(three, tmp_path):
    Review.open(tmp_path / "reviews" / "pay", create=True)
    answers = Portfolio.load(tmp_path / "reviews").answers
    assert answers.columns[:13].tolist()[-1] == "checklist"
    assert answers.groupby("checklist", observed=False).size().to_dict() == {"house": 12, "python-backend": 115}
