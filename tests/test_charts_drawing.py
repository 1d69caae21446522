"""What is drawn: rows, marks and words of each chart; no pyplot, no global state, any ax."""

import io
import subprocess
import sys
from functools import partial

import matplotlib
import pytest
from charted import answers, many, stamps, texts, words
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from archnb import charts
from archnb.answers import GLYPHS
from archnb.charts import tables

ITEMS = {"a.one": "A", "a.two": "A", "b.one": "B"}
FRAME = many(24)
ON_AXES = {
    "weak_items": charts.weak_items,
    "section_profile": charts.section_profile,
    "section_heatmap": charts.section_heatmap,
    "review_map": partial(charts.review_map, project="service-0003"),
    "change": lambda frame, **given: charts.change({"Q1": frame, "Q2": frame}, **given),
    "rate_vs_reach": charts.rate_vs_reach,
    "standing": partial(charts.standing, project="service-0003"),
    "trust": charts.trust,
}
ON_FIGURES = {
    "items": lambda frame, **given: charts.section_profile(frame, items=True, **given),
    "trend": lambda frame, **given: charts.change({"Q1": frame, "Q2": frame, "Q3": frame}, **given),
}


def rows(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


@pytest.mark.parametrize("name", ON_AXES)
def test_a_chart_returns_the_axes_it_was_given(name):
    ax = Figure().add_subplot()
    assert ON_AXES[name](FRAME, ax=ax) is ax


@pytest.mark.parametrize("name", ON_AXES)
def test_a_chart_makes_its_own_figure(name):
    assert ON_AXES[name](FRAME).get_figure(root=True).axes[0].get_facecolor() == (1, 1, 1, 1)


@pytest.mark.parametrize("name", ON_FIGURES)
def test_many_panels_return_the_figure_they_were_given(name):
    figure = Figure(figsize=(14, 12))
    assert ON_FIGURES[name](FRAME, fig=figure) is figure
    assert len(figure.axes) == 12


@pytest.mark.parametrize("name", ON_AXES | ON_FIGURES)
def test_a_dark_theme_has_a_dark_page(name):
    figure = (ON_AXES | ON_FIGURES)[name](FRAME, theme="dark").figure
    assert to_hex(figure.get_facecolor()) == charts.THEMES["dark"].background


@pytest.mark.parametrize("name", ON_AXES | ON_FIGURES)
def test_global_settings_stay(name):
    before = dict(matplotlib.rcParams)
    (ON_AXES | ON_FIGURES)[name](FRAME).figure.savefig(io.BytesIO())
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("name", ON_AXES | ON_FIGURES)
def test_no_text_is_read_as_mathematics(name):
    frame = many(["$x^2$ and $\\frac{", "per_$", "c"])
    given = {"project": "$x^2$ and $\\frac{"} if name in ("review_map", "standing") else {}
    chart = {"review_map": charts.review_map, "standing": charts.standing} | ON_FIGURES
    figure = (chart.get(name) or ON_AXES[name])(frame, **given).figure
    assert not [text for text in texts(figure) if "$" in text.get_text() and text.get_parse_math()]


def test_charts_leave_pyplot_alone():
    code = "import sys; from archnb import charts; print('matplotlib.pyplot' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"


def test_an_unknown_theme_is_named():
    with pytest.raises(ValueError, match="theme 'sepia' is not one of light, dark"):
        charts.trust(FRAME, theme="sepia")


def test_weak_items_have_twenty_rows_of_a_hundred_items():
    assert len(rows(charts.weak_items(FRAME))) == 20


def test_weak_items_are_never_all():
    assert len(rows(charts.weak_items(FRAME, top=115))) == 40


def test_a_mark_on_fewer_than_five_answers_is_hollow():
    ax = charts.weak_items(answers({f"p{place}": "pn-" if place < 2 else "-n-" for place in range(6)}, ITEMS))
    marks = next(dots for dots in ax.collections if len(dots.get_offsets()) == 2)
    assert rows(ax) == ["a.two", "a.one"]
    assert [to_hex(fill) for fill in marks.get_facecolors()] == ["#d55e00", "#ffffff"]
    assert "Hollow: n < 5." in words(ax)


def test_intervals_say_what_is_random():
    for chart in (charts.weak_items(FRAME), charts.section_profile(FRAME), charts.rate_vs_reach(FRAME)):
        assert "projects treated as a sample" in words(chart).replace("\n", " ")


def test_a_bar_ends_at_the_score():
    ax = charts.section_profile(answers({"pay": "ypn", "web": "yny"}, ITEMS))
    corners = [path.vertices for bars in ax.collections for path in bars.get_paths() if len(path.vertices) == 5]
    assert max(x for bar in corners for x, y in bar if y < 0) == 0.625  # section A


def test_an_item_is_marked_at_its_raw_share_and_at_its_weakness():
    frame = answers({f"p{place}": "nnp" for place in range(6)}, ITEMS)
    ax = charts.weak_items(frame)
    dots = next(dots for dots in ax.collections if len(dots.get_offsets()) == 3)
    ticks = [lines for lines in ax.collections if isinstance(lines, LineCollection)][-1]
    weakness = tables.weak_items(frame)["theta"].tolist()
    assert [x for x, _ in dots.get_offsets()] == [1, 1, 0.5]
    assert [path.vertices[0][0] for path in ticks.get_paths()] == weakness


def test_items_are_called_by_their_names():
    names = {"a.one": "Doors lock", "b.one": "Roof is tight"}
    frame = answers({"pay": "nny", "web": "nyn"}, ITEMS)
    assert sorted(rows(charts.weak_items(frame, names=names))) == ["Doors lock", "Roof is tight", "a.two"]
    told = charts.alt_text(charts.rate_vs_reach(frame, names=names))
    assert told.startswith("Fix what first? Doors lock affects 2 of 2 projects")


def test_one_project_has_no_interval():
    ax = charts.section_profile(answers({"pay": "ypn"}, ITEMS))
    assert "one project alone has no interval" in words(ax).replace("\n", " ")


def test_review_map_shows_every_status_as_a_glyph():
    ax = charts.review_map(answers({"pay": "ypna-"}, {f"a.{place}": "A" for place in range(5)}))
    assert stamps(ax)[0].texts == list(GLYPHS.values())


def test_review_map_names_what_closes_the_gate():
    ax = charts.review_map(answers({"pay": "nyn"}, ITEMS, "cch"))
    assert "The gate is closed by a.one." in words(ax)


def test_change_marks_which_way_in_words():
    ax = charts.change({"Q1": answers({"pay": "nny"}, ITEMS), "Q2": answers({"pay": "yyn"}, ITEMS)})
    assert {"+100 pp", "−100 pp", "▲ 2", "▼ 1"} <= set(words(ax).split("\n"))


def test_a_group_without_pairs_says_so_in_its_panel():
    ax = charts.change({"Q1": answers({"pay": "nn-"}, ITEMS), "Q2": answers({"pay": "yyy"}, ITEMS)})
    assert "– no pair valued at both moments" in words(ax)
    three = {name: answers({"pay": said}, ITEMS) for name, said in {"Q1": "nn-", "Q2": "yy-", "Q3": "yyy"}.items()}
    panels = charts.change(three).axes
    assert ["– no answer valued at every moment" in [text.get_text() for text in ax.texts] for ax in panels[:2]] == [
        False, True,
    ]  # fmt: skip


def test_change_of_one_moment_is_refused():
    with pytest.raises(ValueError, match="a change needs two moments or more"):
        charts.change({"Q1": FRAME})


def test_change_asks_a_portfolio_for_its_moments():
    class Dated:
        def as_of(self, moment: str):
            return answers({"pay": {"Q1": "nny", "Q2": "yyy"}[moment]}, ITEMS)

    assert "The score rose from 33 % to 100 %" in charts.alt_text(charts.change(Dated(), moments=["Q1", "Q2"]))


def test_standing_marks_the_project_with_its_bounds():
    ax = charts.standing(answers({"pay": "yn-", "web": "yyy"}, ITEMS), project="pay")
    bounds = next(lines for lines in ax.collections if len(lines.get_paths()) == 1 and lines.get_linewidths()[0] > 2)
    assert [round(x, 4) for x, _ in bounds.get_paths()[0].vertices] == [0.3333, 0.6667]


def test_standing_of_an_unknown_project_is_refused():
    with pytest.raises(ValueError, match="no project 'nobody' in the data"):
        charts.standing(FRAME, project="nobody")


def test_trust_marks_sections_below_the_target():
    ax = charts.trust(answers({"pay": "yn-", "web": "ynn"}, ITEMS), target=0.8)
    assert {"100 % ✔", "50 % ✘"} <= set(words(ax).split("\n"))


def test_a_notebook_shows_the_chart_with_its_description():
    ax = charts.trust(FRAME)
    data, metadata = ax._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == charts.alt_text(ax)
