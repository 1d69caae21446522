"""The formats that have a structure of their own, each a module here with `matches` and `read`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from archnb import formats
from archnb.formats.document import Document

__all__ = ["Reader", "reader_of"]


class Reader(Protocol):
    """What a module of a format offers."""

    def matches(self, data: Any) -> bool:
        """Whether decoded data is in this format."""

    def read(self, data: Any, path: Path) -> Document:
        """Return the checklist in decoded data."""


def reader_of(data: Any) -> Reader | None:
    """Return the reader that knows the decoded data's format; nothing if none does."""
    return next((reader for reader in _readers() if reader.matches(data)), None)


@cache
def _readers() -> tuple[Reader, ...]:
    # A format is added by adding its module: no list has to be kept.
    modules = [import_module(f"{formats.__name__}.{found.name}") for found in pkgutil.iter_modules(formats.__path__)]
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "matches") and hasattr(module, "read"))
