"""Wilson's interval and its clustered form: known answers, another library's, and simulated coverage."""

import math

import numpy as np
import pandas as pd
import pytest
from answer_grid import grid
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from archnb import metrics


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(8, 10, 0.4902, 0.9433), (0, 3, 0.0, 0.5615), (2.5, 4, 0.2194, 0.9081)]
)
def test_wilson_known_answers(k, n, low, high):
    assert [round(float(end), 4) for end in metrics.wilson(k, n)] == [low, high]


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_wilson_is_that_of_statsmodels(confidence):
    k, n = np.array([0, 1, 8, 2.5, 40, 999]), np.array([3, 7, 10, 4, 40, 1000])
    expected = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(metrics.wilson(k, n, confidence), expected, atol=1e-12)


def test_wilson_of_no_trials_is_nan():
    assert all(math.isnan(end) for end in metrics.wilson(0, 0))


def test_wilson_of_a_series_keeps_its_index():
    low, high = metrics.wilson(pd.Series([1.0], index=["x"]), pd.Series([2.0], index=["x"]))
    assert low.index.tolist() == high.index.tolist() == ["x"]


def test_a_sections_interval_by_hand():
    # Scores 1, 0.5 and 0 of two items each: m = .5, n = 6, s² = .25, P = 3.
    row = metrics.sections(grid({"a": "YY", "b": "YN", "c": "NN"})).loc["s"]
    assert row["deff"] == pytest.approx((0.25 / 3) / (0.5 * 0.5 / 6))
    t, size = stats.t.ppf(0.975, 2), 6 / row["deff"]
    half = t * math.sqrt(0.25 / size + t**2 / (4 * size**2)) / (1 + t**2 / size)
    assert (row["low"], row["high"]) == pytest.approx((0.5 - half, 0.5 + half))
    assert (row["score"], row["n"], row["n_projects"]) == (0.5, 6, 3)


def test_the_design_effect_lies_between_one_and_the_items():
    alike = metrics.sections(grid({"a": "YN", "b": "NY", "c": "YN"})).loc["s"]
    assert alike["deff"] == 1
    opposite = metrics.sections(grid({"a": "YYY", "b": "NNN"})).loc["s"]
    assert opposite["deff"] == 3


def test_a_perfect_section_counts_each_project_once():
    row = metrics.sections(grid({"a": "YYYY", "b": "YYYY", "c": "YYYY"})).loc["s"]
    assert row["deff"] == 4
    assert row["high"] == 1
    assert row["low"] == pytest.approx(3 / (3 + stats.t.ppf(0.975, 2) ** 2))


def test_one_project_alone_has_bounds_but_no_interval():
    row = metrics.sections(grid({"a": "YYPNAU"})).loc["s"]
    assert row[["low", "high"]].isna().all()
    assert (row["worst"], row["best"]) == (0.5, 0.7)


def test_a_section_that_nobody_answered_stays_without_a_score():
    row = metrics.sections(grid({"a": "YU", "b": "NU"}, sections=["s", "t"])).loc["t"]
    assert row[["score", "low", "high", "deff"]].isna().all()
    assert (row["worst"], row["best"], row["n"], row["n_projects"]) == (0, 1, 0, 0)


def test_weights_shrink_the_effective_number_of_answers():
    # Weights 3 and 1 in each of two projects: (Σw)²/Σw² = 64/20.
    answers = grid({"a": "YN", "b": "NY"}, weights=[3.0, 1.0])
    row = metrics.sections(answers, weights="item").loc["s"]
    # Own scores .75 and .25: s² = .125, so deff = (.125/2)/(.25/3.2) = .8, taken as 1.
    low, high = metrics.clustered_wilson(0.5, 3.2, 1.0, 2)
    assert (row["low"], row["high"]) == pytest.approx((low, high))


@pytest.mark.parametrize("n", [5, 20])
def test_wilson_covers_an_items_rate(n):
    random = np.random.default_rng(20261122)
    shares = np.linspace(0.1, 0.9, 9)
    k = random.binomial(n, shares[:, None], (9, 4000))
    low, high = metrics.wilson(k, n)
    assert ((low <= shares[:, None]) & (shares[:, None] <= high)).mean() >= 0.94


def test_the_clustered_interval_covers_a_sections_score_where_the_pooled_one_does_not():
    random = np.random.default_rng(20261122)
    projects, items, truth, runs = 12, 10, 0.7, 4000
    rates = random.beta(truth * 4, (1 - truth) * 4, (runs, projects))  # intra-class correlation .2
    passed = random.binomial(items, rates)
    score, n = passed.sum(axis=1) / (projects * items), projects * items
    variance = (passed / items).var(axis=1, ddof=1)
    effect = metrics.design_effect(score, n, variance, projects, items)
    low, high = metrics.clustered_wilson(score, n, effect, projects)
    pooled_low, pooled_high = metrics.wilson(score * n, n)
    assert ((low <= truth) & (truth <= high)).mean() >= 0.945
    assert 0.6 < ((pooled_low <= truth) & (truth <= pooled_high)).mean() < 0.93
