"""Coverage, applicability, score and bounds of groups; counts and contributions beneath them."""

import math

import pandas as pd
import pytest
from answer_grid import grid

from archnb import metrics

KNOWN = {"pay": "YYPNAU"}


def test_known_answers_of_one_project():
    row = metrics.summary(grid(KNOWN), "project").loc["pay"]
    assert list(row[["yes", "partial", "no", "na", "unanswered"]]) == [2, 1, 1, 1, 1]
    assert row["score"] == 0.625
    assert (row["low"], row["high"]) == (0.5, 0.7)
    assert round(row["coverage"], 4) == 0.8333
    assert row["applicability"] == 0.8
    assert row["n_projects"] == 1


@pytest.mark.parametrize("by", [None, "section", "item", ["team", "section"]])
def test_every_index_level_has_a_name(by):
    answers = grid(KNOWN, team=["a"])
    for measure in (metrics.counts, metrics.score, metrics.bounds, metrics.coverage, metrics.summary):
        assert list(measure(answers, by).index.names) == ([by] if isinstance(by, str) else by or ["group"])


def test_a_roll_up_is_a_ratio_of_sums_not_a_mean_of_means():
    answers = grid({"large": "YYYN", "small": "NAAA"})
    assert metrics.score(answers)["all"] == 3 / 5


def test_weights_come_from_the_item_or_its_severity():
    answers = grid({"pay": "YN"}, severities=["low", "critical"], weights=[3.0, 1.0])
    assert metrics.score(answers)["all"] == 0.5
    assert metrics.score(answers, weights="item")["all"] == 0.75
    assert metrics.score(answers, weights="severity")["all"] == 1 / 9


def test_the_value_of_a_partial_answer_can_be_chosen():
    assert metrics.score(grid({"pay": "YP"}), partial=0.25)["all"] == 0.625


def test_a_group_without_applicable_answers_has_no_score():
    assert math.isnan(metrics.score(grid({"pay": "AAU"}))["all"])


def test_an_empty_frame_gives_zero_counts_and_no_score():
    nothing = grid(KNOWN).iloc[:0]
    assert metrics.counts(nothing).loc["all"].tolist() == [0, 0, 0, 0, 0]
    assert math.isnan(metrics.score(nothing)["all"])
    assert metrics.score(nothing, "item").isna().tolist() == [True] * 6


def test_never_answered_items_stay():
    answers = grid({"pay": "YU"}).query("status != 'unanswered'")
    assert metrics.coverage(answers, "item").index.tolist() == ["i0", "i1"]
    assert metrics.counts(answers, "item").loc["i1"].tolist() == [0, 0, 0, 0, 0]


def test_projects_that_were_filtered_out_do_not_come_back():
    answers = grid({"pay": "Y", "ship": "N"}, team=["a", "b"])
    assert metrics.score(answers[answers["team"] == "a"], "project").index.tolist() == ["pay"]


def test_several_columns_keep_the_combinations_that_occur():
    answers = grid({"pay": "YN", "ship": "NN"}, sections=["s", "t"], team=["a", "b"])
    assert metrics.counts(answers, ["section", "item"]).index.tolist() == [("s", "i0"), ("t", "i1")]


def test_a_project_without_a_tag_is_a_group_of_its_own():
    answers = grid({"pay": "Y", "ship": "N"}, team=["a", None])
    assert metrics.counts(answers, "team").sum(axis=1).tolist() == [1, 1]


def test_statuses_may_be_plain_text():
    answers = grid(KNOWN).astype({"status": "str"})
    assert metrics.score(answers)["all"] == 0.625


def test_contributions_add_up_to_the_score():
    answers = grid({"pay": "YPNA"})
    parts = metrics.contributions(answers)
    assert parts["gained"].tolist() == pytest.approx([1 / 3, 1 / 6, 0, 0])
    assert parts["lost"].tolist() == pytest.approx([0, 1 / 6, 1 / 3, 0])
    by_team = metrics.contributions(grid({"pay": "YN", "ship": "NN"}, team=["a", "b"]), "team", weights="item")
    assert by_team["gained"].groupby(level="team").sum().to_dict() == {"a": 0.5, "b": 0.0}


def test_a_missing_column_is_named_with_the_one_that_was_meant():
    with pytest.raises(metrics.FrameError, match=r"^the frame has no column 'teem'. Did you mean 'team'\?$"):
        metrics.score(grid(KNOWN, team=["a"]), "teem")


def test_an_unknown_status_is_named():
    answers = pd.DataFrame({"status": ["yess"]})
    with pytest.raises(metrics.FrameError, match=r"^column 'status' holds 'yess'. Did you mean 'yes'\?$"):
        metrics.score(answers)


def test_unknown_weights_are_refused():
    with pytest.raises(metrics.FrameError, match=r"^weights 'cost' are not known. Use None, 'item' or 'severity'.$"):
        metrics.score(grid(KNOWN), weights="cost")


def test_gate_names_the_critical_items_at_no():
    answers = grid({"pay": "NNU", "ship": "YNA"}, severities=["critical", "high", "critical"])
    gate = metrics.gate(answers)
    assert gate["passed"].to_dict() == {"pay": False, "ship": True}
    assert gate["blocking"].to_dict() == {"pay": ("i0",), "ship": ()}
    assert gate["open"].to_dict() == {"pay": 1, "ship": 0}
    assert gate["passed"].dtype == bool


def test_gate_of_an_empty_frame_is_empty():
    assert metrics.gate(grid(KNOWN).iloc[:0]).empty
