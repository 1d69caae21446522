"""The form's ES modules as the single module that anywidget loads.

anywidget loads its source from a Blob URL, where relative imports do not resolve. The files in ``static`` are
plain ES modules, which browsers' tools and ``node --test`` read as they are; here they are joined into one.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["form_css", "form_esm"]

#: Each file after those that it imports from.
MODULES = (
    "answers", "book", "outbox", "page", "dom", "unsent", "link",
    "guidance", "row", "header", "sections", "keys", "form",
)  # fmt: skip

_IMPORT = re.compile(r'^import [^;]*? from "\./[a-z]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)


@cache
def form_esm() -> str:
    """Return the form's source as one ES module with a default export."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", _read(f"{name}.js"))) for name in MODULES)


@cache
def form_css() -> str:
    """Return the form's style sheet."""
    return _read("form.css")


def _read(name: str) -> str:
    return (files("archnb.form") / "static" / name).read_text(encoding="utf-8")
