"""The JSON Schema of a checklist's file, from which editors complete and explain what is typed.

``python -m archnb.authoring.schema`` writes the published file anew.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from archnb.checklist import Checklist

__all__ = ["generated_schema", "schema_text"]

_FILE = "checklist.v1.schema.json"
_FULL = {
    "Checklist": ["id", "title", "version", "sections"],
    "Section": ["id", "title", "items"],
    "Item": ["id", "text"],
}

_AFTER = "Where it stands: behind what has this id, in a checklist that extends another. At the end without it."
_DESCRIPTIONS = {
    "Checklist": {
        "id": "Stable name without blanks, such as 'house'. Reviews find their checklist by id and version.",
        "title": "Name for people.",
        "version": "Which edition this is, in quotes. Raise it whenever you change anything.",
        "description": "What the checklist is for.",
        "sections": "Groups of items, in the order in which they are asked.",
        "extra": "Fields of your own, and of an imported checklist, that have no place elsewhere.",
        "extends": "Another checklist, which this one adds to and changes: python-backend, or a path from this file.",
        "remove": "Ids of items and sections of the extended checklist that are not asked.",
        "guidance": "A folder beside this file, whose YAML files map ids of items to more of their fields.",
    },
    "Section": {
        "id": "Stable name without blanks, such as 'security'. An id of the extended checklist adds to that section.",
        "title": "Name for people.",
        "items": "What is checked. At least one.",
        "extra": "Fields of your own, and of an imported checklist, that have no place elsewhere.",
        "after": _AFTER,
    },
    "Item": {
        "id": "Stable name, such as 'security.cors'. It never changes and is never used again: answers refer to it.",
        "text": "What must hold, as one statement that is true or false.",
        "severity": "What it costs when the item fails: critical, high, medium (the default) or low.",
        "severity_reason": "Why it has that severity, in a sentence.",
        "weight": "Weight in a score, from 0 to 1,000,000; 1 by default.",
        "why": "Why it matters: what happens when it fails.",
        "verify": "How to find out, step by step: commands, files to look at, questions to ask.",
        "yes": "What counts as yes. Write the key in quotes.",
        "partial": "What counts as partial.",
        "no": "What counts as no. Write the key in quotes.",
        "na": "When the item does not apply.",
        "improve": "How to mend it.",
        "effort": "Usual size of the mending: S, M or L.",
        "references": "Where to read more.",
        "maps": "The same demand in other frameworks, such as asvs: [V3.4].",
        "related": "Ids of items that overlap with this one.",
        "extra": "Fields of your own, and of an imported checklist, that have no place elsewhere.",
        "after": _AFTER,
    },
    "Reference": {"title": "What is read there.", "url": "An address that begins with http:// or https://."},
}


def generated_schema() -> dict[str, Any]:
    """Return the schema (draft-07, which every editor knows), made from the nouns that archnb reads into."""
    _, definitions = msgspec.json.schema_components([Checklist], ref_template="#/definitions/{name}")
    for name, described in _DESCRIPTIONS.items():
        _describe(definitions[name], described)
    for name in _FULL:
        definitions[name].pop("description", None)
        definitions[name]["required"] = ["id"]
        definitions[name]["properties"].get("items", {}).pop("minItems", None)
    root = definitions.pop("Checklist")
    root["properties"]["sections"].pop("minItems")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:archnb:checklist:1",
        **root,
        "title": "archnb checklist",
        "description": "A checklist for architecture reviews, in archnb's own form.",
        "required": ["id", "version"],
        "if": {"required": ["extends"]},
        "else": _whole(),
        "definitions": definitions,
    }


def _describe(definition: dict[str, Any], described: dict[str, str]) -> None:
    texts = {"type": "string"}
    properties = definition["properties"]
    for name, kind in {"extends": texts, "guidance": texts, "after": texts, "remove": {"type": "array"}}.items():
        if name in described:
            properties[name] = kind | ({"items": texts} if kind["type"] == "array" else {})
    for name, description in described.items():
        properties[name]["description"] = description
        # An empty default would be offered as something to type.
        if not properties[name].get("default", True):
            del properties[name]["default"]


def _whole() -> dict[str, Any]:
    """Return what a checklist must have that extends no other."""
    item = {"required": _FULL["Item"], "properties": {"after": False}}
    section = {
        "required": _FULL["Section"],
        "properties": {"after": False, "items": {"minItems": 1, "items": item}},
    }
    sections = {"minItems": 1, "items": section}
    return {"required": _FULL["Checklist"], "properties": {"remove": False, "sections": sections}}


def schema_text() -> str:
    """Return the published schema as JSON."""
    return files("archnb.authoring").joinpath("schemas", _FILE).read_text(encoding="utf-8")


if __name__ == "__main__":
    written = Path(__file__).parent / "schemas" / _FILE
    written.write_text(json.dumps(generated_schema(), indent=2) + "\n", encoding="utf-8")
