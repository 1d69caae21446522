"""A heartbeat brings the form what others wrote; details come when they are asked for."""

from form_messages import change, told
from loglines import DOOR, NOON, line, replace, write

from archnb.answers import Patch


def test_a_heartbeat_brings_what_others_wrote(session, opened):
    opened("ben").record(DOOR, Patch(status="no"))
    pulse = told(session, {"type": "beat", "view": "v", "cursor": 0})
    assert pulse == {
        "view": "v",
        "type": "pulse",
        "cursor": 1,
        "answers": {DOOR: {"at": "2026-11-22T12:00:00Z", "status": "no", "reviewer": "ben"}},
        "score": "0.00",
        "bounds": ["0.00", "0.80"],
        "problems": [],
    }


def test_a_heartbeat_without_news_is_short(session):
    told(session, change(1, {"status": "yes"}))
    assert told(session, {"type": "beat", "view": "v", "cursor": 1}) == {"view": "v", "type": "pulse", "cursor": 1}


def test_a_heartbeat_brings_everything_to_a_page_that_fell_behind(session):
    told(session, change(1, {"status": "yes"}))
    told(session, change(2, {"status": "no"}, item="roof.tight"))
    assert set(told(session, {"type": "beat", "cursor": 0})["answers"]) == {DOOR, "roof.tight"}


def test_an_answer_that_a_merge_took_away_is_none(session, folder):
    write(folder, "ben.jsonl", line(NOON))
    cursor = told(session, {"type": "beat", "cursor": 0})["cursor"]
    replace(folder, "ben.jsonl")
    assert told(session, {"type": "beat", "cursor": cursor})["answers"] == {DOOR: None}


def test_what_cannot_be_read_is_told(session, folder):
    write(folder, "ben.jsonl", b"?", line(NOON))
    problems = told(session, {"type": "beat", "cursor": 0})["problems"]
    assert [problem.startswith(f"{folder / 'ben.jsonl'}:1: ") for problem in problems] == [True]


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
