"""Names and numbers as charts write them."""

import math

from archnb.charts.dumbbell import moved, points
from archnb.charts.palette import THEMES, ink_on, scale_of_scores
from archnb.charts.wording import list_of, plural, shorten, shorten_all, span, width_of, wrap


def test_a_long_name_keeps_its_ends():
    assert shorten("payments-gateway-for-europe", 11) == "payme…urope"


def test_a_name_that_fits_stays():
    assert shorten("ledger", 6) == "ledger"


def test_wide_letters_count_twice():
    short = shorten("支付服务网关生产环境", 11)
    assert short == "支付…环境"
    assert width_of(short) <= 11


def test_a_mark_does_not_lose_its_letter():
    assert shorten("aaaaaae\u0301zz", 5) == "aa…zz"  # the cut fell between the letter e and its accent


def test_control_characters_become_visible():
    assert shorten("pay\u202ements") == "pay\ufffdments"


def test_names_that_differ_still_do_when_short():
    names = ["service-alpha-europe-v1", "service-gamma-europe-v1", "other"]
    short = shorten_all(names, 12)
    assert len(set(short)) == 3
    assert all(width_of(name) <= 12 for name in short)


def test_an_interval_names_its_unit_once():
    assert span(0.41, 0.784) == "41–78 %"


def test_equal_ends_are_written_once():
    assert span(0.781, 0.784) == "78 %"


def test_a_sign_stays_with_its_number():
    assert wrap("answered: 93 %.", 13) == "answered:\n93 %."


def test_an_undefined_interval_is_a_dash():
    assert span(math.nan, 0.4) == "–"


def test_one_and_many():
    assert [plural(1, "project"), plural(3000, "project")] == ["1 project", "3,000 projects"]


def test_a_long_list_says_how_many_more():
    assert list_of(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_a_short_list_ends_in_and():
    assert [list_of(["a"]), list_of(["a", "b"])] == ["a", "a and b"]


def test_lines_break_between_words():
    assert wrap("one two three", 7) == "one two\nthree"


def test_a_step_is_in_percentage_points():
    assert [points(0.6, 0.67), points(0.6, 0.57), points(0.5, 0.5), points(0.5, 0.503)] == [
        "+7 pp", "−3 pp", "±0 pp", "+0.3 pp",
    ]  # fmt: skip


def test_a_score_moves_as_far_as_is_written():
    assert [moved(0.6, 0.67), moved(0.6, 0.57), moved(0.767, 0.773), moved(0.5, 0.5)] == [
        "rose from 60 % to 67 %", "fell from 60 % to 57 %", "stayed at 77 % (+0.6 pp)", "stayed at 50 %",
    ]  # fmt: skip


def test_scores_scale_changes_lightness_all_the_way():
    for theme in THEMES.values():
        shades = [scale_of_scores(theme)(step / 20) for step in range(21)]
        light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b, _ in shades]
        assert light == sorted(light, reverse=bool(light[0] > light[-1]))


def test_ink_reads_on_every_status():
    assert [ink_on(THEMES["light"].status(name)) for name in ("yes", "partial", "no")] == [
        "#ffffff", "#111418", "#111418",
    ]  # fmt: skip
