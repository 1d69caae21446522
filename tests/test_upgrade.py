"""An upgrade keeps every answer, and old milestones keep the old wording."""

import pytest

from archnb import Checklist, Review
from archnb.errors import ChecklistError


def test_answers_are_kept_and_those_to_reworded_items_are_to_check_again(filled: Review, second: Checklist):
    filled.upgrade(second)
    assert list(filled.answers["status"]) == ["no", "partial", "na", "unanswered"]
    assert list(filled.answers["check_again"]) == ["reworded in 2", "", "", ""]


def test_an_answer_after_the_upgrade_settles_it(filled: Review, second: Checklist):
    filled.upgrade(second)
    filled.answer("doors.locked", "no")
    assert filled.state.check_again == {}


def test_the_milestone_before_renders_the_old_wording(filled: Review, second: Checklist):
    filled.upgrade(second)
    assert "Every door can be locked" in filled.as_of("before house 2").snapshot().text
    assert "Every outer door can be locked" in filled.snapshot().text


def test_no_line_that_was_there_changes(filled: Review, second: Checklist):
    before = (filled.path / "ben.jsonl").read_bytes(), (filled.path / "ana.jsonl").read_bytes()
    filled.upgrade(second)
    assert (filled.path / "ben.jsonl").read_bytes() == before[0]
    assert (filled.path / "ana.jsonl").read_bytes().startswith(before[1])


def test_a_second_upgrade_writes_nothing(filled: Review, second: Checklist):
    filled.upgrade(second)
    before = (filled.path / "ana.jsonl").read_bytes()
    assert filled.upgrade(second).is_done
    assert (filled.path / "ana.jsonl").read_bytes() == before


def test_back_at_the_old_version_everything_is_as_it_was(filled: Review, house: Checklist, second: Checklist):
    before = filled.answers
    filled.upgrade(second)
    filled.upgrade(house)
    assert filled.answers.equals(before)


def test_an_upgrade_and_back_leaves_what_stood_in_between(filled: Review, house: Checklist, second: Checklist):
    filled.upgrade(second)
    between = filled.answers
    filled.upgrade(house)
    assert filled.as_of("before house 1").answers.equals(between)
    assert "doors.quiet" in set(filled.as_of("before house 1").history["item"])


def test_an_answer_of_a_branch_that_was_not_upgraded_counts_and_is_to_check_again(filled: Review, second: Checklist):
    filled.upgrade(second)
    with (filled.path / "ben.jsonl").open("a") as log:
        log.write('{"at": "2099-01-01T00:00:00Z", "item": "doors.oiled", "status": "yes"}\n')
        log.write('{"at": "2099-01-01T00:00:00Z", "item": "doors.locked", "status": "yes"}\n')
    assert filled.state.status("doors.quiet") == "yes"
    assert filled.state.check_again == {"doors.locked": "reworded in 2"}


@pytest.mark.parametrize(
    ("matches", "said"),
    [
        ({"doors.locked": "roof.tight", "roof.tight": "doors.locked"}, "is an item of both versions"),
        ({"roof.insulated": "roof.rod", "doors.oiled": "roof.rod"}, "cannot all become 'roof.rod'"),
    ],
)
def test_a_hostile_match_is_refused(filled: Review, second: Checklist, matches: dict, said: str):
    with pytest.raises(ChecklistError, match=said):
        filled.upgrade(second, matches=matches)
