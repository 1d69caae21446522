"""Counts of a Parquet data set by DuckDB are those of pandas."""

import numpy as np
import pandas as pd
import pytest
from answer_grid import grid

from archnb import metrics, scale
from archnb.answers import STATUSES
from archnb.checklist import SEVERITIES, Checklist

CHECKLIST = Checklist.parse(
    {
        "id": "house",
        "title": "House",
        "version": "1",
        "sections": [
            {
                "id": "walls",
                "title": "Walls' finish",
                "items": [
                    {"id": "z.paint", "text": "Paint", "severity": "low", "weight": 0.5},
                    {"id": "a.stone", "text": "Stone", "severity": "critical"},
                ],
            },
            {"id": "roof", "title": "Roof", "items": [{"id": "roof.tiles", "text": "Tiles", "severity": "high"}]},
        ],
    }
)


def portfolio(projects: int, first: int = 0) -> pd.DataFrame:
    """Return `projects` projects against CHECKLIST, the same ones for the same numbers."""
    items = list(CHECKLIST.items.values())
    random = np.random.default_rng(first)
    titles = [section.title for section in CHECKLIST.sections]
    names = [f"project-{first + n}" for n in range(projects)]
    return pd.DataFrame(
        {
            "project": pd.Categorical(np.repeat(names, len(items)), categories=names),
            "section": pd.Categorical([CHECKLIST.section_of[i.id].title for i in items] * projects, categories=titles),
            "item": pd.Categorical([item.id for item in items] * projects, categories=list(CHECKLIST.items)),
            "status": pd.Categorical(random.choice(STATUSES, len(items) * projects), categories=STATUSES),
            "severity": pd.Categorical(
                [item.severity for item in items] * projects, categories=SEVERITIES, ordered=True
            ),
            "weight": [item.weight for item in items] * projects,
        }
    )


@pytest.fixture
def dataset(tmp_path):
    for part in range(3):
        portfolio(40, 40 * part).to_parquet(tmp_path / f"part-{part}.parquet")
    return tmp_path


def everyone() -> pd.DataFrame:
    whole = pd.concat([portfolio(40, 40 * part).astype({"project": "str"}) for part in range(3)], ignore_index=True)
    assert whole["item"].cat.categories.tolist() == list(CHECKLIST.items)
    return whole


@pytest.mark.parametrize("weights", [None, "item", "severity"])
def test_every_measure_is_exactly_that_of_pandas(dataset, weights):
    counted, answers = scale.count_dataset(dataset, checklist=CHECKLIST, weights=weights), everyone()
    exact = {"check_exact": True}
    pd.testing.assert_frame_equal(
        metrics.sections(counted, weights=weights), metrics.sections(answers, weights=weights), **exact
    )
    pd.testing.assert_frame_equal(
        metrics.reach(counted, weights=weights), metrics.reach(answers, weights=weights), **exact
    )
    pd.testing.assert_frame_equal(metrics.weakness(counted), metrics.weakness(answers), **exact)
    for by in (None, "section", "item"):
        pd.testing.assert_frame_equal(
            metrics.summary(counted, by, weights=weights), metrics.summary(answers, by, weights=weights), **exact
        )


def test_without_a_checklist_the_numbers_are_the_same_in_alphabetical_order(dataset):
    table = metrics.sections(scale.count_dataset(dataset))
    assert table.index.tolist() == ["Roof", "Walls' finish"]
    expected = metrics.sections(everyone())
    assert table["low"].to_dict() == expected["low"].to_dict()
    assert table["score"].to_dict() == expected["score"].to_dict()


def test_without_intervals_everything_else_is_the_same(dataset):
    counted, answers = scale.count_dataset(dataset, checklist=CHECKLIST, intervals=False), everyone()
    pd.testing.assert_frame_equal(metrics.weakness(counted), metrics.weakness(answers))
    table = metrics.sections(counted)
    assert table["score"].to_dict() == metrics.sections(answers)["score"].to_dict()
    assert table[["low", "high", "deff", "n_projects"]].isna().all(axis=None)


