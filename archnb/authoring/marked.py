"""A checklist's plain data that knows from which line of which file each part came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from archnb.formats.native import Loader, load_yaml

__all__ = ["Mark", "MarkedMapping", "load_marked", "mark_at"]


class Mark(NamedTuple):
    """A line of a file, counted from 1."""

    path: str
    line: int


class MarkedMapping(dict[str, Any]):
    """A mapping that knows its own line and those of its keys; what is laid over it brings its own."""

    def __init__(self, at: Mark) -> None:
        super().__init__()
        self.at = at
        self.of: dict[str, Mark] = {}

    def copy(self) -> MarkedMapping:
        """Return another mapping of the same parts and lines."""
        other = MarkedMapping(self.at)
        other.update(self)
        return other

    def update(self, other: Any = (), /, **fields: Any) -> None:
        """Take up another mapping's values, and their lines."""
        super().update(other, **fields)
        if isinstance(other, MarkedMapping):
            self.of.update({key: mark for key, mark in other.of.items() if key in other})


class _MarkedList(list[Any]):
    """A list that knows the lines of its entries, as long as nobody changes it."""

    def __init__(self, of: list[Mark]) -> None:
        super().__init__()
        self.of = dict(enumerate(of))


def load_marked(text: str, path: Path) -> Any:
    """Load archnb's YAML as `load_yaml` does, with a line for every part of a mapping or a list."""

    def mark(node: yaml.Node) -> Mark:
        return Mark(str(path), node.start_mark.line + 1)

    def mapping(loader: Any, node: yaml.MappingNode) -> Iterator[MarkedMapping]:
        data = MarkedMapping(mark(node))
        yield data
        data.update(loader.construct_mapping(node))
        data.of = {key.value: mark(key) for key, _ in node.value}

    def sequence(loader: Any, node: yaml.SequenceNode) -> Iterator[_MarkedList]:
        data = _MarkedList([mark(entry) for entry in node.value])
        yield data
        data.extend(loader.construct_sequence(node))

    loader: Any = type("MarkedLoader", (Loader,), {})
    loader.add_constructor("tag:yaml.org,2002:map", mapping)
    loader.add_constructor("tag:yaml.org,2002:seq", sequence)
    return load_yaml(text, path, loader)


def mark_at(data: Any, place: str) -> Mark | None:
    """Return the line of a place such as ``sections[3].items[2].severity``, or of the nearest part around it."""
    found: Mark | None = getattr(data, "at", None)
    for step in place.replace("]", "").replace("[", ".").split("."):
        key: Any = int(step) if step.isdigit() and isinstance(data, list) else step
        found = getattr(data, "of", {}).get(key, found)
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            break
    return found
