"""What holds for every portfolio."""

import numpy as np
import pandas as pd
import pytest
from answer_grid import grid
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archnb import metrics

# Not a matter of time, which varies with what else the machine does.
quiet = settings(deadline=None, max_examples=40)

WIDTH = 6
words = st.text("YPNAU", min_size=WIDTH, max_size=WIDTH)
portfolios = st.lists(words, min_size=1, max_size=6).map(lambda said: {f"p{n}": word for n, word in enumerate(said)})
SECTIONS = ["s", "s", "s", "t", "t", "t"]


def frame(said, **options):
    return grid(said, sections=SECTIONS, **options)


def same(left, right):
    pd.testing.assert_frame_equal(left, right, check_exact=False, rtol=1e-12)


@quiet
@given(portfolios, st.randoms())
def test_the_order_of_rows_changes_nothing(said, random):
    answers = frame(said)
    order = list(range(len(answers)))
    random.shuffle(order)
    mixed = answers.iloc[order]
    same(metrics.summary(mixed, "section"), metrics.summary(answers, "section"))
    same(metrics.sections(mixed), metrics.sections(answers))
    same(metrics.weakness(mixed), metrics.weakness(answers))


@quiet
@given(portfolios)
def test_duplicating_all_projects_changes_no_score(said):
    twice = said | {f"{name}-again": word for name, word in said.items()}
    pd.testing.assert_series_equal(metrics.score(frame(twice), "item"), metrics.score(frame(said), "item"))
    same(metrics.bounds(frame(twice), "section"), metrics.bounds(frame(said), "section"))


@quiet
@given(portfolios, st.sampled_from([0.25, 2.0, 1000.0]))
def test_scaling_weights_changes_no_score_and_no_interval(said, factor):
    weights = [1.0, 2.0, 4.0, 8.0, 1.0, 3.0]
    scaled = frame(said, weights=[factor * weight for weight in weights])
    same(metrics.sections(scaled, weights="item"), metrics.sections(frame(said, weights=weights), weights="item"))


@quiet
@given(portfolios)
def test_na_changes_neither_score_nor_bounds(said):
    more = {name: word + "A" for name, word in said.items()}
    same(metrics.bounds(grid(more)), metrics.bounds(grid(said)))
    pd.testing.assert_series_equal(metrics.score(grid(more)), metrics.score(grid(said)))


@quiet
@given(portfolios)
def test_an_unanswered_item_leaves_the_score_and_lowers_coverage_and_widens_the_bounds(said):
    more = metrics.summary(grid({name: word + "U" for name, word in said.items()})).loc["all"]
    less = metrics.summary(grid(said)).loc["all"]
    assert more["score"] == less["score"] or np.isnan(less["score"])
    assert more["coverage"] < less["coverage"] or less["coverage"] == 0
    valued = more["yes"] + more["partial"] + more["no"]
    assert more["high"] - more["low"] == pytest.approx(more["unanswered"] / (valued + more["unanswered"]))
    assume(less["unanswered"] + valued > 0)
    assert more["high"] - more["low"] >= less["high"] - less["low"]


@quiet
@given(portfolios, st.integers(0, WIDTH - 1), st.sampled_from([("N", "P"), ("P", "Y"), ("N", "Y")]))
def test_a_better_answer_never_lowers_the_score(said, place, step):
    worse, better = step
    first = said["p0"]
    before = said | {"p0": first[:place] + worse + first[place + 1 :]}
    after = said | {"p0": first[:place] + better + first[place + 1 :]}
    assert metrics.score(frame(after))["all"] >= metrics.score(frame(before))["all"]
    row = metrics.change(frame(before), frame(after)).loc["all"]
    assert (row["improved"], row["regressed"]) == (1, 0)


@quiet
@given(portfolios)
def test_swapping_yes_and_no_mirrors_the_score_and_its_interval(said):
    swapped = {name: word.translate(str.maketrans("YN", "NY")) for name, word in said.items()}
    there, back = metrics.sections(frame(said)), metrics.sections(frame(swapped))
    pd.testing.assert_series_equal(back["score"], 1 - there["score"])
    pd.testing.assert_series_equal(back["low"], 1 - there["high"], check_names=False, atol=1e-12)


@quiet
@given(portfolios)
def test_theta_lies_between_the_raw_share_and_the_priors_mean(said):
    table = metrics.weakness(frame(said)).query("n > 0")
    mean = metrics.prior_of(table["k"], table["n"]).mean
    assert (table["theta"] >= np.minimum(table["raw"], mean) - 1e-12).all()
    assert (table["theta"] <= np.maximum(table["raw"], mean) + 1e-12).all()


@quiet
@given(portfolios)
def test_theta_keeps_the_order_at_equal_n(said):
    for _, table in metrics.weakness(frame(said)).query("n > 0").groupby("n"):
        assert table.sort_values("raw")["theta"].is_monotonic_increasing


@quiet
@given(portfolios)
def test_intervals_hold_the_score_and_stay_within_one(said):
    table = metrics.sections(frame(said)).dropna(subset="low")
    assert ((table["low"] >= 0) & (table["low"] <= table["score"] + 1e-12)).all()
    assert ((table["high"] <= 1) & (table["high"] >= table["score"] - 1e-12)).all()
    assert table["deff"].between(1, 3).all()


@quiet
@given(portfolios, st.integers(0, 6), st.sampled_from([None, "severity"]))
def test_counts_add_over_any_partition_of_the_projects(said, cut, weights):
    answers = frame(said, severities=["critical", "low", "high", "medium", "low", "high"])
    left = answers["project"].isin(list(said)[:cut])
    parts = [metrics.counted(answers[chosen], weights=weights) for chosen in (left, ~left)]
    merged = metrics.merge(reversed(parts))
    pd.testing.assert_frame_equal(metrics.sections(merged, weights=weights), metrics.sections(answers, weights=weights))
    pd.testing.assert_frame_equal(metrics.weakness(merged), metrics.weakness(answers))
    pd.testing.assert_frame_equal(metrics.reach(merged, weights=weights), metrics.reach(answers, weights=weights))
    for by in (None, "section", "item"):
        pd.testing.assert_frame_equal(metrics.summary(merged, by), metrics.summary(answers, by))


@quiet
@given(st.lists(st.sampled_from("YPNA"), min_size=1, max_size=7), st.randoms())
def test_the_order_of_votes_changes_no_outcome(cast, random):
    def outcome(letters):
        named = grid({f"r{n}": letter for n, letter in enumerate(letters)})
        return metrics.resolve(named.assign(reviewer=named["project"], project="p")).iloc[0].to_dict()

    mixed = list(cast)
    random.shuffle(mixed)
    assert outcome(mixed) == outcome(cast)
