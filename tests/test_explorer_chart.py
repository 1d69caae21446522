"""The dashboard's chart: always the one that the controls ask for, or words in its place."""

import threading

import matplotlib.pyplot
import pytest
from explored import parts, small, words

from archnb import charts
from archnb.explorer import explore
from archnb.explorer.guard import guard
from archnb.explorer.questions import QUESTIONS


@pytest.fixture
def dashboard(tmp_path, house):
    return explore(small(tmp_path / "reviews", house))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_question_is_answered_by_a_png_with_a_description(dashboard, question):
    dashboard.picker.value = question.name
    assert 'src="data:image/png;base64,iVBOR' in dashboard.chart.value
    assert 'alt="' in dashboard.chart.value and 'alt=""' not in dashboard.chart.value
    assert matplotlib.pyplot.get_fignums() == []


def test_the_picker_offers_the_eight_charts_by_their_questions(dashboard):
    assert {name for _, name in dashboard.picker.options} == {
        "weak_items", "section_profile", "section_heatmap", "review_map", "change", "rate_vs_reach", "standing",
        "trust",
    }  # fmt: skip
    assert dict(dashboard.picker.options)["What fails most?"] == "weak_items"


def test_the_chart_is_of_the_filtered_answers(dashboard):
    dashboard.picker.value = "standing"
    dashboard.filters.tags["team"].boxes["red"].value = True
    assert "2 projects" in dashboard.chart.value


def test_a_chart_of_one_project_shows_the_one_that_is_named(dashboard):
    dashboard.picker.value = "review_map"
    assert "The whole of one project: barn" in dashboard.chart.value  # the weakest, unless one is named
    dashboard.filters.project.value = "shed"
    assert "The whole of one project: shed" in dashboard.chart.value


def test_a_project_that_is_not_shown_is_told(dashboard):
    dashboard.picker.value = "review_map"
    dashboard.filters.project.value = "vila"
    told = "No project &#x27;vila&#x27; among those shown. Did you mean &#x27;villa&#x27;?"
    assert words(dashboard.chart) == told


def test_change_compares_with_the_stop_before(dashboard):
    dashboard.picker.value = "change"
    assert "between 2026-Q1 and now" in dashboard.chart.value


def test_change_needs_an_earlier_moment(dashboard):
    dashboard.picker.value = "change"
    dashboard.filters.moment.index = 0
    assert words(dashboard.chart).startswith("There is no earlier moment to compare with.")


def test_what_a_chart_cannot_do_is_told_in_its_place_and_the_table_stays(dashboard, monkeypatch):
    def broken(*_, **__):
        raise ValueError("<b>no ink</b>")

    monkeypatch.setattr(charts, "trust", broken)
    dashboard.picker.value = "trust"
    assert "This chart could not be drawn: &lt;b&gt;no ink&lt;/b&gt;" in dashboard.chart.value
    assert dashboard.weak.rows.buttons


def test_the_dark_chart_is_asked_for(dashboard):
    light = dashboard.chart.value
    dashboard.filters.dark.value = True
    assert dashboard.chart.value != light


def test_the_way_back_does_not_draw_again(dashboard, monkeypatch):
    first = dashboard.chart.value
    dashboard.picker.value = "trust"
    monkeypatch.delattr(charts, "weak_items")
    dashboard.picker.value = "weak_items"
    assert dashboard.chart.value == first


def test_while_a_chart_is_drawn_everything_is_dimmed_and_then_only_what_differs(dashboard, monkeypatch):
    seen = []
    draw = charts.trust
    monkeypatch.setattr(charts, "trust", lambda *a, **k: (seen.append(dashboard.status.value), draw(*a, **k))[1])
    dashboard.picker.value = "trust"
    assert f".{dashboard._scope} .archnb-x-results" in seen[0] and words(dashboard.status) not in seen[0]
    assert f".{dashboard._scope} .archnb-x-results" not in dashboard.status.value


def test_the_guard_names_every_control_that_stands_otherwise():
    style = guard("me", boxes={"box-0": True, "box-1": False}, moment=2, picked=0)
    wrong = (
        ":is(:has(.box-0 input:not(:checked)), :has(.box-1 input:checked), "
        ':has(.archnb-x-moment .noUi-handle:not([aria-valuenow="2.0"])), '
        ':has(.archnb-x-picker button[value="0"]:not(.mod-active)))'
    )
    assert f".me{wrong} .archnb-x-results > *" in style


def test_a_fast_sequence_of_changes_ends_with_the_last(dashboard, tmp_path, house):
    dashboard.picker.value = "standing"
    team = dashboard.filters.tags["team"].boxes
    for value in (True, False, True, False, True):
        team["red"].value = value
    team["blue"].value = True
    team["red"].value = False
    alone = explore(small(tmp_path / "again", house))
    alone.picker.value = "standing"
    alone.filters.tags["team"].choose("blue")
    assert dashboard.chart.value == alone.chart.value


def test_changes_from_two_threads_end_with_what_the_controls_show(dashboard):
    dashboard.picker.value = "standing"
    team = dashboard.filters.tags["team"].boxes

    def flip(box):
        for value in (True, False, True):
            box.value = value

    threads = [threading.Thread(target=flip, args=(box,)) for box in team.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = dashboard.chart.value
    dashboard.drawn.cache_clear()
    dashboard.redraw()
    assert dashboard.chart.value == after
    assert words(dashboard.status).endswith("team blue or red.")


def test_it_is_plain_ipywidgets_without_an_output_widget(dashboard):
    kinds = {type(part).__module__.split(".")[0] for part in parts(dashboard)}
    names = {type(part).__name__ for part in parts(dashboard)}
    assert kinds == {"ipywidgets", "archnb"}
    assert "Output" not in names
