"""The dashboard's filters and date: what is shown, and how much of it, in words."""

from datetime import timedelta

import pytest
from explored import LOCK, ROOF, SPRING, small, words
from loglines import line, write

from archnb import Review
from archnb.explorer import explore
from archnb.explorer.selection import Selection
from archnb.portfolio import Portfolio

DAY = timedelta(days=1)
NOW = "as of now (last answer 2026-05-04)"


@pytest.fixture
def dashboard(tmp_path, house):
    return explore(small(tmp_path / "reviews", house))


def weak(dashboard):
    return [button.description for button in dashboard.weak.rows.buttons]


def test_at_first_everything_is_shown(dashboard):
    assert words(dashboard.status) == f"3 projects, 6 answers shown (50 % of 12 questions asked), {NOW}."


def test_a_tag_shows_the_projects_that_have_it(dashboard):
    dashboard.filters.tags["team"].boxes["red"].value = True
    assert words(dashboard.status) == f"2 of 3 projects, 4 answers shown (50 % of 8 questions asked), {NOW}; team red."


def test_several_values_of_a_tag_mean_any_and_several_tags_mean_all(dashboard):
    dashboard.filters.tags["team"].choose("red", "blue")
    dashboard.filters.tags["tier"].boxes["2"].value = True
    assert words(dashboard.status).startswith("2 of 3 projects, 4 answers")
    assert words(dashboard.status).endswith("; team blue or red; tier 2.")


def test_a_section_leaves_its_items(dashboard):
    dashboard.filters.section.boxes["Doors"].value = True
    assert weak(dashboard) == [LOCK]
    assert words(dashboard.status).startswith("3 projects, 4 answers shown (67 % of 6 questions asked)")


def test_a_severity_leaves_its_items(dashboard):
    dashboard.filters.severity.boxes["low"].value = True
    assert words(dashboard.status).startswith("3 projects, 1 answer shown (33 % of 3 questions asked)")
    assert words(dashboard.weak._title).endswith("No item shown is answered no or partial.")


def test_what_matches_nothing_is_told_in_a_sentence(dashboard):
    dashboard.filters.tags["team"].boxes["blue"].value = True
    dashboard.filters.tags["tier"].boxes["1"].value = True
    assert words(dashboard.chart) == "Nothing matches these filters. Clear one of them."
    assert words(dashboard.status).startswith("0 of 3 projects, 0 answers shown, as of now")


def test_clear_lifts_every_filter_with_one_redraw(dashboard):
    dashboard.filters.tags["team"].boxes["blue"].value = True
    dashboard.filters.severity.boxes["high"].value = True
    heard = []
    dashboard.filters._changed = lambda: heard.append(dashboard.filters.selection)
    dashboard.filters.all.click()
    assert heard == [Selection(moment=2)]


def test_a_tag_that_all_projects_share_is_no_filter(dashboard):
    assert list(dashboard.filters.tags) == ["team", "tier"]


def test_the_slider_stops_at_each_quarter_with_answers_and_now(dashboard):
    assert dashboard.filters.moment.options == ("2025-Q4", "2026-Q1", "now")


def test_the_past_shows_the_answers_of_then(dashboard):
    assert weak(dashboard) == [ROOF, LOCK]
    dashboard.filters.moment.index = 0
    assert weak(dashboard) == [LOCK]
    assert (
        words(dashboard.status) == "3 projects, 3 answers shown (25 % of 12 questions asked), as of the end of 2025-Q4."
    )


def test_the_buttons_beside_the_slider_move_it_by_one_stop_and_not_beyond(dashboard):
    dashboard.filters.earlier.click()
    assert dashboard.filters.moment.value == "2026-Q1"
    for _ in range(3):
        dashboard.filters.later.click()
    assert dashboard.filters.moment.value == "now"


def test_a_short_history_stops_at_each_month(review):
    write(review.path, "ana.jsonl", *(line(SPRING - days * DAY, "yes") for days in (50, 10, 0)))
    found = explore(Portfolio.load(review.path.parent, cache=False))
    assert found.filters.moment.options == ("2026-03", "2026-04", "now")


def test_a_history_of_one_month_has_nothing_to_slide(review):
    write(review.path, "ana.jsonl", line(SPRING, "yes"))
    found = explore(Portfolio.load(review.path.parent, cache=False))
    assert found.filters.moment.options == ("now",)
    assert found.filters.moment.disabled


def test_a_portfolio_without_a_review_says_so(tmp_path):
    found = explore(Portfolio.load(tmp_path, cache=False))
    assert words(found.chart) == "There is no project here yet."


@pytest.fixture
def sixteen(tmp_path, house):
    """A portfolio of sixteen teams, too many to tick."""
    for number in range(16):
        Review.open(tmp_path / f"p{number}", create=True, checklist=house, tags={"team": f"team {number}"})
    return explore(Portfolio.load(tmp_path, cache=False))


def test_a_tag_of_many_values_is_typed(sixteen):
    [control] = sixteen.filters.tags["team"].controls
    control.value = "team 3, team 11"
    assert words(sixteen.status).startswith("2 of 16 projects")


def test_a_typed_value_that_does_not_occur_is_told_with_the_one_meant(sixteen):
    [control] = sixteen.filters.tags["team"].controls
    control.value = "taem 3"
    assert words(sixteen.chart) == "no project has team &#x27;taem 3&#x27;. Did you mean &#x27;team 3&#x27;?"
