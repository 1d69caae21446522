"""The state, the history and the milestones of a review are reads of its logs."""

import pytest
from loglines import DOOR, HOUR, NOON, TICK, line, write

from archnb.answers import Patch
from archnb.errors import AnswerError


def test_the_state_at_a_moment_holds_what_was_said_until_then(opened, folder):
    write(folder, "ana.jsonl", line(NOON, "no"), line(NOON + HOUR, "partial"))
    write(folder, "ben.jsonl", line(NOON + 2 * HOUR, "yes"))
    journal = opened()
    moments = [NOON - TICK, NOON, NOON + HOUR, NOON + 3 * HOUR]
    assert [journal.state(at).status(DOOR) for at in moments] == ["unanswered", "no", "partial", "yes"]


def test_history_is_every_answer_oldest_first(opened, folder):
    write(folder, "ana.jsonl", line(NOON, "no"), line(NOON + 2 * HOUR, "yes"))
    write(folder, "ben.jsonl", line(NOON + HOUR, "partial"))
    assert [(answer.at, answer.reviewer, answer.status) for answer in opened().history()] == [
        (NOON, "ana", "no"),
        (NOON + HOUR, "ben", "partial"),
        (NOON + 2 * HOUR, "ana", "yes"),
    ]


def test_the_lines_until_a_moment(opened, folder):
    write(folder, "ana.jsonl", line(NOON, "no"), line(NOON + HOUR, "yes"))
    assert opened().lines(NOON) == {"ana": [line(NOON, "no")]}


def test_findings_come_by_severity_then_no_before_partial_then_in_checklist_order(opened):
    journal = opened()
    for item, status in [("doors.locked", "partial"), ("doors.oiled", "no"), ("roof.tight", "no")]:
        journal.record(item, Patch(status=status))
    journal.record("roof.insulated", Patch(status="na"))
    assert [finding.item.id for finding in journal.state().findings()] == ["roof.tight", "doors.locked", "doors.oiled"]


def test_a_critical_item_at_no_is_a_blocker(opened):
    journal = opened()
    for item, status in [("doors.locked", "partial"), ("doors.oiled", "no"), ("roof.tight", "no")]:
        journal.record(item, Patch(status=status))
    assert [finding.item.id for finding in journal.state().blockers] == ["roof.tight"]


# Milestones


def test_a_milestone_is_a_line_of_the_log(opened, folder):
    opened().mark("go-live")
    assert (folder / "ana.jsonl").read_bytes() == (
        b'{"at":"2026-11-22T12:00:00Z","milestone":"go-live","checklist":"house@1"}\n'
    )


def test_a_milestone_is_later_than_every_answer_that_is_known(opened):
    opened("ben", NOON + 5 * HOUR).record(DOOR, Patch(status="no"))
    mark = opened("ana").mark("go-live")
    assert opened().state(mark.at).status(DOOR) == "no"


def test_milestones_come_oldest_first_whoever_set_them(opened):
    opened("ben", NOON + HOUR).mark("second")
    opened("ana").mark("first")
    assert [(mark.milestone, mark.reviewer) for mark in opened().milestones] == [("first", "ana"), ("second", "ben")]


def test_a_milestone_is_set_once(opened):
    opened("ana").mark("go-live")
    with pytest.raises(AnswerError) as caught:
        opened("ben").mark(" go-live ")
    assert str(caught.value) == "there is a milestone 'go-live' already. A milestone stays; choose another name."


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_milestone_has_a_name(opened, name):
    with pytest.raises(AnswerError) as caught:
        opened().mark(name)
    assert str(caught.value) == "a milestone's name has 1 to 200 characters"


@pytest.mark.parametrize("name", ["x" * 200, "x" * 150 + " " * 100, "\ud800"])
def test_every_milestone_that_is_taken_can_be_read(opened, name):
    mark = opened().mark(name)
    assert opened().milestones == [mark]
