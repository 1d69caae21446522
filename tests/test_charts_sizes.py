"""One project, three, thousands, none: what each chart becomes."""

import pytest
from charted import answers, many, stamps, words

from archnb import charts

ITEMS = {"a.one": "A", "a.two": "A", "b.one": "B"}
EVERY = {
    "weak_items": charts.weak_items,
    "section_profile": charts.section_profile,
    "items": lambda frame: charts.section_profile(frame, items=True),
    "section_heatmap": charts.section_heatmap,
    "rate_vs_reach": charts.rate_vs_reach,
    "standing": charts.standing,
    "change": lambda frame: charts.change({"Q1": frame, "Q2": frame}),
    "trend": lambda frame: charts.change({"Q1": frame, "Q2": frame, "Q3": frame}),
    "trust": charts.trust,
}


def cells(ax) -> list[str]:
    return [text for marks in stamps(ax) for text in marks.texts if text.isdigit()]


@pytest.mark.parametrize("name", EVERY)
def test_nothing_answered_is_a_sentence(name):
    told = words(EVERY[name](answers({"pay": "---", "web": "---"}, ITEMS)))
    assert len(told.split("\n")) <= 4
    assert "answered" in told


@pytest.mark.parametrize("name", EVERY)
def test_no_project_is_a_sentence(name):
    told = words(EVERY[name](answers({"pay": "---"}, ITEMS).iloc[:0]))
    assert "There is no project here yet." in told or "No item is answered" in told


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("projects", [1, 3, 3000])
def test_a_chart_can_be_drawn_at_every_size(name, projects):
    assert charts.alt_text(EVERY[name](many(projects, sections=3, each=4)))


def test_sixty_projects_have_their_scores_in_the_cells():
    assert len(cells(charts.section_heatmap(many(60, sections=3, each=20)))) == 60 * 4


def test_sixty_one_projects_have_no_text_in_the_cells():
    assert cells(charts.section_heatmap(many(61, sections=3))) == []


def test_three_hundred_projects_are_rows():
    assert charts.section_heatmap(many(300, sections=3)).images[0].get_array().shape == (300, 4)


def test_more_are_the_worst_fifteen_and_ten_bands():
    ax = charts.section_heatmap(many(310, sections=3))
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert ax.images[0].get_array().shape == (25, 4)
    assert names[15:] == [
        "weakest tenth (n 31)",
        *(f"tenth {n} (n 31)" for n in range(2, 10)),
        "strongest tenth (n 31)",
    ]


def test_five_hundred_projects_have_points():
    assert any(len(marks.get_offsets()) == 500 for marks in charts.standing(many(500)).collections)


def test_more_than_five_hundred_are_the_curve_alone():
    assert len(charts.standing(many(501)).collections) == 0


def test_scatter_labels_eight_items_at_most():
    labels = [text for text in charts.rate_vs_reach(many(40)).texts if text.get_text().startswith("s")]
    assert len([text for text in labels if text.arrow_patch]) == 8


def test_what_nobody_fails_is_no_weak_item():
    told = charts.alt_text(charts.weak_items(answers({"pay": "yyy"}, ITEMS)))
    assert told == "What fails most? No item is answered no or partial in 1 project."


def test_reach_of_one_project_is_said_not_drawn():
    ax = charts.rate_vs_reach(answers({"pay": "nny"}, ITEMS))
    assert charts.alt_text(ax).endswith("this is one alone: 2 items answered no or partial, each of them.")


def test_equal_weakness_is_not_called_the_weakest():
    told = charts.alt_text(charts.weak_items(answers({"pay": "nny"}, ITEMS)))
    assert "2 items share the highest weakness" in told


def test_review_map_of_an_unanswered_project_shows_its_items():
    assert "0 % answered: 3 unanswered" in charts.alt_text(charts.review_map(answers({"pay": "---"}, ITEMS)))
