"""The published schemas say what archnb writes and reads."""

import json
from pathlib import Path

import jsonschema
import pytest
from loglines import write

from archnb import ArchnbError
from archnb.export import schema

V1 = Path(__file__).parent / "data" / "v1"
AT = '"at":"2026-11-22T10:00:00Z"'


def valid(name, data):
    return jsonschema.Draft202012Validator(schema(name)).is_valid(data)


@pytest.mark.parametrize("name", ["log-line", "review", "embedded-review"])
def test_each_schema_is_one_of_2020_12_and_of_version_1(name):
    said = schema(name)
    jsonschema.Draft202012Validator.check_schema(said)
    assert (said["$schema"], said["$id"]) == ("https://json-schema.org/draft/2020-12/schema", f"urn:archnb:{name}:1")


@pytest.mark.parametrize(
    "line",
    [
        f'{{{AT},"item":"doors.locked","status":"yes"}}',
        f'{{{AT},"item":"doors.locked","status":"no","note":"x","evidence":["a"],"owner":"b","due":"2026-12-24"}}',
        f'{{{AT},"item":"doors.locked","status":"no","due":null,"from the future":[1]}}',
        '{"at":"2026-11-22T10:00:00.123456+01:00","milestone":"go-live"}',
        f'{{{AT},"vote":1}}',
        "{}",
    ],
)
def test_a_line_that_is_read_is_valid(review, line):
    write(review.path, "ana.jsonl", line.encode())
    assert review.problems == []
    assert valid("log-line", json.loads(line))


@pytest.mark.parametrize(
    "line",
    [
        f'{{{AT},"item":"doors.locked"}}',
        f'{{{AT},"item":"doors.locked","status":"yess"}}',
        '{"item":"doors.locked","status":"yes"}',
        '{"at":"2026-11-22T10:00:00","item":"doors.locked","status":"yes"}',
        '{"at":"yesterday","item":"doors.locked","status":"yes"}',
        f'{{{AT},"item":"doors.locked","status":"no","evidence":"a"}}',
        f'{{{AT},"item":"doors.locked","status":"no","due":"soon"}}',
        f'{{{AT},"item":7,"status":"no"}}',
        f'{{{AT},"milestone":""}}',
        "[]",
    ],
)
def test_a_line_that_is_skipped_is_not_valid(review, line):
    write(review.path, "ana.jsonl", line.encode())
    assert len(review.problems) == 1
    assert not valid("log-line", json.loads(line))


def test_every_line_that_archnb_writes_is_valid(filled):
    filled.answer("roof.insulated", "no", note="cold", evidence=["a"], owner="b", due="2026-12-24")
    filled.answer("roof.insulated", "unanswered", due=None)
    filled.milestone("go-live")
    lines = [json.loads(line) for log in filled.path.glob("*.jsonl") for line in log.read_bytes().splitlines()]
    assert len(lines) == 7
    assert [line for line in lines if not valid("log-line", line)] == []


def test_review_json_is_valid(filled):
    assert valid("review", json.loads((filled.path / "review.json").read_bytes()))
    assert not valid("review", {"project": "", "checklist": {"id": "house", "version": "1"}})


def test_the_data_is_valid_also_of_the_past(filled):
    filled.milestone("go-live")
    assert valid("embedded-review", json.loads(filled.to_json()))
    assert valid("embedded-review", json.loads(filled.as_of("go-live").to_json()))


@pytest.mark.parametrize(
    ("place", "value"),
    [(["version"], 2), (["checklist", "sections"], []), (["logs", "ana", 0, "status"], "yess"), (["digest"], "x")],
)
def test_data_out_of_form_is_not_valid(filled, place, value):
    data = json.loads(filled.to_json())
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    assert not valid("embedded-review", data)


def test_the_line_within_the_data_has_the_schema_of_a_line():
    line = schema("log-line")
    assert schema("embedded-review")["$defs"]["log-line"] == {k: v for k, v in line.items() if k != "$schema"}


def test_an_unknown_schema_is_told():
    with pytest.raises(ArchnbError, match=r"^there is no schema 'log-lin'\. Did you mean 'log-line'\?$"):
        schema("log-lin")
