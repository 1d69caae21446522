"""With which earlier moment a report compares."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd

from archnb.report import earlier


def at(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1_000_000)


def frame(status: str) -> pd.DataFrame:
    rows = {
        "project": ["a", "b"],
        "item": "i",
        "status": [status, "yes"],
        "section": "s",
        "severity": "low",
        "weight": 1.0,
    }
    return pd.DataFrame(rows)


def compared(then: dict[str, str], marks: dict[str, list[int]], *, reviews: int = 2) -> list[tuple[str, date]]:
    """The names and days of the moments, where project a stood at `then`, and stands at yes now."""
    found = earlier(
        frame("yes"), lambda name: frame(then.get(name, "yes")), marks, until=at("2026-07-10"), reviews=reviews
    )
    return [(moment.name, moment.day) for moment in found]


def test_the_newest_milestone_since_which_something_changed():
    marks = {name: [at(day)] * 2 for name, day in (("q1", "2026-03-01"), ("q2", "2026-06-01"), ("q3", "2026-07-01"))}
    assert compared({"q1": "no", "q2": "no"}, marks) == [("q2", date(2026, 6, 1))]


def test_a_milestone_that_few_reviews_have_does_not_count():
    marks = {"go-live": [at("2026-06-01")], "q1": [at("2026-03-01")] * 3}
    assert compared({"go-live": "no", "q1": "no"}, marks, reviews=3) == [("q1", date(2026, 3, 1))]


def test_without_a_milestone_it_is_the_end_of_a_quarter():
    assert compared({"2026-03-31": "no", "2025-12-31": "no"}, {}) == [("2026-03-31", date(2026, 3, 31))]


def test_where_nothing_ever_changed_there_is_nothing_to_compare():
    assert compared({}, {"q1": [at("2026-03-01")] * 2}) == []


def test_one_review_is_compared_with_each_of_its_milestones_but_those_to_come():
    marks = {"later": [at("2026-08-01")], "q2": [at("2026-06-01")], "q1": [at("2026-03-01")]}
    assert compared({}, marks, reviews=1) == [("q1", date(2026, 3, 1)), ("q2", date(2026, 6, 1))]


def test_where_only_reviews_of_one_checklist_have_the_milestone_answers_are_still_matched():
    now = frame("yes").assign(checklist=pd.Categorical(["x", "y"]))
    marks = {"q1": [at("2026-03-01")]}
    [moment] = earlier(now, lambda name: frame("no").head(1), marks, until=at("2026-07-10"), reviews=2)
    assert (moment.name, list(moment.answers["checklist"])) == ("q1", ["x"])
