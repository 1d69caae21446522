"""The schema that editors complete from says what archnb reads."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import HOUSE

from archnb.authoring.schema import generated_schema, schema_text

SCHEMA = json.loads(schema_text())
BUILT_IN = Path(__file__).parents[1] / "archnb" / "checklists" / "python-backend.yaml"
EXTENDING = {"id": "villa", "version": "1", "extends": "house.yaml"}


def good(data: Any) -> bool:
    return jsonschema.Draft7Validator(SCHEMA).is_valid(data)


def test_the_published_schema_is_up_to_date() -> None:
    assert generated_schema() == SCHEMA, "run `python -m archnb.authoring.schema`"


def test_it_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_every_field_is_explained() -> None:
    nouns = {"Checklist": SCHEMA, **SCHEMA["definitions"]}
    silent = [
        f"{n}.{f}" for n, noun in nouns.items() for f, said in noun["properties"].items() if not said["description"]
    ]
    assert silent == []


@pytest.mark.parametrize("text", [HOUSE, BUILT_IN.read_text(encoding="utf-8")], ids=["house", "python-backend"])
def test_a_checklist_fits(text: str) -> None:
    assert good(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: low", "severity: lo"),
        ("title: Doors", "titel: Doors"),
        ("text: The roof is tight", "why: Rain"),
        ('version: "1"', ""),
        ("weight: 2", "after: doors.locked"),
        ("id: house", "id: my house"),
    ],
)
def test_a_faulty_one_does_not(old: str, new: str) -> None:
    assert not good(yaml.safe_load(HOUSE.replace(old, new)))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"remove": ["doors.oiled"]},
        {"sections": [{"id": "doors", "items": [{"id": "doors.oiled", "severity": "high", "after": "doors.locked"}]}]},
    ],
)
def test_one_that_extends_another_may_say_less(more: dict[str, Any]) -> None:
    assert good(EXTENDING | more)


def test_nothing_can_be_removed_without_a_base() -> None:
    assert not good(yaml.safe_load(HOUSE) | {"remove": ["doors.oiled"]})
