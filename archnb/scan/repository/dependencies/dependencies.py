"""What a project declares and what it locks, together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from packaging.utils import canonicalize_name

from archnb.scan.repository.dependencies.declared import Declared, Locked
from archnb.scan.repository.dependencies.declaring import declared_in
from archnb.scan.repository.dependencies.locking import LOCK_FILES, locked_in
from archnb.scan.repository.tree import File, Tree

__all__ = ["Dependencies"]

_DECLARING = (
    "pyproject.toml",
    "Pipfile",
    "setup.cfg",
    "setup.py",
    "*requirements*.txt",
    "*requirements*.in",
    "**/requirements/*.txt",
    "**/requirements/*.in",
)


class Dependencies:
    """Declared and locked packages.

    Parameters
    ----------
    tree : Tree
        The checkout.
    visible : iterable of File
        Its files that belong to the project.
    """

    def __init__(self, tree: Tree, visible: Iterable[File]) -> None:
        self._tree = tree
        self._visible = {file.path for file in visible if file.role not in ("vendored", "test", "example", "docs")}

    @cached_property
    def files(self) -> list[File]:
        """The files that declare something."""
        return self._find(*_DECLARING)

    @cached_property
    def lock_files(self) -> list[File]:
        """Lock files of any tool; requirements in which every line has a hash or one version are none of these."""
        return self._find(*LOCK_FILES)

    @cached_property
    def all(self) -> tuple[Declared, ...]:
        """Everything declared, development included."""
        return tuple(declared_in(self._tree, self.files))

    @property
    def main(self) -> list[Declared]:
        """What production installs: all but development groups."""
        return [found for found in self.all if not found.is_development]

    def declared(self, *names: str, development: bool = False) -> list[Declared]:
        """Return where these packages are declared; with `development`, in any group."""
        wanted = {canonicalize_name(name) for name in names}
        return [found for found in (self.all if development else self.main) if found.name in wanted]

    @cached_property
    def locked(self) -> dict[str, Locked]:
        """Locked packages by normalised name."""
        return {found.name: found for file in self.lock_files for found in locked_in(self._tree, file)}

    def _find(self, *patterns: str) -> list[File]:
        return [file for file in self._tree.find(*patterns) if file.path in self._visible]
