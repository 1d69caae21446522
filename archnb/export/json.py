"""A review's data as JSON, and the schemas of what archnb writes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal, cast

from archnb.errors import ArchnbError, closest
from archnb.journal import State, embedded

__all__ = ["SCHEMAS", "schema", "to_json"]

Schema = Literal["log-line", "review", "embedded-review"]

#: The version is that of the format; it grows with a change that old readers cannot take.
SCHEMAS: dict[str, str] = {
    "log-line": "log-line.v1.schema.json",
    "review": "review.v1.schema.json",
    "embedded-review": "embedded-review.v1.schema.json",
}


def to_json(state: State, lines: dict[str, list[bytes]]) -> str:
    """Return the review's data, the same that a notebook carries: `schema("embedded-review")` describes it.

    It is the one format that keeps everything to the letter, and holds ASCII only.
    """
    return json.dumps(embedded(state, lines), indent=2) + "\n"


def schema(name: Schema) -> dict[str, Any]:
    """Return a JSON Schema (2020-12).

    Parameters
    ----------
    name : {"log-line", "review", "embedded-review"}
        Of one line of a log, of ``review.json``, or of the data that notebooks carry and `to_json` returns.

    Raises
    ------
    ArchnbError
        If there is no such schema.
    """
    if name not in SCHEMAS:
        raise ArchnbError(
            f"there is no schema '{name}'", remedy=closest(name, SCHEMAS) or f"Schemas: {', '.join(SCHEMAS)}."
        )
    text = files("archnb.export").joinpath("schemas", SCHEMAS[name]).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))
