"""A portfolio whose projects answer different checklists, at a moment that those of one alone have reached."""

from datetime import UTC, datetime

import pytest
from loglines import DOOR, line, write

from archnb import Checklist, Portfolio, Review, charts
from archnb.charts import tables

MARCH, JUNE = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def portfolio(tmp_path, house, house_file):
    """Barn (house) went live before its lock was mended; mill (farm) shares the item's id and was never live."""
    farm_file = tmp_path / "farm.yaml"
    farm_file.write_text(
        house_file.read_text("utf-8").replace("id: house", "id: farm", 1).replace("Every door", "A gate")
    )
    for project, checklist in (("barn", house), ("mill", Checklist.load(farm_file))):
        Review.open(tmp_path / project, create=True, checklist=checklist)
    mark = b'{"at":"2026-04-01T00:00:00Z","milestone":"go-live"}'
    write(tmp_path / "barn", "ana.jsonl", line(MARCH, "no"), mark, line(JUNE, "yes"))
    write(tmp_path / "mill", "ana.jsonl", line(MARCH, "no"))
    return Portfolio.load(tmp_path, cache=False)


def test_an_earlier_moment_keeps_the_column(portfolio):
    live = portfolio.as_of("go-live")
    assert live.projects == ["barn"]
    assert live.answers["checklist"].unique().tolist() == ["house"]
    assert live.votes["checklist"].unique().tolist() == ["house"]


def test_a_filter_to_one_checklist_has_none(portfolio):
    assert "checklist" not in Portfolio(portfolio._collection, kept=[0]).answers


def test_change_since_a_milestone(portfolio):
    row = portfolio.change("go-live").iloc[0]
    assert row[["pairs", "improved", "regressed"]].tolist() == [1, 1, 0]


def test_a_chart_of_that_change_matches_the_items(portfolio):
    frames = tables.moments_of({"go-live": portfolio.as_of("go-live"), "now": portfolio})
    assert tables.change(*frames.values(), by=None)["pairs"].tolist() == [1]
    assert "rose from 0 % to 100 % between go-live and now" in charts.alt_text(charts.change(frames))


def test_texts_tell_items_of_one_id_apart(portfolio):
    texts = portfolio.texts
    assert texts[f"{DOOR} · house"] == "Every door can be locked"
    assert texts[f"{DOOR} · farm"] == "A gate can be locked"


def test_charts_find_the_texts_by_their_own_names(portfolio):
    labels = [label.get_text() for label in charts.weak_items(portfolio, names=portfolio.texts).get_yticklabels()]
    assert labels == ["A gate can be locked"]  # the other one has been mended
