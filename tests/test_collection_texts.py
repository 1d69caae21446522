"""Texts are taken from a column of several chunks, in any order, with and without pyarrow."""

import numpy as np
import pytest

from archnb.collection import texts
from archnb.collection.texts import as_texts, join_texts, take_texts


@pytest.mark.parametrize("installed", [True, False])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([0, 2, -1, 3, 5], ["a", "c", "", "d", "f"]),
        ([-1, 4], ["", "e"]),
        ([5, 0, -1, 2], ["f", "a", "", "c"]),
        ([1, 0, 4, 3, 5, 5], ["b", "a", "e", "d", "f", "f"]),
        ([], []),
        ([1, 2, 3, 5], ["b", "c", "d", "f"]),
        ([0, 1, 2, -1, 5], ["a", "b", "c", "", "f"]),
    ],
)
def test_rows_are_taken_from_all_chunks(rows, expected, installed, monkeypatch):
    if not installed:
        monkeypatch.setattr(texts, "pa", None)
    column = join_texts([as_texts(part) for part in (["a", "b", "c"], ["d", "e"], [], ["f"])])
    assert [str(text) for text in take_texts(column, np.array(rows, dtype=np.int64))] == expected


def test_a_column_without_rows_gives_empty_texts():
    assert [str(text) for text in take_texts(join_texts([]), np.array([-1, -1]))] == ["", ""]
