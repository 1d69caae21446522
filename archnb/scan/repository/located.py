"""YAML and JSON with the line of each part, read within limits and without making any object but plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

__all__ = ["Mapping", "Sequence", "documents"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A compose file has hundreds of nodes; what unfolds to more is a bomb, or data.
_MOST_NODES = 100_000
_DEEPEST = 60
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
        loader = _Loader(text)
        try:
            found = []
            while loader.check_node():
                found.append(_Unfolding(path, loader).value(loader.get_node(), 0))
            return found
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise ValueError(str(error).split("\n")[0]) from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


class _Unfolding:
    def __init__(self, path: str, loader: Any) -> None:
        self._path = path
        self._loader = loader
        self._nodes = 0

    def value(self, node: yaml.Node, depth: int) -> Any:
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise ValueError(f"unfolds to more than {_MOST_NODES:,} parts or {_DEEPEST} levels")
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line, depth)
        if isinstance(node, yaml.SequenceNode):
            sequence = Sequence(self._path, line)
            for part in node.value:
                sequence.add(self.value(part, depth + 1), part.start_mark.line + 1)
            return sequence
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, line: int, depth: int) -> Mapping:
        mapping = Mapping(self._path, line)
        merged: list[Any] = []
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            value = self.value(value_node, depth + 1)
            if key == "<<":
                merged += value if isinstance(value, Sequence) else [value]
                continue
            mapping[key] = value
            mapping.lines[key] = key_node.start_mark.line + 1
        for other in merged:
            for key in other if isinstance(other, Mapping) else ():
                mapping.setdefault(key, other[key])
                mapping.lines.setdefault(key, other.lines.get(key, line))
        return mapping

    def _scalar(self, node: yaml.Node) -> Any:
        # An unknown tag (!Ref, !vault) is what it is written as; a huge number is no number for YAML 1.1's rules.
        if node.tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool"):
            try:
                return self._loader.construct_object(node)
            except (ValueError, yaml.YAMLError):
                return node.value
        return None if node.tag == "tag:yaml.org,2002:null" else node.value
