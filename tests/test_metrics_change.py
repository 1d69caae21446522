"""What changed between two moments, on matched pairs."""

import math

import pytest
from answer_grid import grid

from archnb import metrics


def test_only_pairs_valued_at_both_moments_count():
    before, after = grid({"a": "NPYYU"}), grid({"a": "YNYAY"})
    row = metrics.change(before, after).loc["all"]
    assert (row["pairs"], row["improved"], row["regressed"]) == (3, 1, 1)
    assert (row["before"], row["after"]) == (0.5, pytest.approx(2 / 3))
    assert row["change"] == pytest.approx(1 / 6)


def test_by_section_keeps_those_without_pairs():
    before, after = grid({"a": "NU"}, sections=["s", "t"]), grid({"a": "YY"}, sections=["s", "t"])
    table = metrics.change(before, after, "section")
    assert table["change"].loc["s"] == 1
    assert math.isnan(table["change"].loc["t"])
    assert table["pairs"].tolist() == [1, 0]
    assert table["improved"].tolist() == [1, 0]


def test_other_projects_and_other_orders_are_matched_by_name():
    before = grid({"old": "NN", "b": "NY", "a": "YN"})
    after = grid({"a": "YY", "new": "NN", "b": "NN"})
    table = metrics.change(before, after, "project")
    assert table["change"].dropna().to_dict() == {"a": 0.5, "b": -0.5}


def test_nothing_before_is_no_change():
    after = grid({"a": "YN"})
    row = metrics.change(after.iloc[:0], after).loc["all"]
    assert row["pairs"] == 0
    assert math.isnan(row["change"])


def test_weights_are_those_of_the_later_moment():
    before = grid({"a": "NN"}, weights=[9.0, 9.0])
    after = grid({"a": "YN"}, weights=[3.0, 1.0])
    assert metrics.change(before, after, weights="item").loc["all", "change"] == 0.75


def test_two_answers_of_a_project_to_one_item_are_refused():
    twice = grid({"a": "Y"})
    with pytest.raises(metrics.FrameError, match="a project has two answers to one item"):
        metrics.change(twice, twice.loc[[0, 0]].reset_index(drop=True))
