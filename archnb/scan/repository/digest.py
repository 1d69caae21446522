"""From a Python file to its facts; nothing is run."""

from __future__ import annotations

import ast
import sys
import warnings

from archnb.scan.repository.module import Module
from archnb.scan.repository.naming import Names
from archnb.scan.repository.newer import readable
from archnb.scan.repository.visiting import Visitor

__all__ = ["digest"]


def digest(path: str, name: str, source: bytes) -> Module:
    """Return the facts of the Python file at `path`, which is imported as `name`.

    Where the file is no Python 3, or too deeply nested, `Module.broken` says so.
    """
    lines = source.count(b"\n") + bool(source and not source.endswith(b"\n"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an invalid escape is the project's affair
            tree = _parsed(source)
        visitor = Visitor(path, Names(name, is_package=path.endswith("__init__.py")))
        visitor.module(tree)
    except SyntaxError as error:
        return Module(path=path, name=name, lines=lines, broken=_reason(error))
    except (RecursionError, MemoryError):
        return Module(path=path, name=name, lines=lines, broken="nested too deeply")
    except ValueError as error:  # null bytes
        return Module(path=path, name=name, lines=lines, broken=str(error))
    return Module(
        path=path,
        name=name,
        lines=lines,
        code_lines=len(visitor.statements),
        documented=ast.get_docstring(tree, clean=False) is not None,
        imports=tuple(visitor.imports),
        references=tuple(visitor.references),
        calls=tuple(visitor.calls),
        assignments=tuple(visitor.assignments),
        functions=tuple(visitor.functions),
        classes=tuple(visitor.classes),
        handlers=tuple(visitor.handlers),
        texts=tuple(visitor.texts),
    )


def _parsed(source: bytes) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        try:
            return ast.parse(readable(source.decode("utf-8-sig")))
        except (SyntaxError, UnicodeDecodeError):
            raise error from None


def _reason(error: SyntaxError) -> str:
    # Newer syntax is as strange to an older Python as Python 2 is to a new one.
    return f"no Python {sys.version_info.major}.{sys.version_info.minor}: {error.msg} in line {error.lineno}"
