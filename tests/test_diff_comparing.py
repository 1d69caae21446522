"""What counts as which kind of change."""

import pandas as pd
import pytest
from loglines import HOUR, NOON, SAID, line, write

from archnb import Checklist, Review
from archnb.diff import compare
from archnb.errors import ChecklistError

ITEM = "doors.locked"


def kinds(difference) -> list[tuple[str, str]]:
    return [(change.kind, change.item.id) for change in difference.changes]


def then_and_now(review: Review, before: dict | None, after: dict | None):
    """Return what is different when `before` was said of one item at noon, and `after` an hour later."""
    lines = [line(at, **said) for at, said in ((NOON, before), (NOON + HOUR, after)) if said]
    write(review.path, "ana.jsonl", *lines)
    return review.diff("2026-11-22T12:00")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("no", "partial", "improved"),
        ("partial", "yes", "improved"),
        ("yes", "no", "regressed"),
        ("yes", "partial", "regressed"),
        (None, "no", "answered"),
        ("unanswered", "na", "answered"),
        ("yes", "unanswered", "taken back"),
        ("na", "unanswered", "taken back"),
        ("no", "na", "applicability"),
        ("na", "yes", "applicability"),
    ],
)
def test_a_status_that_changed(review, before, after, kind):
    difference = then_and_now(review, {"status": before} if before else None, {"status": after})
    assert kinds(difference) == [(kind, ITEM)]
    assert difference.changes[0].statuses == (before or "unanswered", after)


@pytest.mark.parametrize("status", ["yes", "na", "unanswered"])
def test_the_same_said_again_is_no_change(review, status):
    assert then_and_now(review, {"status": status, **SAID}, {"status": status, **SAID}).changes == ()


@pytest.mark.parametrize(("name", "value"), [("note", "Shut."), ("evidence", []), ("owner", ""), ("due", None)])
def test_what_is_said_may_change_alone(review, name, value):
    difference = then_and_now(review, {"status": "no", **SAID}, {"status": "no", **SAID, name: value})
    assert kinds(difference) == [("noted", ITEM)]
    assert difference.changes[0].details == (name,)


def test_a_status_that_changed_tells_also_what_is_said(review):
    [change] = then_and_now(review, {"status": "no", "note": "open"}, {"status": "yes", "owner": "ben"}).changes
    assert (change.kind, change.details) == ("improved", ("note", "owner"))


def test_nothing_said_of_an_item_is_no_change(review):
    assert review.diff("2026-11-22").changes == ()


def test_the_worst_news_come_first_then_checklist_order(review):
    early = [line(NOON, "yes", item="roof.tight"), line(NOON, "no", item="doors.oiled"), line(NOON, "no")]
    then = {"roof.insulated": "na", "roof.tight": "no", "doors.oiled": "yes", "doors.locked": "yes"}
    late = [line(NOON + HOUR, status, item=item) for item, status in then.items()]
    write(review.path, "ana.jsonl", *early, *late)
    assert kinds(review.diff("2026-11-22T12:00")) == [
        ("regressed", "roof.tight"),
        ("improved", "doors.locked"),
        ("improved", "doors.oiled"),
        ("answered", "roof.insulated"),
    ]


def test_items_of_one_checklist_only_are_new_or_retired(tmp_path, house, filled):
    data = house.to_data()
    data["version"] = "2"
    data["sections"][0]["items"][0] = {"id": "doors.painted", "text": "Every door is painted"}
    newer = Review.open(tmp_path / "newer", create=True, checklist=Checklist.parse(data))
    assert [each for each in kinds(newer.diff(filled)) if each[0] in ("new", "retired")] == [
        ("new", "doors.painted"),
        ("retired", "doors.locked"),
    ]
    assert [change.statuses for change in newer.diff(filled).changes[-2:]] == [("", "unanswered"), ("no", "")]


def test_items_are_matched_by_id_wherever_they_stand(tmp_path, house, filled):
    data = house.to_data()
    data["sections"].reverse()
    data["sections"][1]["title"] = "Gates"
    data["sections"][1]["items"].reverse()
    moved = Review.open(tmp_path / "moved", create=True, checklist=Checklist.parse(data))
    assert {kind for kind, _ in kinds(moved.diff(filled))} == {"taken back"}


def test_checklists_without_a_common_item_are_refused(review, tmp_path):
    other = Review.open(tmp_path / "other", create=True, checklist="python-backend")
    with pytest.raises(
        ChecklistError,
        match=r"^'python-backend' and 'house' have no item in common\. "
        r"Compare reviews that are answered against the same checklist\.$",
    ):
        review.diff(other)


def test_the_frame_has_one_row_per_change(review):
    difference = then_and_now(review, {"status": "yes"}, {"status": "no", **SAID})
    frame = difference.frame
    assert list(frame.columns) == [
        "section", "item", "severity", "kind", "before", "after", "details", "note", "reviewer", "answered_at",
    ]  # fmt: skip
    assert frame.loc[0].tolist() == [
        "Doors", ITEM, "critical", "regressed", "yes", "no", ("note", "evidence", "owner", "due"), SAID["note"], "ana",
        pd.Timestamp(NOON + HOUR),
    ]  # fmt: skip


def test_an_empty_frame_has_the_same_dtypes(review, filled):
    assert review.diff(review).frame.dtypes.to_dict() == filled.diff("2026-11-01").frame.dtypes.to_dict()


def test_the_past_of_a_review_is_a_moment_a_date_or_a_review(filled):
    filled.milestone("go-live")
    filled.answer("roof.insulated", "yes")
    one = kinds(filled.diff("go-live"))
    assert one == [("answered", "roof.insulated")]
    assert one == kinds(filled.diff(filled.as_of("go-live"))) == kinds(filled.diff(filled.milestones[0].at))


def test_a_difference_can_be_taken_of_states(filled):
    journal_state = filled.state
    assert compare(journal_state, journal_state).changes == ()
