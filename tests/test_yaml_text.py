"""What is written as YAML is read back to the letter, and shows in an editor what it holds."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archnb import Checklist
from archnb.formats.native import load_yaml
from archnb.formats.yaml_text import yaml_text

HOSTILE = " \n\t\r:#'\"->|a,é{}[]&*!%@`?yesno019.~\x07\x85\u2028\u202e\ufeff"
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=HOSTILE, max_size=60),
    st.lists(st.text(alphabet="abc: #-'\"", min_size=1, max_size=14)).map(" ".join),
    st.lists(st.text(alphabet="abc: #-'\"\u200f ", max_size=30)).map("\n".join),
)
LEAVES = TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12)


def read(text: str) -> Any:
    return load_yaml(text, Path("house.yaml"))


@given(st.dictionaries(TEXTS, DATA, max_size=4))
def test_what_was_written_is_read_back(data: dict[str, Any]) -> None:
    assert read(yaml_text(data)) == data


def test_the_built_in_checklist_is_read_back() -> None:
    data = Checklist.load("python-backend").to_data()
    assert read(yaml_text(data)) == data


CASES = {
    "plain": ("Locked", "why: Locked\n"),
    "colon and hash": ("a: b #c", "why: 'a: b #c'\n"),
    "yes": ("yes", "why: 'yes'\n"),
    "date": ("2026-12-24", "why: '2026-12-24'\n"),
    "lines": ("one\ntwo", "why: |-\n  one\n  two\n"),
    "right to left": ("الأبواب مغلقة", "why: الأبواب مغلقة\n"),
    "direction override": ("a\u202eb", 'why: "a\\u202eb"\n'),
    "zero width": ("a\u200bb", 'why: "a\\u200bb"\n'),
    "bell": ("a\x07b", 'why: "a\\ab"\n'),
}


@pytest.mark.parametrize(("text", "written"), CASES.values(), ids=CASES.keys())
def test_a_text_is_written(text: str, written: str) -> None:
    assert yaml_text({"why": text}) == written


def test_a_long_text_is_a_block_of_short_lines() -> None:
    text = " ".join(["Every door of the house can be locked from the inside."] * 4)
    [first, *rest] = yaml_text({"why": text}).splitlines()
    assert first == "why: >-"
    assert " ".join(line.strip() for line in rest) == text
    assert max(map(len, rest)) <= 120


def test_the_order_is_kept() -> None:
    assert yaml_text({"title": "b", "id": "a"}) == "title: b\nid: a\n"
