"""Which items fail most, and where one fix helps most."""

import math

import numpy as np
import pytest
from answer_grid import grid

from archnb import metrics


def test_k_n_and_raw_by_hand():
    row = metrics.weakness(grid({"a": "NP", "b": "PA", "c": "YU"})).loc["i0"]
    assert (row["k"], row["n"], row["raw"]) == (1.5, 3, 0.5)


def test_theta_with_a_given_prior():
    table = metrics.weakness(grid({"a": "N", "b": "Y", "c": "Y"}), prior=(1, 3))
    assert table.loc["i0", "theta"] == (1 + 1) / (3 + 4)


def test_the_prior_by_moments():
    # Rates .75, .25 and .25 of 4 each: pi = 5/12, S = 2/3; rho = (S - 2pq) / (pq(8 - 2)).
    prior = metrics.prior_of(np.array([3.0, 1.0, 1.0]), np.array([4, 4, 4]))
    pq = 5 / 12 * 7 / 12
    rho = (2 / 3 - 2 * pq) / (pq * 6)
    assert prior == pytest.approx((5 / 12 * (1 - rho) / rho, 7 / 12 * (1 - rho) / rho))
    assert prior.mean == pytest.approx(5 / 12)


@pytest.mark.parametrize(("k", "rho"), [([2.0, 2.0], 0.001), ([4.0, 0.0], 0.95)])
def test_the_correlation_is_clipped(k, rho):
    prior = metrics.prior_of(np.array(k), np.array([4, 4]))
    assert 1 / (1 + sum(prior)) == pytest.approx(rho)


def test_an_item_with_one_answer_is_shrunk_more_than_one_with_many():
    said = {f"p{n}": ("U" if n else "N") + ("N" if n % 4 else "Y") + ("Y" if n % 5 else "N") for n in range(40)}
    table = metrics.weakness(grid(said))
    assert table.loc["i0", "raw"] == 1 > table.loc["i1", "raw"]
    assert table.index[0] == "i1" or table.loc["i0", "theta"] < 1
    assert 1 - table.loc["i0", "theta"] > abs(table.loc["i1", "raw"] - table.loc["i1", "theta"])


def test_weakest_first_and_equal_ones_in_checklist_order():
    table = metrics.weakness(grid({"a": "YNYU", "b": "YNYU"}))
    assert table.index.tolist() == ["i1", "i0", "i2", "i3"]
    assert table["rank"].tolist() == [1, 2, 2, 4]


def test_an_item_without_answers_takes_the_prior_but_comes_last():
    table = metrics.weakness(grid({"a": "YNU", "b": "YNA"}))
    last = table.loc["i2"]
    assert (last["n"], last["rank"]) == (0, 3)
    assert last["theta"] == pytest.approx(0.5)
    assert last[["raw", "low", "high"]].isna().all()


def test_nothing_answered_gives_nan_and_no_traceback():
    table = metrics.weakness(grid({"a": "UU"}))
    assert table["theta"].isna().all()
    assert math.isnan(metrics.prior_of(table["k"], table["n"]).mean)


def test_all_yes_and_all_no_are_not_divided_by_zero():
    assert metrics.weakness(grid({"a": "YY", "b": "YY"}))["theta"].tolist() == [0, 0]
    assert metrics.weakness(grid({"a": "NN", "b": "NN"}))["theta"].tolist() == [1, 1]


def test_reach_sums_weighted_failures_and_counts_projects():
    table = metrics.reach(grid({"a": "NP", "b": "YP"}, severities=["low", "critical"]), weights="severity")
    assert table.index.tolist() == ["i1", "i0"]
    assert table["reach"].tolist() == [8.0, 1.0]
    assert table["n_projects"].tolist() == [2, 1]


def test_items_of_different_checklists_are_told_apart():
    answers = grid({"a": "N", "b": "Y"}).assign(checklist=["x", "y"])
    assert metrics.weakness(answers).index.tolist() == [("x", "i0"), ("y", "i0")]


def test_shrinking_finds_more_of_the_truly_weak_than_the_raw_share_when_answers_are_few():
    random = np.random.default_rng(20261122)
    recall = {"theta": 0.0, "raw": 0.0, "k": 0.0}
    for _ in range(60):
        rates = random.beta(2, 5, 115)
        n = random.binomial(100, np.where(random.random(115) < 0.5, 0.03, 0.17))
        k = random.binomial(n, rates)
        a, b = metrics.prior_of(k, n)
        measures = {"theta": (k + a) / (n + a + b), "raw": k / np.maximum(n, 1), "k": k}
        worst = set(np.argsort(-rates)[:10])
        for name, measure in measures.items():
            recall[name] += len(worst & set(np.argsort(-measure, kind="stable")[:10])) / 600
    assert recall["theta"] > recall["raw"]
    assert recall["theta"] > recall["k"]
