"""A custom lens keeps the rules that AWS publishes, whatever the checklist holds."""

import json
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archnb import Checklist
from archnb.authoring.conversion import converted

BUILT_IN = Checklist.load("python-backend")

ID = {"type": "string", "pattern": "^[A-Za-z0-9_]{3,128}$"}
RESOURCE = {
    "required": ["displayText"],
    "properties": {
        "displayText": {"type": "string", "minLength": 1, "maxLength": 2048},
        "url": {"pattern": "^https?://"},
    },
}
CHOICE = {
    "required": ["id", "title", "helpfulResource"],
    "properties": {
        "id": ID,
        "title": {"type": "string", "minLength": 1, "maxLength": 128},
        "helpfulResource": RESOURCE,
        "improvementPlan": RESOURCE,
    },
    "if": {"properties": {"id": {"pattern": "_no$"}}},
    "else": {"required": ["improvementPlan"]},
    "additionalProperties": False,
}
RULE = {"required": ["condition", "risk"], "properties": {"risk": {"enum": ["HIGH_RISK", "MEDIUM_RISK", "NO_RISK"]}}}
QUESTION = {
    "required": ["id", "title", "choices", "riskRules"],
    "properties": {
        "id": ID,
        "title": {"type": "string", "minLength": 1, "maxLength": 128},
        "description": {"type": "string", "minLength": 1, "maxLength": 2048},
        "choices": {"minItems": 1, "maxItems": 15, "items": CHOICE},
        "riskRules": {"items": RULE, "contains": {"properties": {"condition": {"const": "default"}}}},
    },
    "additionalProperties": False,
}
PILLAR = {
    "required": ["id", "name", "questions"],
    "properties": {
        "id": ID,
        "name": {"type": "string", "minLength": 1, "maxLength": 128},
        "questions": {"minItems": 1, "maxItems": 20, "items": QUESTION},
    },
    "additionalProperties": False,
}
LENS = {
    "required": ["schemaVersion", "name", "description", "pillars"],
    "properties": {
        "schemaVersion": {"const": "2021-11-01"},
        "name": {"type": "string", "minLength": 1, "maxLength": 128},
        "description": {"type": "string", "minLength": 1, "maxLength": 2048},
        "pillars": {"minItems": 1, "maxItems": 10, "items": PILLAR},
    },
    "additionalProperties": False,
}

check = fastjsonschema.compile(LENS)


def ids(lens: dict[str, Any]) -> list[str]:
    questions = [question for pillar in lens["pillars"] for question in pillar["questions"]]
    choices = [choice["id"] for question in questions for choice in question["choices"]]
    return [pillar["id"] for pillar in lens["pillars"]] + [question["id"] for question in questions] + choices


def lenses(asked: Checklist) -> list[dict[str, Any]]:
    documents = converted(asked, "aws-lens").documents
    for document in documents:
        assert len(document.encode()) <= 500_000
    found = [check(json.loads(document)) for document in documents]
    assert all(len(set(ids(lens))) == len(ids(lens)) for lens in found)
    return found


def checklist(items: list[dict[str, Any]], **fields: Any) -> Checklist:
    numbered = [{"id": f"a.{number}", **item} for number, item in enumerate(items)]
    section = {"id": "s", "title": "S", "items": numbered}
    return Checklist.parse({"id": "a", "title": "A", "version": "1", "sections": [section]} | fields)


def titles(found: list[dict[str, Any]]) -> list[str]:
    return [q["title"] for lens in found for pillar in lens["pillars"] for q in pillar["questions"]]


def test_the_built_in_checklist_becomes_two_lenses_with_every_text() -> None:
    found = lenses(BUILT_IN)
    assert [lens["name"] for lens in found] == [f"{BUILT_IN.title} (1 of 2)", f"{BUILT_IN.title} (2 of 2)"]
    assert titles(found) == [item.text for item in BUILT_IN.items.values()]


def test_a_long_section_becomes_several_pillars() -> None:
    [lens] = lenses(checklist([{"text": "x"}] * 41))
    assert [(pillar["name"], len(pillar["questions"])) for pillar in lens["pillars"]] == [
        ("S (1 of 3)", 20),
        ("S (2 of 3)", 20),
        ("S (3 of 3)", 1),
    ]


def test_3253_items_keep_the_rules_too() -> None:
    found = lenses(checklist([{"text": f"{n}", "why": "w" * 1500, "yes": "y" * 1500} for n in range(3253)]))
    assert titles(found) == [str(n) for n in range(3253)]


@pytest.mark.parametrize(
    ("severity", "risk"),
    [("critical", "HIGH_RISK"), ("high", "HIGH_RISK"), ("medium", "MEDIUM_RISK"), ("low", "MEDIUM_RISK")],
)
def test_severity_is_the_risk_of_neither_yes_nor_partial(severity: str, risk: str) -> None:
    [lens] = lenses(checklist([{"text": "x", "severity": severity}]))
    assert lens["pillars"][0]["questions"][0]["riskRules"] == [
        {"condition": "a_0_yes", "risk": "NO_RISK"},
        {"condition": "a_0_partial", "risk": "MEDIUM_RISK"},
        {"condition": "default", "risk": risk},
    ]


def test_a_long_text_is_cut_in_the_title_and_whole_in_the_description() -> None:
    asked = checklist([{"text": "word " * 40 + "end"}])
    [question] = lenses(asked)[0]["pillars"][0]["questions"]
    assert (len(question["title"]), question["title"][-1]) == (128, "…")
    assert question["description"] == asked["a.0"].text
    assert "the end of 1 text, longer than AWS takes: a title has 128 characters, others 2048" in (
        converted(asked, "aws-lens").left_out
    )


HOSTILE = st.text(alphabet="a.-_/é😀\u202e \x07", min_size=1, max_size=300)


@settings(deadline=None)
@given(
    st.lists(HOSTILE, min_size=1, max_size=4),
    st.lists(st.sampled_from(["a.b", "a_b", "a-b", "ä", "öö", "A.B"]), unique=True, min_size=4),
)
def test_whatever_is_in_the_texts_and_ids(texts: list[str], names: list[str]) -> None:
    items = [{"id": name, "text": text, "why": text * 9} for name, text in zip(names, texts, strict=False)]
    lenses(checklist(items, title=texts[0], description=texts[0] * 20))
