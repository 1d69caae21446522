"""Syntax that is newer than the running Python, written so that an older one can read it, line for line."""

from __future__ import annotations

import re

__all__ = ["readable"]

# PEP 758 (Python 3.14): several exceptions without parentheses.
_EXCEPT = re.compile(r"^([ \t]*except\*?[ \t]+)([^():#\n]+,[^():#\n]+)(?=:)", re.MULTILINE)
# PEP 695 (Python 3.12): type aliases, and type parameters of functions and classes.
_ALIAS = re.compile(r"^([ \t]*)type[ \t]+(\w+)(?:\[[^\]\n]*\])?[ \t]*(?==)", re.MULTILINE)
_GENERIC = re.compile(r"^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+(?=\[)", re.MULTILINE)


def readable(source: str) -> str:
    """Return Python's `source` without type parameters, aliases' keyword and bare lists of exceptions.

    Names, calls and line numbers stay; the bounds of type parameters are lost. It is for files that cannot be
    parsed as they are, and what it makes of Python 2 need not be valid either.
    """
    source = _ALIAS.sub(r"\1\2 ", _EXCEPT.sub(r"\1(\2)", source))
    kept, at = [], 0
    for head in _GENERIC.finditer(source):
        end = _closing(source, head.end())
        if head.end() >= at and end:
            kept += [source[at : head.end()], _blank(source[head.end() : end])]
            at = end
    return "".join([*kept, source[at:]])


def _closing(source: str, opening: int) -> int:
    """Return the position behind the bracket that closes the one at `opening`; 0 if none does so soon."""
    depth = 0
    for position in range(opening, min(len(source), opening + 2_000)):
        depth += (source[position] == "[") - (source[position] == "]")
        if not depth:
            return position + 1
    return 0


def _blank(parameters: str) -> str:
    # A line that goes on keeps the numbers of those below.
    return "\\\n" * parameters.count("\n")
