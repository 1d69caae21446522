"""Other people's YAML as plain data, built as it is parsed: a text stays a text, and an alias stays small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from archnb.errors import ChecklistError

__all__ = ["load_plain_yaml"]

_DEEPEST = 64
_EXPANDED = 10  # times as many values as the file has, by aliases
_MEND = "Mend the YAML at that line."
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,299})")
_FLOAT = re.compile(r"[-+]?[0-9]{1,300}\.[0-9]{1,300}")


def load_plain_yaml(text: str, path: Path) -> Any:
    """Return what a YAML file holds, or a list of that if it holds several documents.

    Only ``true``, ``false``, ``null`` and decimal numbers are no texts: ``yes`` and dates are. Tags are passed over.
    Keys are texts. A value that is named by an alias is shared, and ``<<`` is obeyed.

    Raises
    ------
    ChecklistError
        With the line: for what is not YAML, doubled keys, more than 64 levels, aliases that stand in themselves or
        make the data more than ten times as large.
    """
    try:
        documents = list(_Builder(yaml.parse(text, Loader=_Base)).documents())
    except yaml.reader.ReaderError as error:
        line = text.encode("utf-8", "replace")[: error.position].count(b"\n") + 1
        raise ChecklistError(error.reason, path=path, place=f"line {line}", remedy=_MEND) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}" if mark else ""
        remedy = error.note or _MEND
        raise ChecklistError(error.problem or "not YAML", path=path, place=place, remedy=remedy) from None
    except (yaml.YAMLError, UnicodeError) as error:
        raise ChecklistError(str(error).splitlines()[0], path=path, remedy=_MEND) from None
    return documents[0] if len(documents) == 1 else documents


class _Builder:
    """Builds data from a parser's events."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Any, int] | None] = {}
        self._values = self._expanded = 0

    def documents(self) -> Iterator[Any]:
        """Yield the data of each document."""
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors = {}
                yield self._value(next(self._events), 0)

    def _value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._count(1, event)
        if depth > _DEEPEST:
            raise _refused(f"nested deeper than {_DEEPEST} levels", event, "A checklist needs six.")
        if event.anchor:
            self._anchors[event.anchor] = None
        before = self._expanded
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(depth)
        else:
            value = self._mapping(depth)
        if event.anchor:
            self._anchors[event.anchor] = value, 1 + self._expanded - before
        return value

    def _alias(self, event: Any) -> Any:
        found = self._anchors.get(event.anchor)
        if found is None:
            raise _refused(f"alias '{event.anchor}' names nothing that is complete", event, _MEND)
        self._count(found[1], event, copied=True)
        return found[0]

    def _count(self, values: int, event: Any, *, copied: bool = False) -> None:
        self._values += 0 if copied else values
        self._expanded += values
        if self._expanded > _EXPANDED * self._values + 1000:
            raise _refused("YAML aliases make the data too large", event, "Write the values out where they are used.")

    def _sequence(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, depth + 1))
        return found

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event)
            value = self._value(next(self._events), depth + 1)
            if key == "<<" and not event.style:
                for each in value if isinstance(value, list) else [value]:
                    merged = (each if isinstance(each, dict) else {}) | merged
            elif key in found:
                raise _refused(f"key '{key}' is given twice", event, "Remove one of them.")
            else:
                found[key] = value
        return {**merged, **found} if merged else found

    def _key(self, event: Any) -> str:
        if isinstance(event, yaml.AliasEvent):
            key = self._alias(event)
            if isinstance(key, str):
                return key
        elif isinstance(event, yaml.ScalarEvent):
            self._count(1, event)
            if event.anchor:
                self._anchors[event.anchor] = event.value, 1
            return str(event.value)
        raise _refused("a list or mapping is no key", event, "Use a text as the key.")


def _scalar(event: Any) -> Any:
    text = event.value
    if event.style or event.tag == "tag:yaml.org,2002:str":
        return text
    if text in _NOTHING:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _refused(reason: str, event: Any, remedy: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=reason, problem_mark=event.start_mark, note=remedy)
