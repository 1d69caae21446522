"""A review is answered, summed up, and looked at as it stood."""

import math
from datetime import UTC, date, datetime

import pytest
from loglines import DOOR, NOON, line, write

from archnb import Review
from archnb.errors import AnswerError


def words_of(caught: pytest.ExceptionInfo) -> str:
    return str(caught.value)


# Answering


def test_an_answer_is_on_disk_when_the_call_returns(review):
    review.answer(DOOR, "no", note="open", evidence=["hall.jpg"], owner="ben", due="2026-12-24")
    answer = Review.open(review.path).state.answers[DOOR]
    assert (answer.status, answer.note, answer.evidence, answer.owner, answer.due, answer.reviewer) == (
        "no", "open", ("hall.jpg",), "ben", date(2026, 12, 24), "ana",
    )  # fmt: skip


def test_fields_that_are_not_given_stay(review):
    review.answer(DOOR, "no", note="open")
    assert review.answer(DOOR, owner="ben").note == "open"


def test_a_due_date_can_be_taken_back(review):
    review.answer(DOOR, "no", due=date(2026, 12, 24))
    assert review.answer(DOOR, due="").due is None


def test_one_piece_of_evidence_may_be_given_alone(review):
    assert review.answer(DOOR, "no", evidence="hall.jpg").evidence == ("hall.jpg",)


def test_lone_surrogates_are_replaced(review):
    assert review.answer(DOOR, "no", note="a\ud800b", evidence=["\udfff"]).note == "a\ufffdb"
    assert Review.open(review.path).state.answers[DOOR].evidence == ("\ufffd",)


REFUSED = {
    "status": ({"status": "yess"}, "status 'yess' is not one of yes, partial, no, na. Did you mean 'yes'?"),
    "capitals": ({"status": "N/A"}, "status 'N/A' is not one of yes, partial, no, na. Did you mean 'na'?"),
    "field": ({"status": "no", "notes": "x"}, "Object contains unknown field `notes`. Did you mean 'note'?"),
    "other field": (
        {"status": "no", "colour": "red"},
        "Object contains unknown field `colour`. An answer has status, note, evidence, owner, due.",
    ),
    "date": ({"due": "24.12.2026"}, "Invalid RFC3339 encoded date - at `due`. Dates are written 2026-12-24."),
    "no such day": ({"due": "2026-02-30"}, "Invalid RFC3339 encoded date - at `due`. Dates are written 2026-12-24."),
    "long note": ({"note": "x" * 200_001}, "Expected `str` of length <= 200000 - at `note`. Shorten it."),
    "number": ({"owner": 3}, "Expected `str`, got `int` - at `owner`"),
}


@pytest.mark.parametrize(("fields", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_faulty_answer_is_refused(review, fields, words):
    with pytest.raises(AnswerError) as caught:
        review.answer(DOOR, **fields)
    assert words_of(caught) == words
    assert review.state.answers == {}


def test_an_unknown_item_is_refused(review):
    with pytest.raises(AnswerError) as caught:
        review.answer("doors.lockd", "yes")
    assert words_of(caught) == "there is no item 'doors.lockd' in house 1. Did you mean 'doors.locked'?"


def test_what_somebody_else_answers_appears_in_an_open_review(review):
    Review.open(review.path, reviewer="ben").answer(DOOR, "no")
    assert review.state.status(DOOR) == "no"


# Numbers


def test_score_bounds_and_coverage_weigh_as_the_checklist_says(review):
    review.answer("doors.oiled", "no")  # weighs 2
    review.answer("roof.tight", "yes")
    review.answer("roof.insulated", "na")
    assert (review.score, review.bounds, review.coverage) == (1 / 3, (0.25, 0.5), 0.75)


def test_an_empty_review_has_no_score(review):
    assert math.isnan(review.score)
    assert (review.bounds, review.coverage) == ((0.0, 1.0), 0.0)


def test_a_review_says_how_it_stands(review):
    review.answer(DOOR, "partial")
    assert repr(review) == "<Review 'villa': 1 of 4 answered, score 0.50>"


# The past


def test_a_milestone_keeps_a_moment(review):
    review.answer(DOOR, "no")
    review.milestone("go-live")
    review.answer(DOOR, "yes")
    then = review.as_of("go-live")
    assert (then.score, review.score) == (0.0, 1.0)
    assert [len(then.history), len(review.history)] == [1, 2]
    assert [mark.milestone for mark in then.milestones] == ["go-live"]


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-11-21", "unanswered"),
        ("2026-11-22", "no"),
        (date(2026, 11, 22), "no"),
        ("2026-11-22T11:59:59", "unanswered"),
        ("2026-11-22T12:00:00", "no"),
        ("2026-11-22T12:30:00+01:00", "unanswered"),
        (datetime(2026, 11, 22, 12), "no"),
        (datetime(2026, 11, 22, 11, tzinfo=UTC), "unanswered"),
    ],
)
def test_a_day_means_its_end_and_a_time_without_zone_is_utc(review, moment, status):
    write(review.path, "ana.jsonl", line(NOON, "no"))
    assert review.as_of(moment).state.status(DOOR) == status


@pytest.mark.parametrize("moment", ["golive", "2026-13-01", ""])
def test_neither_milestone_nor_date_is_told(review, moment):
    review.milestone("go-live")
    with pytest.raises(AnswerError) as caught:
        review.as_of(moment)
    assert words_of(caught) == (
        f"'{moment}' is neither a milestone nor a date. Milestones: 'go-live'; dates: 2026-12-24."
    )


@pytest.mark.parametrize("act", [lambda r: r.answer(DOOR, "no"), lambda r: r.milestone("x"), lambda r: r.form()])
def test_the_past_is_read_only(review, act):
    with pytest.raises(AnswerError) as caught:
        act(review.as_of("2026-01-01"))
    assert words_of(caught) == (
        "this is the review as of 2026-01-01 23:59 UTC, read-only. Open the review itself to answer."
    )


def test_a_snapshot_of_the_past_holds_the_past(review):
    write(review.path, "ana.jsonl", line(NOON, "no"), line(datetime(2026, 11, 23, tzinfo=UTC), "yes"))
    snapshot = review.as_of("2026-11-22").snapshot()
    assert [entry["status"] for entry in snapshot.data["logs"]["ana"]] == ["no"]
    assert "as of 2026-11-22 23:59 UTC" in snapshot.text
