"""An upgrade that was cut off between the log and ``review.json`` loses nothing, and is completed."""

import pytest

from archnb import Checklist, Review


@pytest.fixture
def cut_off(filled: Review, second: Checklist) -> Review:
    """The log tells of the upgrade, ``review.json`` does not."""
    before = (filled.path / "review.json").read_bytes()
    filled.upgrade(second)
    (filled.path / "review.json").write_bytes(before)
    return Review.open(filled.path)


STATUSES = ["no", "partial", "na", "unanswered"]


@pytest.mark.filterwarnings("ignore::archnb.errors.ArchnbWarning")
def test_the_answers_still_read(cut_off: Review):
    assert cut_off.checklist.version == "1"
    assert list(cut_off.answers["status"]) == STATUSES
    assert len(cut_off.problems) == 1


@pytest.mark.filterwarnings("ignore::archnb.errors.ArchnbWarning")
def test_the_next_upgrade_completes_it_and_adds_no_line(cut_off: Review, second: Checklist):
    log = (cut_off.path / "ana.jsonl").read_bytes()
    cut_off.upgrade(second)
    assert (cut_off.path / "ana.jsonl").read_bytes() == log
    again = Review.open(cut_off.path)
    assert (again.checklist.version, list(again.answers["status"]), again.problems) == ("2", STATUSES, [])


@pytest.mark.filterwarnings("ignore::archnb.errors.ArchnbWarning")
def test_an_answer_given_before_it_is_completed_counts_and_is_to_check_again(cut_off: Review, second: Checklist):
    cut_off.answer("doors.oiled", "yes")
    cut_off.answer("doors.locked", "yes")
    cut_off.upgrade(second)
    state = Review.open(cut_off.path).state
    assert [state.status(item) for item in state.checklist.items] == ["yes", "yes", "na", "unanswered"]
    assert state.check_again == {"doors.locked": "reworded in 2"}
