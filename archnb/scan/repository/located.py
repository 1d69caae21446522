"""YAML and JSON with the line of each part, read within limits and without making any object but plain data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

__all__ = ["Mapping", "Sequence", "documents"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A compose file has hundreds of nodes; what unfolds to more is a bomb, or data.
_MOST_PARTS = 100_000
_DEEPEST = 60
_RESOLVER: Any = yaml.resolver.Resolver()
_PLAIN: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:bool": lambda written: written.lower() in ("yes", "true", "on"),
    "tag:yaml.org,2002:int": lambda written: int(written.replace("_", "")),
    "tag:yaml.org,2002:float": lambda written: float(written.replace("_", "")),
    "tag:yaml.org,2002:null": lambda written: None,
}
_TEMPLATE_LINE = re.compile(r"^\s*\{\{[^{}]*\}\}\s*$|^\s*\{%.*%\}\s*$", re.MULTILINE)
_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%.*?%\}")


class Mapping(dict[str, Any]):
    """A mapping that knows its place, and the place of each of its keys."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self.path = path
        self.line = line
        self.lines: dict[str, int] = {}

    @property
    def place(self) -> str:
        """Path and line at which it begins."""
        return f"{self.path}:{self.line}"

    def at(self, key: str) -> str:
        """Return path and line of a key, or of the mapping if it has none such."""
        return f"{self.path}:{self.lines.get(key, self.line)}"

    def mapping(self, key: str) -> Mapping:
        """Return the mapping at `key`; an empty one if there is another thing or nothing."""
        found = self.get(key)
        return found if isinstance(found, Mapping) else Mapping(self.path, self.line)

    def sequence(self, key: str) -> Sequence:
        """Return the sequence at `key`; one element if there is a single thing, an empty one for nothing."""
        found = self.get(key)
        if isinstance(found, Sequence):
            return found
        single = Sequence(self.path, self.lines.get(key, self.line))
        if found is not None:
            single.add(found, single.line)
        return single


class Sequence(list[Any]):
    """A sequence that knows its place, and the place of each of its elements."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__()
        self.path = path
        self.line = line
        self.lines: list[int] = []

    @property
    def place(self) -> str:
        """Path and line at which it begins."""
        return f"{self.path}:{self.line}"

    def add(self, element: Any, line: int) -> None:
        """Append an element that stands at `line`."""
        self.append(element)
        self.lines.append(line)

    def placed(self) -> Iterator[tuple[str, Any]]:
        """Yield the place of each element, and the element."""
        return ((f"{self.path}:{line}", element) for line, element in zip(self.lines, self, strict=True))

    def mappings(self) -> Iterator[Mapping]:
        """Yield the elements that are mappings."""
        return (element for element in self if isinstance(element, Mapping))


def documents(path: str, text: str) -> list[Any]:
    """Return the documents of a YAML (or JSON) text; templates of Helm and Jinja are read as far as they go.

    Raises
    ------
    ValueError
        If it is no YAML, or unfolds to more than 100,000 parts or 60 levels.
    """
    if "{{" in text or "{%" in text:
        # Blanks keep the lines where they are.
        text = _TEMPLATE.sub("TEMPLATE", _TEMPLATE_LINE.sub("", text))
    try:
        # Events, for PyYAML's composer overflows the C stack on what is nested deeply.
        return _Builder(path, yaml.parse(text, Loader=_Loader)).documents()
    except yaml.YAMLError as error:
        raise ValueError(str(error).split("\n")[0]) from None


class _Builder:
    """Puts plain data together from a parser's events; an alias counts as all that it stands for."""

    def __init__(self, path: str, events: Iterator[Any]) -> None:
        self._path = path
        self._events = events
        self._parts = 0
        self._anchored: dict[str, tuple[Any, int]] = {}

    def documents(self) -> list[Any]:
        found = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchored.clear()
                found.append(self._value(next(self._events), 0))
        return found

    def _value(self, event: Any, depth: int) -> Any:
        before, line = self._parts, event.start_mark.line + 1
        self._count(1, depth)
        if isinstance(event, yaml.AliasEvent):
            value, parts = self._anchored.get(str(event.anchor), (None, 0))  # None: it stands in itself, or nowhere
            self._count(parts, depth)
            return value
        if isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(line, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(line, depth)
        else:
            value = _scalar(event)
        if event.anchor:
            self._anchored[event.anchor] = value, self._parts - before
        return value

    def _sequence(self, line: int, depth: int) -> Sequence:
        sequence = Sequence(self._path, line)
        while not isinstance(part := next(self._events), yaml.SequenceEndEvent):
            line = part.start_mark.line + 1
            sequence.add(self._value(part, depth + 1), line)
        return sequence

    def _mapping(self, line: int, depth: int) -> Mapping:
        mapping = Mapping(self._path, line)
        merged: list[Any] = []
        while not isinstance(part := next(self._events), yaml.MappingEndEvent):
            line = part.start_mark.line + 1
            name = self._value(part, depth + 1)
            value = self._value(next(self._events), depth + 1)
            key = part.value if isinstance(part, yaml.ScalarEvent) else str(name)[:100]
            if key == "<<":
                merged += value if isinstance(value, Sequence) else [value]
                continue
            mapping[key] = value
            mapping.lines[key] = line
        for other in merged:
            for key in other if isinstance(other, Mapping) else ():
                mapping.setdefault(key, other[key])
                mapping.lines.setdefault(key, other.lines.get(key, mapping.line))
        return mapping

    def _count(self, parts: int, depth: int) -> None:
        self._parts += parts
        if self._parts > _MOST_PARTS or depth > _DEEPEST:
            raise ValueError(f"unfolds to more than {_MOST_PARTS:,} parts or {_DEEPEST} levels")


def _scalar(event: Any) -> Any:
    """Return what a scalar stands for; with a tag of an application (``!Ref``) it is as it is written."""
    written: str = event.value
    if not event.implicit[0]:
        return written
    tag = _RESOLVER.resolve(yaml.ScalarNode, written, event.implicit)
    try:
        return _PLAIN.get(tag, str)(written)
    except ValueError:  # a number in a form of YAML's own, or with more digits than Python reads
        return written
