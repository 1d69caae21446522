"""A review as DataFrames: columns, dtypes and rows as the conventions say."""

from datetime import UTC, datetime

import pandas as pd
from loglines import HOUR, NOON, line, write

from archnb import Review

STATUSES = ["yes", "partial", "no", "na", "unanswered"]
SEVERITIES = ["critical", "high", "medium", "low"]
ITEMS = ["doors.locked", "doors.oiled", "roof.tight", "roof.insulated"]


def categories(name: str) -> pd.CategoricalDtype:
    orders = {
        "project": ["villa"],
        "section": ["Doors", "Roof"],
        "item": ITEMS,
        "status": STATUSES,
        "severity": SEVERITIES,
    }
    return pd.CategoricalDtype(orders[name], ordered=name == "severity")


COLUMNS = {
    "project": categories("project"),
    "section": categories("section"),
    "item": categories("item"),
    "status": categories("status"),
    "severity": categories("severity"),
    "weight": "float64",
    "note": "str",
    "evidence": "object",
    "owner": "str",
    "due": "datetime64[s]",
    "reviewer": "str",
    "answered_at": "datetime64[us, UTC]",
    "check_again": "str",
    "team": "str",
    "tier": "int64",
}


def expected(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS)[1:-3])
    frame.insert(0, "project", "villa")
    frame["answered_at"] = pd.to_datetime(frame["answered_at"], utc=True)
    return frame.assign(check_again="", team="red", tier=1).astype(COLUMNS)


def fill(review: Review) -> None:
    said = {"note": "open", "evidence": ["hall.jpg", "https://x/1"], "owner": "ben", "due": "2026-12-24"}
    write(review.path, "ana.jsonl", line(NOON, "partial", item="doors.oiled"), line(NOON + HOUR, "no", **said))
    write(review.path, "ben.jsonl", line(NOON - HOUR, "yes"), line(NOON, "no", item="roof.tight"))


LOCKED = ("Doors", "doors.locked", "no", "critical", 1, "open", ("hall.jpg", "https://x/1"), "ben", "2026-12-24", "ana")
OILED = ("Doors", "doors.oiled", "partial", "low", 2, "", (), "", None, "ana")
TIGHT = ("Roof", "roof.tight", "no", "critical", 1, "", (), "", None, "ben")
INSULATED = ("Roof", "roof.insulated", "unanswered", "high", 1, "", (), "", None, "", pd.NaT)
EARLIER = ("Doors", "doors.locked", "yes", "critical", 1, "", (), "", None, "ben")


def test_answers_are_one_row_per_item_in_checklist_order(review):
    fill(review)
    rows = [(*LOCKED, NOON + HOUR), (*OILED, NOON), (*TIGHT, NOON), INSULATED]
    pd.testing.assert_frame_equal(review.answers, expected(*rows))


def test_an_empty_review_has_the_same_columns(review):
    assert review.answers.dtypes.to_dict() == expected(INSULATED).dtypes.to_dict()


def test_status_is_never_nan(review):
    assert list(review.answers["status"]) == ["unanswered"] * 4


def test_history_is_one_row_per_answer_oldest_first(review):
    fill(review)
    rows = [(*EARLIER, NOON - HOUR), (*OILED, NOON), (*TIGHT, NOON), (*LOCKED, NOON + HOUR)]
    pd.testing.assert_frame_equal(review.history, expected(*rows))


def test_findings_are_worst_first(review):
    fill(review)
    rows = [(*LOCKED, NOON + HOUR), (*TIGHT, NOON), (*OILED, NOON)]
    pd.testing.assert_frame_equal(review.findings, expected(*rows))


def test_no_findings_are_an_empty_frame_of_the_same_columns(review):
    pd.testing.assert_frame_equal(review.findings, expected(INSULATED).iloc[:0])


def test_answers_to_retired_items_are_not_shown(review):
    write(review.path, "ana.jsonl", line(NOON, item="doors.painted"))
    assert (len(review.answers), len(review.history)) == (4, 0)


def test_a_tag_named_like_a_column_stands_beside_it(review):
    frame = Review.open(review.path, tags={"owner": "carol"}).answers
    assert list(frame["owner"]) == [""] * 4
    assert list(frame["tag_owner"]) == ["carol"] * 4


def test_answers_of_other_zones_are_in_utc(review):
    write(review.path, "ana.jsonl", b'{"at":"2026-11-22T23:30:00-05:00","item":"doors.locked","status":"yes"}')
    assert review.answers["answered_at"][0] == datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
