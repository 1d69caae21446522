"""From a weak item to the projects behind it, to a project's page, and back."""

import pytest
from explored import HOSTILE, LOCK, html, small, words

from archnb import Portfolio, Review
from archnb.explorer import explore


@pytest.fixture
def dashboard(tmp_path, house):
    return explore(small(tmp_path / "reviews", house))


def open_(rows, name):
    next(button for button in rows.buttons if button.description == name).click()


def visible(dashboard):
    return dashboard._results.children


def test_an_item_opens_the_projects_behind_it(dashboard):
    open_(dashboard.weak.rows, LOCK)
    assert visible(dashboard) == (dashboard.back, dashboard.behind)
    assert words(dashboard.behind._title) == "doors.locked · critical Every door can be locked 3 projects: 2 yes, 1 no."
    assert [button.description for button in dashboard.behind.rows.buttons] == ["villa"]
    [said] = [pair[1] for pair in dashboard.behind.rows._pool]
    assert words(said) == "✘ no Kicked in. Twice. owner Ben · due 2026-12-24"


def test_a_project_opens_its_page(dashboard):
    open_(dashboard.weak.rows, LOCK)
    open_(dashboard.behind.rows, "villa")
    assert visible(dashboard) == (dashboard.back, dashboard.page)
    told = words(dashboard.page._head)
    assert told.startswith("villa Score 67 % (40–80 % if the missing answers were no, or yes); 2 of 4 items answered")
    assert told.endswith("The gate is closed: doors.locked stands at no. 2 critical items not answered yes.") is False
    assert "The gate is closed: doors.locked stands at no. 1 critical item not answered yet." in told
    assert "alt=" in dashboard.page._map.value
    assert "Findings (1), worst first doors.locked · critical · Doors ✘ no Kicked in." in words(dashboard.page._rest)


def test_back_returns_by_the_same_way(dashboard):
    open_(dashboard.weak.rows, LOCK)
    open_(dashboard.behind.rows, "villa")
    dashboard.back.click()
    assert visible(dashboard) == (dashboard.back, dashboard.behind)
    dashboard.back.click()
    assert visible(dashboard) == (dashboard.chart, dashboard.weak)


def test_filters_hold_on_the_pages_too(dashboard):
    open_(dashboard.weak.rows, LOCK)
    dashboard.filters.moment.index = 0
    assert [button.description for button in dashboard.behind.rows.buttons] == ["barn"]
    dashboard.filters.moment.index = 2
    open_(dashboard.behind.rows, "villa")
    dashboard.filters.tags["team"].boxes["blue"].value = True
    assert words(dashboard.page._head) == "villa This project is not among those shown; lift a filter to see it."


def test_a_chart_that_is_picked_leaves_the_page(dashboard):
    open_(dashboard.weak.rows, LOCK)
    dashboard.picker.value = "trust"
    assert visible(dashboard) == (dashboard.chart, dashboard.weak)


def test_the_rows_keep_their_widgets(dashboard):
    before = dashboard.weak.rows.buttons
    dashboard.filters.tags["team"].boxes["red"].value = True
    assert dashboard.weak.rows.buttons == before[: len(dashboard.weak.rows.buttons)]


def test_text_from_people_is_never_markup(tmp_path, house):
    review = Review.open(tmp_path / "p", create=True, checklist=house, project=HOSTILE, tags={"team": HOSTILE})
    Review.open(tmp_path / "q", create=True, checklist=house, tags={"team": "other"})
    review.answer(LOCK, "no", note=HOSTILE, owner=HOSTILE)
    found = explore(Portfolio.load(tmp_path, cache=False))
    for question in dict(found.picker.options).values():
        found.picker.value = question
        assert "<img src=x" not in html(found)
    open_(found.weak.rows, LOCK)
    assert "<img src=x" not in html(found)
    found.behind.rows.buttons[0].click()
    assert "&lt;img src=x" in html(found)
    assert "<img src=x" not in html(found)
    assert "\u202e" not in html(found)
