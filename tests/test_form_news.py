"""A heartbeat brings the form what others wrote; details come when they are asked for."""

from form_messages import beat, change, told
from loglines import DOOR, NOON, line, replace, write

from archnb.answers import Patch


def test_a_heartbeat_brings_what_others_wrote(session, opened):
    opened("ben").record(DOOR, Patch(status="no"))
    pulse = told(session, beat(0))
    assert pulse == {
        "view": "v",
        "type": "pulse",
        "cursor": 1,
        "answers": {DOOR: {"at": "2026-11-22T12:00:00Z", "status": "no", "reviewer": "ben"}},
        "score": "0.00",
        "bounds": ["0.00", "0.80"],
        "problems": [],
        "problemCount": 0,
    }


def test_a_heartbeat_without_news_is_short(session):
    told(session, change(1, {"status": "yes"}))
    assert told(session, beat(1)) == {"view": "v", "type": "pulse", "cursor": 1}


def test_a_heartbeat_brings_everything_to_a_page_that_fell_behind(session):
    told(session, change(1, {"status": "yes"}))
    told(session, change(2, {"status": "no"}, item="roof.tight"))
    assert set(told(session, beat(0))["answers"]) == {DOOR, "roof.tight"}


def test_an_answer_that_a_merge_took_away_is_none(session, folder):
    write(folder, "ben.jsonl", line(NOON))
    cursor = told(session, beat(0))["cursor"]
    replace(folder, "ben.jsonl")
    assert told(session, beat(cursor))["answers"] == {DOOR: None}


def test_what_cannot_be_read_is_told(session, folder):
    write(folder, "ben.jsonl", b"?", line(NOON))
    problems = told(session, beat(0))["problems"]
    assert [problem.startswith(f"{folder / 'ben.jsonl'}:1: ") for problem in problems] == [True]


def test_a_problem_that_appears_is_told_though_no_answer_does(session, folder):
    write(folder, "ben.jsonl", b"?")
    assert told(session, beat(0))["problemCount"] == 1


def test_of_many_problems_three_are_told_and_all_are_counted(session, folder):
    write(folder, "ben.jsonl", *[b"?"] * 50)
    pulse = told(session, beat(0))
    assert (len(pulse["problems"]), pulse["problemCount"]) == (3, 50)


def test_what_a_cell_of_the_notebook_recorded_reaches_a_page_that_has_not_asked_yet(session):
    session.journal.record("roof.tight", Patch(status="no"))
    answer = told(session, change(1, {"status": "yes"}, cursor=0))
    assert set(answer["answers"]) == {DOOR, "roof.tight"}


# Details


def test_details_are_guidance_and_history(session, opened):
    opened("ben").record(DOOR, Patch(status="no", note="open"))
    told(session, change(1, {"status": "yes", "note": ""}))
    assert told(session, {"type": "detail", "view": "v", "item": DOOR}) == {
        "view": "v",
        "type": "detail",
        "item": DOOR,
        "guidance": {
            "severity_reason": "Anybody can walk in.",
            "why": "Because of burglars.",
            "verify": ["Try each door."],
        },
        "history": [
            {"at": "2026-11-22T12:00:00Z", "status": "no", "note": "open", "reviewer": "ben"},
            {"at": "2026-11-22T12:00:00.000001Z", "status": "yes", "reviewer": "ana"},
        ],
    }


def test_history_is_the_latest_five(session):
    for seq in range(1, 8):
        told(session, change(seq, {"note": str(seq)}))
    history = told(session, {"type": "detail", "item": DOOR})["history"]
    assert [said["note"] for said in history] == ["3", "4", "5", "6", "7"]
