"""Nothing of another format's file is dropped in silence, and every file ends in a checklist or a clear error."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from external_files import decoded
from hypothesis import given
from hypothesis import strategies as st

from archnb import Checklist
from archnb.errors import ChecklistError
from archnb.formats import asvs, aws_lens, azure, cyclonedx, deon, dsomm, oscal

FILES = {
    "aws-lens.json": aws_lens, "azure.json": azure, "azure-dialect.json": azure, "azure-master.json": azure,
    "deon.yml": deon, "ASVS_5.0.0.csv": asvs, "ASVS_4.0.3.csv": asvs, "asvs-5.json": asvs, "dsomm.yaml": dsomm,
    "oscal.json": oscal, "standard.cdx.json": cyclonedx,
}  # fmt: skip
# Sections without an item are told by their titles alone.
EMPTY = {"aws-lens.json": "pillars[1]", "deon.yml": "sections[1]"}
NEW = "unheard-of"


def mappings(value: Any, place: str = "") -> Iterator[tuple[str, dict]]:
    """Yield each mapping in the data under its place, such as ``pillars[0].questions[1]``."""
    if isinstance(value, dict):
        yield place, value
        for name, below in value.items():
            yield from mappings(below, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from mappings(below, f"{place}[{index}]")


@pytest.mark.parametrize("name", [name for name in FILES if name != "dsomm.yaml"])
def test_a_field_that_nobody_knows_is_kept_wherever_it_stands(name):
    whole = decoded(name)
    root = "rows" if isinstance(whole, list) else ""
    skipped = (*(told.partition(": ")[0] for told in FILES[name].read(whole, Path(name)).skipped), EMPTY.get(name, "-"))
    for place, _ in mappings(whole, root):
        data = decoded(name)
        dict(mappings(data, root))[place][NEW] = NEW
        if not place.startswith(skipped):
            assert NEW in json.dumps(FILES[name].read(data, Path(name)).data), place


def test_a_field_that_nobody_knows_is_kept_in_an_activity():
    for place in ("", ".meta", ".difficultyOfImplementation", ".implementation[0]", ".implementation[1]"):
        data = decoded("dsomm.yaml")
        dict(mappings(data))[f"[1].Doors.Locks.Locked doors{place}"][NEW] = NEW
        assert NEW in json.dumps(dsomm.read(data, Path("dsomm.yaml")).data), place


@pytest.mark.parametrize("name", FILES)
def test_only_its_own_reader_takes_a_file(name):
    readers = {reader.__name__: reader for reader in FILES.values()}
    assert [reader for reader in readers.values() if reader.matches(decoded(name))] == [FILES[name]]


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_twice_is_the_same(name):
    assert FILES[name].read(decoded(name), Path(name)) == FILES[name].read(decoded(name), Path(name))


def deep(levels: int, wrap: Any) -> Any:
    value: Any = "deep"
    for _ in range(levels):
        value = wrap(value)
    return value


STRANGE = st.sampled_from(
    [
        None, True, 0, -1.5, float("nan"), float("inf"), "", " ", "\x00", "\ud800", "x" * 5000, "https://a.example b",
        [], [None], [[]], ["x", 1, None], {}, {"": ""}, {1: 2}, {"prose": "{{ insert: param, p }}" * 9},
        deep(500, lambda below: [below]), deep(500, lambda below: {"parts": [below]}),
        deep(500, lambda below: {"controls": [below]}), deep(500, lambda below: {"groups": [below]}),
    ]
)  # fmt: skip


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_damaged_file_is_a_checklist_or_a_clear_error(name, draw):
    data = copy.deepcopy(decoded(name))
    fields = [(holder, field) for _, holder in mappings(data) for field in holder]
    for holder, field in draw.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=4)):
        if draw.draw(st.booleans()):
            holder.pop(field, None)
        else:
            holder[field] = draw.draw(STRANGE)
    if not FILES[name].matches(data):
        return
    try:
        document = FILES[name].read(data, Path(name))
        Checklist.parse(document.data, path=name).to_data()
        json.dumps(document, allow_nan=False).encode()
    except ChecklistError as error:
        assert str(error).startswith(name)
