"""One branch of git is upgraded while another is answered: whichever is merged, every answer counts for its item."""

import pytest
from test_merge import Repository, merged

from archnb import Checklist, Review


@pytest.fixture
def repository(tmp_path, house: Checklist, second: Checklist) -> Repository:
    """Ana upgrades and answers on her branch; ben, who has version 1, answers on his afterwards."""
    repository = Repository(tmp_path / "portfolio")
    repository.path.mkdir()
    repository.git("init", "-q", "-b", "main")
    Review.open(repository.path / "reviews" / "villa", create=True, checklist=house)
    repository.answers("carol").answer("doors.locked", "no", note="at first")
    repository.commit()
    repository.git("switch", "-q", "-c", "ana")
    review = repository.answers("ana")
    review.upgrade(second)
    review.answer("roof.rod", "partial")
    repository.commit()
    repository.git("switch", "-q", "-c", "ben", "main")
    review = repository.answers("ben")
    review.answer("doors.oiled", "yes", note="of the old id")
    review.answer("doors.locked", "yes", note="of the old wording")
    repository.commit()
    return repository


DIRECTIONS = [("ana", "ben"), ("ben", "ana")]


@pytest.mark.parametrize(("into", "branch"), DIRECTIONS)
def test_the_answers_of_both_count_for_their_items(repository, into, branch):
    state = merged(repository, into, branch).state
    assert repository.git("status", "--porcelain") == ""
    assert state.info.checklist.version == "2"
    assert {item: (state.status(item), state.answers[item].reviewer) for item in state.answers} == {
        "doors.locked": ("yes", "ben"),
        "doors.quiet": ("yes", "ben"),
        "roof.rod": ("partial", "ana"),
    }


@pytest.mark.parametrize(("into", "branch"), DIRECTIONS)
def test_what_was_said_of_the_old_wording_is_to_check_again(repository, into, branch):
    assert merged(repository, into, branch).state.check_again == {"doors.locked": "reworded in 2"}


def test_both_directions_give_the_same_data(repository):
    one = merged(repository, "ana", "ben").snapshot().data
    assert merged(repository, "ben", "ana").snapshot().data == one


def test_a_review_that_is_open_meanwhile_tells_that_it_was_upgraded(repository):
    repository.git("switch", "-q", "ben")
    review = repository.answers("ben")
    repository.git("merge", "-q", "--no-edit", "ana")
    assert [problem.reason for problem in review.problems] == [
        "the review was upgraded to house@2 and is still shown with house@1"
    ]
    assert (review.state.status("doors.oiled"), review.state.status("doors.locked")) == ("yes", "yes")


def test_both_branches_upgraded_is_one_upgrade(repository, second):
    repository.git("switch", "-q", "ben")
    repository.answers("ben").upgrade(second)
    repository.commit()
    review = merged(repository, "ana", "ben")
    assert review.checklist.version == "2"
    assert {item: review.state.status(item) for item in review.state.answers} == {
        "doors.locked": "yes", "doors.quiet": "yes", "roof.rod": "partial",
    }  # fmt: skip
