"""The cache says what the files say, and only what changed is read again."""

import os
import shutil
import time
from concurrent.futures import ProcessPoolExecutor

import pandas as pd
import pytest
from loglines import DOOR

from archnb import Portfolio, Review
from archnb.collection import reading


@pytest.fixture
def folder(tmp_path, house):
    for project in ("barn", "shed", "villa"):
        Review.open(tmp_path / "reviews" / project, create=True, checklist=house).answer(
            DOOR, "no", evidence=["a", "b"], note="open"
        )
    settle(tmp_path / "reviews")
    return tmp_path / "reviews"


def settle(folder):
    """Make all files look an hour old: what changed just now is not trusted to stay."""
    hour_ago = time.time() - 3600
    for place, _, files in os.walk(folder):
        for path in [place, *(os.path.join(place, name) for name in files)]:
            os.utime(path, (hour_ago, hour_ago))


@pytest.fixture
def read(monkeypatch):
    """The files that were read."""
    paths = []
    content = reading._content

    def noted(path):
        paths.append(path)
        return content(path)

    monkeypatch.setattr(reading, "_content", noted)
    return paths


def load(folder):
    return Portfolio.load(folder).answers


def test_a_second_load_reads_no_file_and_says_the_same(folder, read):
    first = load(folder)
    assert len(read) == 6
    pd.testing.assert_frame_equal(load(folder), first)
    assert len(read) == 6
    pd.testing.assert_frame_equal(first, Portfolio.load(folder, cache=False).answers)


def test_only_what_changed_is_read_again(folder, read):
    load(folder)
    read.clear()
    Review.open(folder / "shed").answer(DOOR, "yes")
    assert load(folder)["status"].tolist()[::4] == ["no", "yes", "no"]
    assert sorted(read) == [str(folder / "shed" / "ana.jsonl"), str(folder / "shed" / "review.json")]


@pytest.mark.parametrize("what", ["new reviewer", "tags", "gone", "moved", "checklist"])
def test_every_change_is_seen(folder, what):
    load(folder)
    if what == "new reviewer":
        Review.open(folder / "shed", reviewer="ben").answer("roof.tight", "yes")
    elif what == "tags":
        Review.open(folder / "shed", tags={"team": "red"})
    elif what == "gone":
        shutil.rmtree(folder / "shed")
    elif what == "moved":
        (folder / "shed").rename(folder / "hut")
    else:
        (file,) = (folder / "checklists").glob("*.yaml")
        file.write_text(file.read_text().replace("The roof is tight", "X").replace("title: Roof", "title: Top"))
    pd.testing.assert_frame_equal(load(folder), Portfolio.load(folder, cache=False).answers)


def test_what_changed_just_now_is_not_trusted(folder, read):
    Review.open(folder / "shed").answer(DOOR, "yes")
    load(folder)
    read.clear()
    load(folder)
    assert sorted(read) == [str(folder / "shed" / "ana.jsonl"), str(folder / "shed" / "review.json")]


@pytest.mark.parametrize("damage", ["deleted", "empty", "cut", "no parquet"])
def test_a_damaged_cache_is_as_good_as_none(folder, damage):
    first = load(folder)
    (part,) = (folder / ".archnb-cache").glob("*.parquet")
    if damage == "deleted":
        shutil.rmtree(folder / ".archnb-cache")
    else:
        part.write_bytes({"empty": b"", "cut": part.read_bytes()[:-100], "no parquet": b"x" * 999}[damage])
    pd.testing.assert_frame_equal(load(folder), first)


def test_git_does_not_see_the_cache(folder):
    load(folder)
    assert (folder / ".archnb-cache" / ".gitignore").read_text() == "*\n"


def test_parts_are_joined_before_they_are_many(folder):
    for status in ["yes", "no"] * 6:
        Review.open(folder / "shed").answer(DOOR, status)
        settle(folder)
        found = load(folder)
    assert found["status"].tolist()[::4] == ["no", "no", "no"]
    assert len(list((folder / ".archnb-cache").glob("*.parquet"))) <= 9


def test_two_processes_at_once_both_read_all(folder):
    with ProcessPoolExecutor(2) as pool:
        frames = list(pool.map(load, [folder] * 6))
    for frame in frames:
        pd.testing.assert_frame_equal(frame, Portfolio.load(folder, cache=False).answers)


def test_without_pyarrow_everything_is_read_each_time(folder, monkeypatch):
    from archnb.collection import cache, texts

    expected = Portfolio.load(folder, cache=False).answers
    monkeypatch.setattr(texts, "pa", None)
    monkeypatch.setattr(cache, "pa", None)
    pd.testing.assert_frame_equal(load(folder), expected)
    assert not (folder / ".archnb-cache").exists()
