"""Reviewers beside one another."""

import math

import pandas as pd
import pytest

from archnb import metrics


def votes(**said: str) -> pd.DataFrame:
    """One letter an item: y, p, n, a; a dot for no vote."""
    words = {"y": "yes", "p": "partial", "n": "no", "a": "na"}
    rows = [
        ("villa", f"item.{place}", name, words[letter])
        for name, letters in said.items()
        for place, letter in enumerate(letters)
        if letter != "."
    ]
    return pd.DataFrame(rows, columns=["project", "item", "reviewer", "status"])


def test_each_two_reviewers_are_compared():
    measured = metrics.pairs(votes(ana="yynn", ben="yynp", cleo="nnyy"))
    assert measured["raw"].to_dict() == {("ana", "ben"): 0.75, ("ana", "cleo"): 0.0, ("ben", "cleo"): 0.0}


def test_one_reviewer_makes_no_pair():
    assert len(metrics.pairs(votes(ana="ynp"))) == 0


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"ana": "yn"}, "one reviewer only"),
        ({"ana": "yn..", "ben": "..yn"}, "no item has votes by two reviewers"),
        ({"ana": "yyy", "ben": "yyy"}, "every vote is the same: chance cannot be told from agreement"),
        ({"ana": "aa", "ben": "aa"}, "no item has two votes of yes, partial or no"),
    ],
)
def test_what_cannot_be_said_is_nan_with_a_sentence(said, reason):
    [measured] = metrics.agreement(votes(**said)).to_dict("records")
    assert (math.isnan(measured["alpha"]), measured["reason"]) == (True, reason)


def test_total_agreement_is_one():
    assert metrics.agreement(votes(ana="ypn", ben="ypn")).loc["all", ["raw", "alpha"]].tolist() == [1.0, 1.0]


def test_strictness_is_the_mean_step_from_the_others_median():
    measured = metrics.strictness(votes(ana="yyyy", ben="yyyy", cleo="nnpp"))
    assert measured["gap"].to_dict() == {"ana": -0.75, "ben": -0.75, "cleo": 1.5}


def test_strictness_has_an_interval_that_is_the_same_every_time():
    given = votes(ana="yyyy", ben="nnnn")
    assert metrics.strictness(given).loc["ben", ["low", "high"]].tolist() == [2.0, 2.0]
    mixed = votes(ana="yyyyyy", ben="nypnyp")
    pd.testing.assert_frame_equal(metrics.strictness(mixed), metrics.strictness(mixed))


def test_a_reviewer_without_company_has_no_strictness():
    measured = metrics.strictness(votes(ana="yy..", ben="..yy"))
    assert measured["reason"].unique().tolist() == ["no item has another reviewer's vote"]
