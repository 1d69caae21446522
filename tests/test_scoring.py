"""Scores, bounds and coverage: known answers by hand, and what holds for every tally."""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archnb.scoring import Tally, applicability, bounds, coverage, percent, score, shown, tally

HALF = Fraction(1, 2)
COUNTS = st.integers(min_value=0, max_value=200).map(Fraction)  # fractions keep every sum exact
STATUSES = st.lists(st.sampled_from(Tally._fields), max_size=60)
KNOWN = tally(["yes", "yes", "partial", "no", "na", "unanswered"])


@st.composite
def tallies(draw, **least: int) -> Tally:
    return Tally(**{name: draw(COUNTS) + least.get(name, 0) for name in Tally._fields})


def exact(counts: Tally) -> tuple:
    return score(counts, partial=HALF), *bounds(counts, partial=HALF)


def test_known_score():
    assert score(KNOWN) == 0.625


def test_known_bounds():
    assert bounds(KNOWN) == (0.5, 0.7)


def test_known_coverage():
    assert round(coverage(KNOWN), 4) == 0.8333


def test_known_applicability():
    assert applicability(KNOWN) == 0.8


def test_a_series_gives_what_numbers_give():
    frame = pd.DataFrame([KNOWN, Tally(yes=1), Tally(na=3), Tally()], index=pd.Index(list("abcd"), name="project"))
    counts = Tally(**{name: frame[name] for name in Tally._fields})
    nothing = math.nan
    expected = pd.DataFrame(
        {
            "score": [0.625, 1.0, nothing, nothing],
            "low": [0.5, 1.0, nothing, nothing],
            "high": [0.7, 1.0, nothing, nothing],
            "coverage": [5 / 6, 1.0, 1.0, nothing],
            "applicability": [0.8, 1.0, 0.0, nothing],
        },
        index=frame.index,
    )
    low, high = bounds(counts)
    columns = {"score": score(counts), "low": low, "high": high}
    columns |= {"coverage": coverage(counts), "applicability": applicability(counts)}
    pd.testing.assert_frame_equal(pd.DataFrame(columns), expected, check_exact=True)


def test_a_number_out_of_a_frame_is_a_number():
    sums = pd.DataFrame([KNOWN, KNOWN]).sum()
    assert score(Tally(**sums)) == 0.625


def test_weights_weigh():
    assert score(tally(["yes", "no"], [3.0, 1.0])) == 0.75


def test_as_many_weights_as_statuses():
    with pytest.raises(ValueError, match="shorter"):
        tally(["yes", "no"], [1.0])


def test_partial_is_worth_what_one_says():
    assert score(tally(["partial"]), partial=0.25) == 0.25


def test_nothing_to_say_is_nan_and_shown_as_a_dash():
    nothing = Tally()
    numbers = [score(nothing), *bounds(nothing), coverage(nothing), applicability(nothing), score(Tally(na=2))]
    assert [shown(number) for number in numbers] == ["–"] * 6
    assert percent(math.nan) == "–"


@given(STATUSES, st.randoms(use_true_random=False))
def test_order_changes_nothing(statuses, random):
    shuffled = random.sample(statuses, len(statuses))
    assert tally(shuffled) == tally(statuses)


@given(tallies(yes=1), st.integers(min_value=2, max_value=9))
def test_duplicating_everything_or_scaling_the_weights_changes_nothing(counts, times):
    assert exact(Tally(*(times * count for count in counts))) == exact(counts)


@given(tallies(yes=1), COUNTS)
def test_not_applicable_changes_neither_score_nor_bounds(counts, more):
    assert exact(counts._replace(na=counts.na + more)) == exact(counts)


@given(tallies(yes=1))
def test_an_unanswered_item_leaves_the_score(counts):
    assert exact(counts._replace(unanswered=counts.unanswered + 1))[0] == exact(counts)[0]


@given(tallies(yes=1))
def test_an_unanswered_item_lowers_coverage(counts):
    assert coverage(counts._replace(unanswered=counts.unanswered + 1)) < coverage(counts)


@given(tallies(yes=1))
def test_the_bounds_are_as_wide_as_what_is_unanswered(counts):
    _, low, high = exact(counts)
    assert high - low == counts.unanswered / (counts.yes + counts.partial + counts.no + counts.unanswered)


@given(tallies(yes=1))
def test_an_unanswered_item_widens_the_bounds(counts):
    _, low, high = exact(counts)
    _, lower, higher = exact(counts._replace(unanswered=counts.unanswered + 1))
    assert lower < low or low == 0
    assert higher - lower > high - low


@given(tallies(yes=1))
def test_the_score_lies_between_its_bounds(counts):
    value, low, high = exact(counts)
    assert 0 <= low <= value <= high <= 1


@given(tallies(no=1))
def test_from_no_over_partial_to_yes_the_score_rises(counts):
    better = counts._replace(no=counts.no - 1, partial=counts.partial + 1)
    best = counts._replace(no=counts.no - 1, yes=counts.yes + 1)
    assert exact(counts)[0] < exact(better)[0] < exact(best)[0]


@given(tallies(yes=1))
def test_yes_and_no_swapped_give_the_rest_to_one(counts):
    assert exact(counts._replace(yes=counts.no, no=counts.yes))[0] == 1 - exact(counts)[0]


@given(STATUSES, STATUSES)
def test_counts_add_over_a_partition(one, other):
    assert tally(one + other) == Tally(*map(sum, zip(tally(one), tally(other), strict=True)))


@given(st.lists(tallies(), min_size=1, max_size=5))
def test_numbers_and_series_agree(rows):
    frame = pd.DataFrame([[float(count) for count in row] for row in rows], columns=list(Tally._fields))
    counts = Tally(**{name: frame[name] for name in Tally._fields})
    for share in (score, coverage, applicability, lambda c: bounds(c)[0], lambda c: bounds(c)[1]):
        expected = pd.Series([share(Tally(*row)) for row in frame.itertuples(index=False)], dtype="float64")
        pd.testing.assert_series_equal(share(counts), expected, check_names=False, check_exact=True)


@given(st.floats(min_value=0, max_value=1, exclude_min=True, exclude_max=True))
def test_what_is_less_than_all_is_never_shown_as_all_nor_something_as_nothing(value):
    assert shown(value) not in ("0.00", "1.00")
    assert percent(value) not in ("0 %", "100 %")


def test_all_and_nothing_are_shown_as_such():
    assert (shown(1.0), shown(0.0), percent(1.0), percent(0.0)) == ("1.00", "0.00", "100 %", "0 %")


@pytest.mark.parametrize(
    ("value", "text", "share"),
    [(0.625, "0.62", "62 %"), (0.9999, "0.99", "99 %"), (0.0001, "0.01", "1 %"), (2 / 3, "0.67", "67 %")],
)
def test_shares_are_rounded_to_whole_percents(value, text, share):
    assert (shown(value), percent(value)) == (text, share)


def test_more_digits_on_request():
    assert (shown(0.99996, digits=4), shown(0.12345, digits=3)) == ("0.9999", "0.123")
