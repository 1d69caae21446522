"""archnb's own YAML (and the same as JSON), read without YAML's traps."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from archnb.errors import ChecklistError, closest
from archnb.formats.document import Document, read_text

__all__ = ["Loader", "is_own", "load_yaml", "read"]

_DEEPEST = 32
_MEND = "Mend the YAML at that line."
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Loader(_Base):  # type: ignore[misc]  # the C loader is missing where libyaml is
    """A safe loader that refuses a key given twice; plain YAML would keep the last in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping, every key of which is a text and given once."""
        mapping: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _Refused(f"key {key!r} is not a text", key_node.start_mark, 'Put it in quotes: "yes", "no".')
            if key in mapping:
                raise _Refused(f"key '{key}' is given twice", key_node.start_mark, "Remove one of them.")
            mapping[key] = self.construct_object(value_node, deep=deep)
        return mapping

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return plain data, or say in which line there is no number."""
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:  # YAML takes 0x_ for a number, and Python reads none of 5,000 digits
            raise _Refused("not a number that can be read", node.start_mark, "Put a text in quotes.") from None


# A date or an "on" in a text field is text: only what JSON knows gets a type of its own.
Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":merge"))]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}


class _Refused(yaml.YAMLError):
    def __init__(self, reason: str, mark: Any, remedy: str) -> None:
        self.reason, self.problem_mark, self.remedy = reason, mark, remedy


def is_own(data: Any) -> bool:
    """Whether decoded data is a checklist in archnb's own shape, whatever is wrong with it."""
    return isinstance(data, dict) and ("extends" in data or {"id", "sections"} <= data.keys())


def read(text: str, path: Path, load: Callable[[str, Path], Any] | None = None) -> Document:
    """Read a checklist in archnb's own YAML or JSON.

    A long one may keep its guidance apart: ``guidance: NAME`` names a folder beside the file, whose YAML files map ids
    of items to more of their fields. `load` is in the place of `load_yaml`, for who wants more than plain data.
    """
    load = load or load_yaml
    data = load(text, path)
    if not isinstance(data, dict):
        raise ChecklistError(
            "the file is not a mapping with 'id', 'title', 'version' and 'sections'",
            path=path,
            remedy="Compare it with `archnb checklist show python-backend`.",
        )
    if "guidance" in data:
        _add_guidance(data, str(data.pop("guidance")), path, load)
    return Document(data)


def _add_guidance(data: dict[str, Any], name: str, path: Path, load: Callable[[str, Path], Any]) -> None:
    """Add to each item the fields that a file in the folder `name` has for its id."""
    folder = path.parent / name
    if Path(name).name != name or not os.path.isdir(folder):
        raise ChecklistError(
            f"there is no folder '{name}' beside the file", path=path, place="guidance", remedy="Name one."
        )
    items = {item["id"]: item for item in _items(data)}
    for file in sorted(folder.glob("*.yaml")):
        found = load(read_text(file), file) or {}
        if not isinstance(found, dict) or not all(isinstance(fields, dict) for fields in found.values()):
            remedy = "Write an item's id, a colon, and its fields below."
            raise ChecklistError("the file is not a mapping of items' ids to fields", path=file, remedy=remedy)
        for id_, fields in found.items():
            if id_ not in items:
                raise ChecklistError(
                    f"there is no item '{id_}' in {path.name}",
                    path=file,
                    place=id_,
                    remedy=closest(id_, items) or "Remove it, or add the item.",
                )
            items[id_].update(fields)


def _items(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what looks like an item; what does not is told when the checklist is checked."""
    sections = data.get("sections")
    for section in sections if isinstance(sections, list) else ():
        found = section.get("items") if isinstance(section, dict) else None
        yield from (
            item
            for item in (found if isinstance(found, list) else ())
            if isinstance(item, dict) and isinstance(item.get("id"), str)
        )


def load_yaml(text: str, path: Path, loader: type = Loader) -> Any:
    """Load YAML without aliases, doubled keys, tags or deep nesting, by a `loader` made from `Loader`.

    Raises
    ------
    ChecklistError
        With the line number.
    """
    try:
        _refuse_traps(text)
        return yaml.load(text, Loader=loader)  # a SafeLoader: it makes plain data only
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise ChecklistError(error.reason, path=path, place=f"line {line}", remedy=_MEND) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "reason", None)
        if not isinstance(error, _Refused):
            reason = getattr(error, "problem", None) or str(reason or error).splitlines()[0]
        raise ChecklistError(
            str(reason),
            path=path,
            place=f"line {mark.line + 1}" if mark else "",
            remedy=getattr(error, "remedy", _MEND),
        ) from None


def _refuse_traps(text: str) -> None:
    """Look at the parser's events before anything is built from them: a small file can hold a huge tree."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("YAML aliases are not allowed", event.start_mark, "Write the value out where it is used.")
        if tag := getattr(event, "tag", None):
            raise _Refused(f"YAML tag '{tag}' is not allowed", event.start_mark, "Put a text in quotes instead.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise _Refused(f"nested deeper than {_DEEPEST} levels", event.start_mark, "A checklist needs six.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
