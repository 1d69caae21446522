"""What a panel's votes come to, in one folder and on branches that are merged."""

import itertools
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from loglines import DOOR, HOUR, NOON, TICK

from archnb import Portfolio, Review
from archnb.answers import Patch
from archnb.errors import AnswerError, StoreError
from archnb.journal import Journal
from archnb.store import ReviewFolder

NAMES = ("ana", "ben", "cleo")


@pytest.fixture
def folder(tmp_path: Path, house_file: Path) -> Path:
    return Review.open(tmp_path / "reviews" / "villa", create=True, checklist=house_file, independent=True).path


def voted(folder: Path, *statuses: str, item: str = DOOR) -> Review:
    for name, status in zip(NAMES, statuses, strict=False):
        Review.open(folder, reviewer=name).answer(item, status)
    return Review.open(folder)


@pytest.mark.parametrize(
    ("statuses", "status", "disputed"),
    [
        (("yes", "yes"), "yes", False),
        (("na", "na", "na"), "na", False),
        (("yes", "no"), "unanswered", True),
        (("partial", "partial", "na"), "unanswered", True),
        (("no",), "no", False),
    ],
)
def test_votes_that_differ_count_as_unanswered(folder, statuses, status, disputed):
    review = voted(folder, *statuses)
    review.reveal()
    assert (review.state.status(DOOR), DOOR in review.state.disputed) == (status, disputed)


def test_a_dispute_widens_the_bounds_as_an_unanswered_item_does(folder):
    voted(folder, "yes", "no")
    review = voted(folder, "yes", "yes", item="roof.tight")
    review.reveal()
    assert (review.score, review.bounds) == (1.0, (0.2, 1.0))


def test_a_dispute_says_who_voted_how(folder):
    review = voted(folder, "yes", "no")
    review.reveal()
    assert review.state.answers[DOOR].note == "Disputed: ana: yes; ben: no"


def test_votes_of_one_microsecond_are_disputed_in_a_portfolio_too(folder):
    for name, status in (("ana", "yes"), ("ben", "no")):
        vote = f'{{"at":"2026-11-22T12:00:00Z","item":"{DOOR}","status":"{status}","vote":true}}\n'
        (folder / f"{name}.jsonl").write_text(vote)
    Review.open(folder).reveal()
    answers = Portfolio.load(folder, cache=False).answers
    assert (answers["status"][0], answers["note"][0]) == ("unanswered", "Disputed: ana: yes; ben: no")


def test_a_shared_answer_settles_it(folder):
    review = voted(folder, "yes", "no")
    review.reveal()
    review.settle(DOOR, "partial", agreed=["ana", "ben"], note="both are right")
    answer = review.state.answers[DOOR]
    assert (answer.status, answer.agreed, review.state.disputed) == ("partial", ("ana", "ben"), frozenset())


def test_a_later_vote_opens_what_was_settled(folder):
    review = voted(folder, "yes", "no")
    review.reveal()
    review.settle(DOOR, "partial", agreed=["ana", "ben"])
    review.answer(DOOR, "partial")
    assert review.state.disputed == {DOOR}


def test_a_vote_after_the_reveal_is_late(folder):
    review = voted(folder, "yes", "no")
    review.reveal()
    review.answer(DOOR, "no", note="convinced")
    assert review.votes[["reviewer", "status", "late"]].to_numpy().tolist() == [
        ["ana", "no", True],
        ["ben", "no", False],
    ]


def test_the_reveal_is_later_than_every_vote_whatever_the_clocks_say(folder, house):
    ahead = Journal(ReviewFolder(folder), house, reviewer="ben", clock=lambda: NOON + HOUR)
    ahead.record(DOOR, Patch(status="no"))
    assert Journal(ReviewFolder(folder), house, reviewer="ana", clock=lambda: NOON).reveal().at == NOON + HOUR + TICK


def test_a_second_reveal_changes_nothing(folder):
    review = voted(folder, "yes")
    assert review.reveal() == review.reveal() == review.revealed


def test_nothing_is_settled_before_the_reveal(folder):
    with pytest.raises(AnswerError, match="not revealed yet"):
        voted(folder, "yes").settle(DOOR, "yes", agreed=["ana"])


def test_a_review_that_is_no_panel_is_not_opened_as_one(tmp_path, house_file):
    Review.open(tmp_path / "shed", create=True, checklist=house_file)
    with pytest.raises(StoreError, match="this review is no panel"):
        Review.open(tmp_path / "shed", independent=True)


def test_disputes_come_widest_first_and_settled_ones_last(folder):
    voted(folder, "yes", "partial")
    voted(folder, "yes", "no", item="roof.tight")
    review = voted(folder, "no", "na", item="doors.oiled")
    review.reveal()
    review.settle("doors.oiled", "no", agreed=["ana"])
    assert review.disputes[["item", "gap", "disputed"]].to_numpy().tolist() == [
        ["roof.tight", 2, True],
        [DOOR, 1, True],
        ["doors.oiled", 1, False],
    ]


def test_a_snapshot_of_a_panel_is_read_back_as_it_stood(folder, tmp_path):
    review = voted(folder, "yes", "no")
    review.reveal()
    review.settle(DOOR, "partial", agreed=["ana", "ben"])
    frame = Portfolio.load(folder.parent, cache=False).answers
    assert frame.set_index("item")["status"].to_dict() == review.answers.set_index("item")["status"].to_dict()


def test_a_portfolio_of_the_past_counts_what_was_settled_then(folder):
    review = voted(folder, "yes", "no")
    before = review.reveal()
    settled = review.settle(DOOR, "partial", agreed=["ana", "ben"]).at
    portfolio = Portfolio.load(folder.parent, cache=False)
    statuses = [portfolio.as_of(at).answers.set_index("item")["status"][DOOR] for at in (before, settled)]
    assert statuses == ["unanswered", "partial"]


def branches(folder: Path) -> list[Path]:
    """Three copies of one panel: three people vote in theirs, and ana reveals what she knows."""
    copies = []
    for name, status in zip(NAMES, ("yes", "no", "partial"), strict=True):
        copy = folder.parent.parent / name / "reviews" / "villa"
        shutil.copytree(folder.parent, copy.parent)
        Review.open(copy, reviewer=name).answer(DOOR, status)
        copies.append(copy)
    Review.open(copies[0], reviewer="ana").reveal()
    return copies


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_three_branches_merged_in_any_order_are_one_panel(folder, order):
    copies = branches(folder)
    review = Review.open(folder)
    for index in order:
        for log in copies[index].glob("*.jsonl"):
            shutil.copy(log, folder)
        assert review.state is not None
    votes = review.votes[["reviewer", "status", "late"]].to_numpy().tolist()
    assert votes == [["ana", "yes", False], ["ben", "no", False], ["cleo", "partial", False]]
    assert review.state == Review.open(folder).state


def test_a_vote_from_a_branch_that_is_older_than_the_reveal_is_not_late(folder, house):
    day = timedelta(days=1)
    Journal(ReviewFolder(folder), house, reviewer="ben", clock=lambda: NOON).record(DOOR, Patch(status="no"))
    away = (folder / "ben.jsonl").rename(folder.parent / "elsewhere")
    Journal(ReviewFolder(folder), house, reviewer="ana", clock=lambda: NOON + day).reveal()
    away.rename(folder / "ben.jsonl")
    assert Review.open(folder).votes["late"].tolist() == [False]