def test_one_file_is_counted_like_several(dataset, tmp_path_factory):
    alone = tmp_path_factory.mktemp("one") / "all.parquet"
    everyone().to_parquet(alone)
    pd.testing.assert_frame_equal(
        metrics.sections(scale.count_dataset(alone, checklist=CHECKLIST)),
        metrics.sections(scale.count_dataset(dataset, checklist=CHECKLIST)),
    )


def test_a_file_too_large_for_one_grouping_is_counted_in_sets_of_projects(dataset, monkeypatch):
    expected = scale.count_dataset(dataset, checklist=CHECKLIST)
    monkeypatch.setattr("archnb.scale.partition._MOST_ANSWERS", 50)
    counted = scale.count_dataset(dataset, checklist=CHECKLIST)
    pd.testing.assert_frame_equal(counted.profiles, expected.profiles)
    assert counted.projects == 120


def test_several_checklists_are_told_apart(tmp_path):
    answers = grid({"a": "YN", "b": "NN", "c": "YP"}).assign(checklist=["x", "x", "y", "y", "x", "x"])
    answers.to_parquet(tmp_path / "part.parquet")
    table = metrics.sections(scale.count_dataset(tmp_path))
    assert table.index.names == ["checklist", "section"]
    assert table["score"].to_dict() == {("x", "s"): 0.625, ("y", "s"): 0.0}


def test_an_item_that_nobody_was_asked_stays_with_the_checklist(tmp_path):
    portfolio(5).query("item != 'roof.tiles'").to_parquet(tmp_path / "part.parquet")
    counted = scale.count_dataset(tmp_path, checklist=CHECKLIST)
    assert metrics.counts(counted, "item").loc["roof.tiles"].tolist() == [0, 0, 0, 0, 0]


def test_an_item_that_is_not_in_the_checklist_is_named(tmp_path):
    grid({"a": "Y"}).to_parquet(tmp_path / "part.parquet")
    with pytest.raises(metrics.FrameError, match=r"^item 'i0' of the data set is not in house 1\. Count without"):
        scale.count_dataset(tmp_path, checklist=CHECKLIST)


def test_a_strange_status_is_named(tmp_path):
    grid({"a": "Y"}).astype({"status": "str"}).assign(status="maybe").to_parquet(tmp_path / "part.parquet")
    with pytest.raises(metrics.FrameError, match=r"^column 'status' holds 'maybe'\."):
        scale.count_dataset(tmp_path)


def test_a_missing_column_is_named(tmp_path):
    grid({"a": "Y"}).drop(columns="weight").to_parquet(tmp_path / "part.parquet")
    with pytest.raises(metrics.FrameError, match=r"^the frame has no column 'weight'"):
        scale.count_dataset(tmp_path)


def test_a_torn_file_is_named(tmp_path):
    (tmp_path / "part.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(metrics.FrameError, match=r"part\.parquet: .*Is it a Parquet file of answers, and complete\?$"):
        scale.count_dataset(tmp_path)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(metrics.FrameError, match=r"there is no Parquet file\. Give a folder, a file or a glob\.$"):
        scale.count_dataset(tmp_path)


def test_partitions_of_a_folder_a_glob_and_a_file(dataset):
    files = [str(dataset / f"part-{part}.parquet") for part in range(3)]
    assert scale.partitions(dataset) == files
    assert scale.partitions(f"{dataset}/part-[12].parquet") == files[1:]
    assert scale.partitions(files[0]) == files[:1]


def test_counts_with_other_weights_are_refused(dataset):
    counted = scale.count_dataset(dataset, weights="severity")
    with pytest.raises(metrics.FrameError, match="the counts were made with weights 'severity', not None"):
        metrics.sections(counted)


def test_counts_with_different_weights_do_not_merge(dataset):
    parts = [scale.count_dataset(dataset, weights=weights) for weights in (None, "item")]
    with pytest.raises(metrics.FrameError, match="the counts to merge have different weights"):
        metrics.merge(parts)


def test_merging_nothing_is_told():
    with pytest.raises(metrics.FrameError, match="there are no counts to merge"):
        metrics.merge([])
