"""A journal records answers under a clock that nobody can lose by."""

import json
from datetime import date

import pytest
from loglines import DOOR, HOUR, NOON, TICK, line, write

from archnb.answers import Answer, Patch
from archnb.errors import AnswerError, StoreError


def test_an_answer_is_dated_by_the_clock(opened):
    assert opened().record(DOOR, Patch(status="yes")).at == NOON


def test_two_answers_in_one_tick_follow_each_other(opened):
    journal = opened()
    journal.record(DOOR, Patch(status="yes"))
    assert journal.record(DOOR, Patch(status="no")).at == NOON + TICK


def test_who_has_seen_an_answer_wins_with_a_clock_that_is_hours_behind(opened):
    opened("ana").record(DOOR, Patch(status="yes"))
    ben = opened("ben", NOON - 5 * HOUR)
    assert ben.record(DOOR, Patch(status="no")).at == NOON + TICK
    assert opened("ana").state().status(DOOR) == "no"


def test_an_answer_that_comes_between_is_seen_before_one_is_dated(opened):
    ben = opened("ben", NOON - 5 * HOUR)
    opened("ana").record(DOOR, Patch(status="yes"))
    ben.record(DOOR, Patch(status="no"))
    assert ben.state().status(DOOR) == "no"


def test_the_clock_of_one_item_does_not_push_another(opened):
    opened("ana").record(DOOR, Patch(status="yes"))
    assert opened("ben", NOON - HOUR).record("roof.tight", Patch(status="yes")).at == NOON - HOUR


def test_times_are_kept_in_utc(opened, folder):
    write(folder, "ana.jsonl", b'{"at":"2026-11-22T13:00:00+01:00","item":"doors.locked","status":"yes"}')
    assert opened().state().answers[DOOR].at.isoformat() == "2026-11-22T12:00:00+00:00"


def test_a_clock_that_is_days_ahead_is_warned_of(opened, folder):
    write(folder, "ana.jsonl", line(NOON + 3 * 24 * HOUR))
    assert [str(problem) for problem in opened("ben").problems] == [
        f"{folder / 'ana.jsonl'}: an answer is dated 2026-11-25 12:00 UTC, which has yet to come. "
        "Check that machine's clock; who answers later still wins."
    ]


def test_who_answers_after_a_clock_that_is_days_ahead_still_wins(opened, folder):
    write(folder, "ana.jsonl", line(NOON + 3 * 24 * HOUR))
    opened("ben").record(DOOR, Patch(status="no"))
    assert opened().state().status(DOOR) == "no"


def test_a_clock_that_is_hours_ahead_is_nothing_to_speak_of(opened, folder):
    write(folder, "ana.jsonl", line(NOON + 23 * HOUR))
    assert opened("ben").problems == []


# Ties


def test_at_the_same_microsecond_the_order_of_reading_does_not_decide(opened, folder):
    ana, ben = line(NOON, "yes"), line(NOON, "no")
    early, late = opened(), opened()
    write(folder, "ana.jsonl", ana)
    early.refresh()
    write(folder, "ben.jsonl", ben)
    early.refresh()
    write(folder, "ana.jsonl")
    late.refresh()
    write(folder, "ana.jsonl", ana)
    late.refresh()
    assert early.state().answers == late.state().answers == opened().state().answers
    assert early.state().answers[DOOR].reviewer == "ben"


@pytest.mark.parametrize("order", [("yes", "no"), ("no", "yes")])
def test_within_one_log_a_tie_is_decided_by_what_is_said(opened, folder, order):
    write(folder, "ana.jsonl", *(line(NOON, status) for status in order))
    assert opened().state().status(DOOR) == opened().state(NOON).status(DOOR) == "yes"


# Recording


def test_a_patch_changes_its_own_fields_only(opened):
    journal = opened()
    journal.record(DOOR, Patch(status="no", note="open", owner="ben"))
    journal.record(DOOR, Patch(note="wide open", evidence=("hall.jpg",), due=date(2026, 12, 24)))
    answer = journal.state().answers[DOOR]
    assert answer == Answer(
        at=NOON + TICK,
        item=DOOR,
        status="no",
        note="wide open",
        evidence=("hall.jpg",),
        owner="ben",
        due=date(2026, 12, 24),
        reviewer="ana",
    )


def test_a_patch_builds_upon_what_somebody_else_said(opened):
    opened("ana").record(DOOR, Patch(status="no", note="open"))
    opened("ben").record(DOOR, Patch(owner="ben"))
    answer = opened().state().answers[DOOR]
    assert (answer.status, answer.note, answer.owner, answer.reviewer) == ("no", "open", "ben", "ben")


def test_a_patch_that_changes_nothing_adds_no_line(opened, folder):
    journal = opened()
    first = journal.record(DOOR, Patch(status="no", note="open"))
    assert journal.record(DOOR, Patch(status="no")) == first
    assert (folder / "ana.jsonl").read_bytes().count(b"\n") == 1


def test_nothing_said_of_an_item_without_an_answer_adds_no_line(opened, folder):
    opened().record(DOOR, Patch(status="unanswered"))
    assert list(folder.glob("*.jsonl")) == []


def test_an_answer_can_be_taken_back(opened, folder):
    journal = opened()
    journal.record(DOOR, Patch(status="no", note="open"))
    journal.record(DOOR, Patch(status="unanswered", note=""))
    assert journal.state().status(DOOR) == "unanswered"
    assert (folder / "ana.jsonl").read_bytes().count(b"\n") == 2


def test_a_line_holds_what_was_said_and_no_more(opened, folder):
    opened().record(DOOR, Patch(status="no", note="open"))
    assert (folder / "ana.jsonl").read_bytes() == (
        b'{"at":"2026-11-22T12:00:00Z","item":"doors.locked","status":"no","note":"open"}\n'
    )


def test_a_line_names_the_reviewer_where_the_file_cannot(opened, folder):
    opened("Ana Lee").record(DOOR, Patch(status="yes"))
    assert json.loads((folder / "ana-lee.jsonl").read_bytes())["reviewer"] == "Ana Lee"


def test_a_line_cannot_claim_another_reviewer_than_its_file(opened, folder):
    write(folder, "ana.jsonl", line(NOON, reviewer="ben"))
    assert opened().state().answers[DOOR].reviewer == "ana"


def test_an_unknown_item_is_refused(opened):
    with pytest.raises(AnswerError) as caught:
        opened().record("doors.lockd", Patch(status="yes"))
    assert str(caught.value) == "there is no item 'doors.lockd' in house 1. Did you mean 'doors.locked'?"


def test_a_journal_without_a_reviewer_is_read_only(opened):
    with pytest.raises(AnswerError) as caught:
        opened("").record(DOOR, Patch(status="yes"))
    assert str(caught.value) == "this review is read-only. Open the review itself to answer."


def test_an_answer_that_could_not_be_written_does_not_hold(opened, monkeypatch):
    journal = opened()

    def refuse(*_: object) -> None:
        raise StoreError("no space left on device")

    monkeypatch.setattr("archnb.store.log.Log.append", refuse)
    with pytest.raises(StoreError):
        journal.record(DOOR, Patch(status="yes"))
    assert journal.state().status(DOOR) == "unanswered"
