"""What a chart says to those who cannot see it."""

import pytest
from charted import answers
from matplotlib.figure import Figure

from archnb import charts

ITEMS = {"a.one": "A", "a.two": "A", "b.one": "B"}
FRAME = answers({"pay": "yny", "web": "ynn", "ops": "yp-"}, ITEMS, "cmh")


def test_weak_items():
    told = charts.alt_text(charts.weak_items(FRAME))
    assert told.startswith("What fails most? a.two is weakest: ")
    assert "raw share 83 %, 95 % interval 31–98 %" in told
    assert told.endswith("2 weakest of 3 items, 3 projects.")


def test_section_profile():
    assert charts.alt_text(charts.section_profile(FRAME)) == (
        "What do we do well, section by section? Best: A (58 %). Weakest: B (50 %). "
        "Overall score 56 %, 89 % answered, 3 projects."
    )


def test_section_heatmap():
    assert charts.alt_text(charts.section_heatmap(FRAME)) == (
        "Which project is weak where? 3 projects, weakest first. web is weakest with 33 % overall (100 % answered), "
        "lowest in B (0 %)."
    )


def test_review_map():
    assert charts.alt_text(charts.review_map(FRAME, project="ops")) == (
        "The whole of one project: ops. Score 75 % (50–83 % with the missing answers), 67 % answered: "
        "1 yes, 1 partial, 1 unanswered."
    )


def test_change():
    after = answers({"pay": "yyy", "web": "yyn", "ops": "np-"}, ITEMS, "cmh")
    assert charts.alt_text(charts.change({"Q1": FRAME, "Q2": after})) == (
        "What changed? The score rose from 56 % to 69 % between Q1 and Q2: 2 answers improved, 1 regressed. "
        "Answered: 89 %, then 89 %."
    )


def test_trend():
    later = answers({"pay": "yyy", "web": "yyn", "ops": "yp-"}, ITEMS, "cmh")
    assert charts.alt_text(charts.change({"Q1": FRAME, "Q2": FRAME, "Q3": later})) == (
        "What changed? From Q1 to Q3: 1 of 2 rose, 0 fell; the largest step is A (+33 pp)."
    )


def test_rate_vs_reach():
    told = charts.alt_text(charts.rate_vs_reach(FRAME))
    assert told.startswith("Fix what first? a.two affects 3 of 3 projects (weakness ")
    assert told.endswith("; then b.one.")


def test_standing_of_one():
    assert charts.alt_text(charts.standing(FRAME, project="ops")) == (
        "Where does this project stand? Project ops scores 75 % (50–83 % with the missing answers), 67 % answered; "
        "2 of 2 other projects are below."
    )


def test_standing_of_all():
    assert charts.alt_text(charts.standing(FRAME)) == (
        "How are the projects' scores spread? 3 projects: half score 67 % or more; the middle half 50–71 %. "
        "89 % of all items answered."
    )


def test_trust():
    assert charts.alt_text(charts.trust(FRAME)) == (
        "May I believe it? 89 % answered overall; below the target of 80 %: B."
    )


def test_a_figure_tells_of_all_its_charts():
    figure = Figure(figsize=(16, 5))
    left, right = figure.subplots(1, 2)
    told = [charts.alt_text(charts.trust(FRAME, ax=left)), charts.alt_text(charts.standing(FRAME, ax=right))]
    assert charts.alt_text(figure) == " ".join(told)


def test_a_stranger_is_refused():
    with pytest.raises(ValueError, match="this Figure holds no chart of archnb"):
        charts.alt_text(Figure())
