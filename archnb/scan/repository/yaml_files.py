"""YAML and JSON files of a checkout, each parsed at most once."""

from __future__ import annotations

from archnb.scan.repository.located import Mapping, documents
from archnb.scan.repository.tree import File, Tree

__all__ = ["YamlFiles"]


class YamlFiles:
    """Parses what it is asked for and remembers it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._parsed: dict[str, list[Mapping]] = {}

    def documents(self, file: File) -> list[Mapping]:
        """Return a file's documents that are mappings; none, with a note, where it is broken or a bomb."""
        if file.path not in self._parsed:
            try:
                found = documents(file.path, self._tree.text(file))
            except ValueError as error:
                self._tree.note(file.path, f"YAML not read: {error}")
                found = []
            self._parsed[file.path] = [document for document in found if isinstance(document, Mapping)]
        return self._parsed[file.path]
