"""The table behind each chart, against expectations by hand."""

import math

import pandas as pd
import pytest
from charted import answers, many

from archnb.charts import tables
from archnb.metrics import FrameError

ITEMS = {"a.one": "A", "a.two": "A", "b.one": "B"}
NAN = math.nan


def three() -> pd.DataFrame:
    return answers({"pay": "yn-", "web": "ypn", "ops": "yna"}, ITEMS, "cmh")


def test_weak_items_are_the_weakest_first():
    table = tables.weak_items(answers({"pay": "ynp", "web": "ypy", "ops": "yna"}, ITEMS, "cmh"), top=2)
    assert list(table.index) == ["a.two", "b.one"]
    assert table[["k", "n", "raw"]].to_numpy().tolist() == [[2.5, 3, 2.5 / 3], [0.5, 2, 0.25]]
    assert table["severity"].tolist() == ["medium", "high"]


def test_weak_items_leave_out_items_without_a_valued_answer():
    table = tables.weak_items(answers({"pay": "y-a"}, ITEMS))
    assert list(table.index) == ["a.one"]


def test_section_profile_shares():
    table = tables.section_profile(three())
    columns = ["yes", "partial", "no", "na", "unanswered", "n", "score", "coverage", "projects"]
    assert table[columns].loc["A"].tolist() == [0.5, 1 / 6, 2 / 6, 0, 0, 6, 3.5 / 6, 1, 3]
    assert table[columns].loc["B"].tolist() == [0, 0, 1, 1 / 3, 1 / 3, 1, 0, 2 / 3, 3]


def test_section_profile_weighs_answers_when_asked():
    table = tables.section_profile(three(), weights="severity")
    assert table["score"]["A"] == (8 * 3 + 2 * 0.5) / (8 * 3 + 2 * 3)
    assert table["n"]["A"] == 6


def test_a_section_is_never_dropped_because_nobody_answered_it():
    table = tables.section_profile(answers({"pay": "yn-"}, ITEMS))
    assert list(table.index) == ["A", "B"]
    assert math.isnan(table["score"]["B"])


def test_item_profile_has_the_weakness_interval_turned_around():
    table = tables.item_profile(three())
    assert list(table.index) == [("A", "a.one"), ("A", "a.two"), ("B", "b.one")]
    low, high = table.loc[("A", "a.one"), ["low", "high"]]
    assert (round(low, 4), high) == (0.4385, 1.0)  # Wilson 0/3 is (0, .5615)


def test_heatmap_is_sorted_from_the_weakest_project():
    table = tables.section_heatmap(answers({"pay": "yp-", "web": "ynn", "ops": "yna"}, ITEMS))
    assert [row for _, row in table.index] == ["web", "ops", "pay"]
    assert list(table["score"].columns) == ["A", "B", "all"]
    assert table["score"].fillna(-1).to_numpy().tolist() == [[0.5, 0, 1 / 3], [0.5, -1, 0.5], [0.75, -1, 0.75]]
    assert table["coverage"]["all"].tolist() == [1, 1, 2 / 3]


def test_heatmap_puts_projects_without_a_score_last():
    table = tables.section_heatmap(answers({"new": "---", "pay": "nny"}, ITEMS))
    assert [row for _, row in table.index] == ["pay", "new"]


def test_heatmap_of_many_has_the_worst_and_bands_of_all():
    said = {f"p{place}": "y" * place + "n" * (3 - place) for place in (0, 1, 2, 3)}
    table = tables.section_heatmap(answers(said, ITEMS), most=3, worst=1, bands=2)
    assert list(table.index) == [("project", "p0"), ("band", "band 1"), ("band", "band 2")]
    assert table["score"]["all"].tolist() == [0, 1 / 6, 5 / 6]
    assert table["projects"]["all"].tolist() == [1, 2, 2]


def test_bands_hold_every_project_once():
    table = tables.section_heatmap(many(301))
    assert table["projects"]["all"].xs("band").sum() == 301
    assert len(table) == 25


