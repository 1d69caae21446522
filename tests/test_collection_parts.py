"""Which parts of the cache are written anew, and that loading leaves Python's garbage collection as it was."""

import gc

import numpy as np
import pytest
from loglines import DOOR

from archnb import Portfolio, Review
from archnb.collection.cache import outlived
from archnb.collection.held import Held, Read
from archnb.collection.rows import rows_of_answers
from archnb.store import ChecklistRef, ReviewInfo

INFO = ReviewInfo(project="villa", checklist=ChecklistRef(id="house", version="1"))


def part(*counts):
    rows = rows_of_answers([], {})
    at = np.zeros(sum(counts), dtype=np.int64)
    object.__setattr__(rows, "at", at)
    return Read([Held(path=str(i), info=INFO, asked=0, rows=count) for i, count in enumerate(counts)], rows)


@pytest.mark.parametrize(
    ("alive", "expected"),
    [([True, True, True, True], []), ([False, True, True, True], []), ([False, False, True, True], [0])],
    ids=["all live", "three quarters live", "half lives"],
)
def test_a_part_is_outlived_when_more_than_a_quarter_of_it_is_dead(alive, expected):
    assert outlived([part(10, 10, 10, 10)], [alive]) == expected


@pytest.mark.parametrize(("number", "expected"), [(7, []), (8, list(range(1, 9)))], ids=["eight parts", "nine parts"])
def test_small_parts_are_outlived_where_there_are_more_than_eight(number, expected):
    parts = [part(100), *(part(1) for _ in range(number))]
    assert outlived(parts, [[True] for _ in parts]) == expected


@pytest.mark.parametrize("was_on", [True, False])
def test_loading_leaves_garbage_collection_as_it_was(tmp_path, house, was_on):
    Review.open(tmp_path / "villa", create=True, checklist=house).answer(DOOR, "yes")
    try:
        gc.enable() if was_on else gc.disable()
        Portfolio.load(tmp_path, cache=False)
        assert gc.isenabled() is was_on
        assert gc.get_freeze_count() == 0
    finally:
        gc.enable()


def test_loading_leaves_frozen_what_was_frozen(tmp_path, house):
    Review.open(tmp_path / "villa", create=True, checklist=house).answer(DOOR, "yes")
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        Portfolio.load(tmp_path, cache=False)
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
