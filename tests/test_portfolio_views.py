"""What a portfolio tells of its reviews."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from loglines import DOOR, line, write

from archnb import Portfolio, Review
from archnb.errors import AnswerError

MARCH, JUNE = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 12, tzinfo=UTC)
ROOF = "roof.tight"


@pytest.fixture
def portfolio(tmp_path, house):
    """Barn improves in June and went live before; villa regresses; shed was never answered."""
    for project, team, tier in (("barn", "red", 1), ("shed", "blue", 2), ("villa", "red", 2)):
        Review.open(tmp_path / project, create=True, checklist=house, tags={"team": team, "tier": tier})
    mark = b'{"at":"2026-04-01T00:00:00Z","milestone":"go-live"}'
    write(tmp_path / "barn", "ana.jsonl", line(MARCH, "no"), mark, line(JUNE, "yes"))
    write(tmp_path / "villa", "ana.jsonl", line(MARCH, "yes"), line(MARCH, "yes", item=ROOF))
    write(tmp_path / "villa", "ben.jsonl", line(JUNE, "no"))
    return Portfolio.load(tmp_path)


def statuses(portfolio, item=DOOR):
    found = portfolio.answers.query("item == @item")
    return dict(zip(found["project"], found["status"], strict=True))


def test_reviews_has_a_row_per_project_with_tags_and_numbers(portfolio):
    expected = pd.DataFrame(
        {
            "team": ["red", "blue", "red"],
            "tier": [1, 2, 2],
            "coverage": [0.25, 0.0, 0.5],
            "score": [1.0, float("nan"), 0.5],
            "low": [0.2, 0.0, 0.2],
            "high": [1.0, 1.0, 0.8],
            "gate": [True, True, False],
            "blocking": [0, 0, 1],
            "last_answered": pd.to_datetime([JUNE, None, JUNE], utc=True).astype("datetime64[us, UTC]"),
        },
        index=pd.Index(["barn", "shed", "villa"], name="project", dtype="str"),
    )
    pd.testing.assert_frame_equal(portfolio.reviews[expected.columns.tolist()], expected)


def test_filter_keeps_what_has_all_the_values(portfolio):
    assert portfolio.filter(team="red").projects == ["barn", "villa"]
    assert portfolio.filter(team="red", tier=2).projects == ["villa"]
    assert portfolio.filter(tier=[1, 2]).projects == ["barn", "shed", "villa"]
    assert portfolio.filter(team="red").answers["project"].cat.categories.tolist() == ["barn", "villa"]


def test_an_unknown_tag_is_refused(portfolio):
    with pytest.raises(AnswerError) as refused:
        portfolio.filter(teem="red")
    assert str(refused.value) == "no review has a tag 'teem'. Did you mean 'team'?"


def test_as_of_a_date_counts_its_whole_day(portfolio):
    assert statuses(portfolio.as_of("2026-02-28")) == dict.fromkeys(["barn", "shed", "villa"], "unanswered")
    assert statuses(portfolio.as_of("2026-03-01")) == {"barn": "no", "shed": "unanswered", "villa": "yes"}
    assert statuses(portfolio.as_of(JUNE - timedelta(microseconds=1)))["barn"] == "no"
    assert statuses(portfolio.as_of(JUNE))["barn"] == "yes"


def test_as_of_a_milestone_leaves_out_who_did_not_reach_it(portfolio):
    live = portfolio.as_of("go-live")
    assert statuses(live) == {"barn": "no"}
    assert [problem.reason for problem in live.problems] == ["it has no milestone 'go-live' and is left out"] * 2


def test_what_is_neither_a_milestone_nor_a_date_is_refused(portfolio):
    with pytest.raises(AnswerError) as refused:
        portfolio.as_of("golive")
    assert str(refused.value) == (
        "'golive' is neither a milestone nor a date. Milestones: 'go-live'; dates: 2026-12-24."
    )


def test_change_counts_pairs_that_are_valued_at_both_moments(portfolio):
    row = portfolio.change("2026-03-31").iloc[0]
    assert (row["pairs"], row["improved"], row["regressed"]) == (3, 1, 1)


def test_trend_has_a_row_per_quarter_and_team(portfolio):
    trend = portfolio.trend("team")
    assert trend.index.names == ["date", "team"]
    assert trend["score"].xs("red", level="team").tolist() == pytest.approx([2 / 3, 2 / 3])
    assert [f"{date:%Y-%m-%d}" for date in trend.index.levels[0]] == ["2026-03-31", "2026-06-30"]


def test_the_ends_of_periods_are_the_trends_dates(portfolio):
    assert [f"{day:%Y-%m-%d}" for day in portfolio.ends("ME")] == [
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]
    assert portfolio.ends().equals(portfolio.trend().index.get_level_values("date"))


def test_texts_are_the_items_words(portfolio):
    assert portfolio.texts[ROOF] == "The roof is tight"


def test_compare_puts_two_projects_side_by_side(portfolio):
    table = portfolio.compare("barn", "villa").droplevel(["section", "severity"])
    assert table.loc[DOOR].tolist() == ["yes", "no", True]
    assert table.loc["doors.oiled"].tolist() == ["unanswered", "unanswered", False]


def test_compare_refuses_a_project_that_is_not_there(portfolio):
    with pytest.raises(AnswerError, match=r"there is no project 'vila'. Did you mean 'villa'\?"):
        portfolio.compare("barn", "vila")


def test_votes_hold_each_reviewers_own_answer(portfolio):
    votes = portfolio.votes.query("project == 'villa' and item == @DOOR")
    assert dict(zip(votes["reviewer"], votes["status"], strict=True)) == {"ana": "yes", "ben": "no"}


def test_measures_take_by(portfolio):
    assert portfolio.sections("team").index.names == ["team", "section"]
    assert portfolio.items().loc[DOOR, ["yes", "no", "unanswered"]].tolist() == [1, 1, 1]
    assert portfolio.weak_items(1).index.tolist() == [DOOR]


def test_it_says_what_it_is(portfolio):
    assert repr(portfolio) == "<Portfolio: 3 reviews of 3 projects>"
    assert repr(portfolio.as_of("2026-05-01")) == "<Portfolio: 3 reviews of 3 projects, until 2026-03-01>"
    assert len(portfolio) == 3