def test_review_map_has_every_item_in_its_place():
    table = tables.review_map(answers({"pay": "nyp"}, ITEMS, "cch"))
    assert table["status"].tolist() == ["no", "yes", "partial"]
    assert table["place"].tolist() == [1, 2, 1]
    assert table["blocks"].tolist() == [True, False, False]


def test_review_map_of_several_projects_asks_which():
    with pytest.raises(ValueError, match=r"shows one project, and the data has 3\. Pass project='pay'\."):
        tables.review_map(three())


def test_change_counts_pairs_valued_at_both_moments():
    table = tables.change(answers({"pay": "nn-"}, ITEMS), answers({"pay": "ypy"}, ITEMS))
    assert table.loc["A", ["before", "after", "change"]].tolist() == [0, 0.75, 0.75]
    assert table[["improved", "regressed", "pairs"]].to_numpy().tolist() == [[2, 0, 2], [0, 0, 0]]


def test_trend_keeps_to_pairs_valued_at_every_moment():
    frames = {"q1": "nn-", "q2": "y-y", "q3": "ppy"}
    table = tables.trend({name: answers({"pay": said}, ITEMS) for name, said in frames.items()})
    assert table["score"].xs("A").tolist() == [0, 1, 0.5]
    assert table["n"].xs("A").tolist() == [1, 1, 1]
    assert table["score"].xs("B").isna().all()


def test_frontier_is_what_nothing_beats_in_both():
    said = {"a": "nny", "b": "nay", "c": "yan"}
    table = tables.rate_vs_reach(answers(said, ITEMS))
    assert table["projects"].to_dict() == {"a.one": 2, "a.two": 1, "b.one": 1}
    assert set(table.index[table["frontier"]]) == {"a.one", "a.two"}


def test_standing_shares_are_of_projects_with_a_score():
    table = tables.standing(answers({"a": "nnn", "b": "yyy", "c": "---", "d": "nnn"}, ITEMS))
    assert table["share"].dropna().to_dict() == {"a": 2 / 3, "d": 2 / 3, "b": 1}
    assert table.index[-1] == "c"


def test_trust_says_what_missing_answers_could_do():
    table = tables.trust(three(), target=0.7)
    assert table.loc["A", ["coverage", "met", "score", "low", "high"]].tolist() == [1, True, 3.5 / 6, 3.5 / 6, 3.5 / 6]
    assert table.loc["B", ["coverage", "met", "score", "low", "high"]].tolist() == [2 / 3, False, 0, 0, 0.5]
    assert table[["n", "items"]].to_numpy().tolist() == [[6, 6], [2, 3]]


def test_same_item_of_two_checklists_stays_two_items():
    first, second = answers({"pay": "nyy"}, ITEMS), answers({"web": "yyn"}, {"a.one": "A", "c.one": "C", "c.two": "C"})
    both = pd.concat([first.assign(checklist="python"), second.assign(checklist="go")], ignore_index=True)
    for name in ("project", "section", "item", "checklist"):
        both[name] = both[name].astype("category")
    table = tables.weak_items(both)
    assert sorted(table.index) == ["a.one · go", "a.one · python", "a.two", "b.one", "c.one", "c.two"]


def test_filtered_projects_leave_no_row():
    frame = three()
    table = tables.standing(frame[frame["project"] == "pay"])
    assert list(table.index) == ["pay"]


def test_data_without_answers_is_refused_with_a_remedy():
    with pytest.raises(TypeError, match=r"this is a list. Pass a Portfolio, a Review or their \.answers\."):
        tables.answers_of([1])


def test_a_missing_column_is_named():
    with pytest.raises(FrameError, match="the frame has no column 'status'"):
        tables.answers_of(three().drop(columns="status"))


def test_anything_with_answers_will_do():
    class Holder:
        answers = three()

    assert tables.standing(Holder()).equals(tables.standing(three()))
