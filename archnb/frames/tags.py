"""Names of the columns, and a review's tags as columns of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

__all__ = ["COLUMNS", "tag_column", "tag_columns"]

COLUMNS = (
    "project",
    "section",
    "item",
    "status",
    "severity",
    "weight",
    "note",
    "evidence",
    "owner",
    "due",
    "reviewer",
    "answered_at",
    "check_again",
)


def tag_column(name: str) -> str:
    """Return the column of a tag: its name, led by ``tag_`` where that is taken."""
    return f"tag_{name}" if name in (*COLUMNS, "checklist") else name


def tag_columns(tags: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a column of a value per review for every tag; a review without it has a missing value there.

    Texts are ``str``; whole numbers int64, or Int64 where one is missing; a mixture is ``object``.
    """
    names = sorted({name for one in tags for name in one})  # notebooks keep no order of keys
    return {tag_column(name): _column([one.get(name) for one in tags]) for name in names}


def _column(values: list[Any]) -> Any:
    kinds = {type(value) for value in values}
    whole = type(None) not in kinds
    kinds.discard(type(None))
    if kinds == {str}:
        return pd.array(values, dtype="str")
    if kinds == {bool}:
        return pd.array(values, dtype="bool" if whole else "boolean")
    if kinds == {int}:
        return pd.array(values, dtype="int64" if whole else "Int64")
    if kinds <= {int, float}:
        return pd.array([float("nan") if value is None else value for value in values], dtype="float64")
    return pd.array(values, dtype="object")
