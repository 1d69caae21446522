"""The form's page is told that an answer is on the disk, or the reason why not."""

import errno
import json
import os

import pytest
from form_messages import change, told
from loglines import DOOR

from archnb.answers import Patch
from archnb.form.session import FormSession


def fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


# Opening


def test_the_page_is_given_the_checklist_and_the_answers_once(session):
    session.journal.record(DOOR, Patch(status="no", note="open"))
    opening = json.loads(json.dumps(session.opening()))
    assert len(opening.pop("key")) == 16
    assert opening == {
        "project": "villa",
        "reviewer": "ana",
        "title": "House rules",
        "version": "1",
        "sections": [
            {
                "id": "doors",
                "title": "Doors",
                "items": [
                    ["doors.locked", "Every door can be locked", "critical"],
                    ["doors.oiled", "No door squeaks", "low"],
                ],
            },
            {
                "id": "roof",
                "title": "Roof",
                "items": [
                    ["roof.tight", "The roof is tight", "critical"],
                    ["roof.insulated", "The roof is insulated", "high"],
                ],
            },
        ],
        "cursor": 1,
        "answers": {DOOR: {"at": "2026-11-22T12:00:00Z", "status": "no", "note": "open", "reviewer": "ana"}},
        "score": "0.00",
        "bounds": ["0.00", "0.80"],
        "problems": [],
        "problemCount": 0,
    }


def test_the_key_is_of_this_review_and_this_reviewer(opened):
    keys = [FormSession(opened(reviewer)).opening()["key"] for reviewer in ("ana", "ana", "ben")]
    assert keys[0] == keys[1] != keys[2]


# Changes


def test_a_change_is_acknowledged_with_the_answer_and_the_new_numbers(session):
    assert told(session, change(1, {"status": "yes"})) == {
        "view": "v",
        "type": "ack",
        "seq": 1,
        "item": DOOR,
        "cursor": 1,
        "answers": {DOOR: {"at": "2026-11-22T12:00:00Z", "status": "yes", "reviewer": "ana"}},
        "score": "1.00",
        "bounds": ["0.20", "1.00"],
        "problems": [],
        "problemCount": 0,
    }


def test_a_change_is_on_the_disk_before_it_is_acknowledged(session, folder, monkeypatch):
    synced, fsync = [], os.fsync

    def sync(descriptor: int) -> None:
        fsync(descriptor)
        synced.append((folder / "ana.jsonl").read_bytes())

    monkeypatch.setattr(os, "fsync", sync)
    told(session, change(1, {"status": "yes"}))
    assert synced[0] == b'{"at":"2026-11-22T12:00:00Z","item":"doors.locked","status":"yes"}\n'


def test_an_acknowledgement_brings_what_others_wrote_meanwhile(session, opened):
    opened("ben").record("roof.tight", Patch(status="no"))
    answer = told(session, change(1, {"status": "yes"}))
    assert {item: said["status"] for item, said in answer["answers"].items()} == {"roof.tight": "no", DOOR: "yes"}


def test_a_change_that_arrives_twice_is_applied_once(session, opened):
    first = change(1, {"status": "no"})
    told(session, first)
    opened("ben").record(DOOR, Patch(status="yes"))
    assert told(session, first)["type"] == "ack"
    assert [answer.status for answer in opened().history()] == ["no", "yes"]


def test_two_views_count_for_themselves(session):
    told(session, change(1, {"status": "no"}, view="one"))
    told(session, change(1, {"status": "yes"}, view="two"))
    assert session.journal.state().status(DOOR) == "yes"


# Refusals


def test_a_faulty_change_is_refused_for_good(session, folder):
    assert told(session, change(1, {"due": "soon"})) == {
        "view": "v",
        "type": "refused",
        "seq": 1,
        "reason": "Invalid RFC3339 encoded date - at `due`. Dates are written 2026-12-24.",
        "retry": False,
    }
    assert list(folder.glob("*.jsonl")) == []


def test_an_unknown_item_is_refused_for_good(session):
    refused = told(session, change(1, {"status": "yes"}, item="doors.lockd"))
    assert (refused["reason"], refused["retry"]) == (
        "there is no item 'doors.lockd' in house 1. Did you mean 'doors.locked'?",
        False,
    )


def test_on_a_full_disk_a_change_is_refused_and_may_be_tried_again(session, folder, monkeypatch):
    fill_the_disk(monkeypatch)
    assert told(session, change(1, {"status": "yes"})) == {
        "view": "v",
        "type": "refused",
        "seq": 1,
        "reason": (
            f"{folder / 'ana.jsonl'}: no space left on device. The disk is full: free some space, then try again."
        ),
        "retry": True,
    }
    assert session.journal.state().answers == {}


def test_what_was_refused_is_applied_when_it_is_tried_again(session, monkeypatch):
    with monkeypatch.context() as patched:
        fill_the_disk(patched)
        told(session, change(1, {"status": "yes"}))
    assert told(session, change(1, {"status": "yes"}))["type"] == "ack"
    assert session.journal.state().status(DOOR) == "yes"


def test_what_was_refused_is_applied_after_later_changes_too(session, monkeypatch):
    with monkeypatch.context() as patched:
        fill_the_disk(patched)
        told(session, change(1, {"note": "open"}))
    told(session, change(2, {"status": "no"}, item="roof.tight"))
    told(session, change(1, {"note": "open"}))
    assert session.journal.state().answers[DOOR].note == "open"


def test_changes_may_arrive_in_any_order(session):
    """Typed text waits for a pause, so a later click on another row is sent before it."""
    told(session, change(2, {"status": "no"}, item="roof.tight"))
    told(session, change(1, {"note": "open"}))
    assert session.journal.state().answers[DOOR].note == "open"


def test_a_folder_that_was_moved_is_told(session, folder):
    folder.rename(folder.with_name("house"))
    refused = told(session, change(1, {"status": "yes"}))
    assert (refused["type"], refused["retry"]) == ("refused", True)
    assert refused["reason"].startswith(f"{folder}: the review's folder is gone.")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ({}, "KeyError: 'type'"),
        ({"type": "dance"}, "KeyError: 'dance'"),
        ({"type": "change", "view": "v", "seq": 1, "item": DOOR, "cursor": 0}, "KeyError: 'patch'"),
        ({"type": "detail", "item": "x"}, "there is no item 'x' in house 1. `archnb checklist show` lists them."),
    ],
)
def test_whatever_is_wrong_becomes_an_answer(session, message, reason):
    refused = told(session, message)
    assert (refused["type"], refused["reason"], refused["view"]) == ("refused", reason, message.get("view"))


def test_a_fault_of_the_program_becomes_an_answer(session, monkeypatch):
    monkeypatch.setattr(session.journal, "record", lambda *_: 1 / 0)
    refused = told(session, change(1, {"status": "yes"}))
    assert (refused["reason"], refused["retry"]) == ("ZeroDivisionError: division by zero", True)
