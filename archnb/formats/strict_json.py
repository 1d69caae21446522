"""Other people's JSON as plain data: what JSON does not know, or what would lose a value, is refused."""

from __future__ import annotations

import json
import re
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from archnb.errors import ChecklistError
from archnb.printable import well_formed

__all__ = ["load_json"]

_DEEPEST = 64
_MEND = "Mend the JSON at that line."
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]')


def load_json(text: str, path: Path) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    ChecklistError
        For what is not JSON (``NaN`` and trailing commas too), keys given twice, numbers that are too large, and more
        than 64 levels; with the line where there is one.
    """
    try:
        data = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise _error(f"not JSON: {_lower(error.msg)}", path, error.lineno) from None
    except _Doubled as error:
        raise _error(f"key '{error.key}' is given twice", path, _line_of_double(text), "Remove one of them.") from None
    except _Unfit as error:
        raise ChecklistError(str(error), path=path, remedy="Put it in quotes, or write another number.") from None
    except (RecursionError, ValueError):  # ValueError: a whole number of more than 4,300 digits
        raise _deep_or_endless(text, path) from None
    if _is_deep(data):
        raise _too_deep(path)
    # Only an escape can write half a character, which UTF-8 cannot hold.
    return _mended(data) if "\\u" in text and _HALF.search(text) else data


class _Doubled(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


class _Unfit(Exception):
    """A number that JSON or a computer does not know."""


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _Doubled(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _Unfit(f"{digits[:30]} is too large a number")
    return number


def _refuse(name: str) -> NoReturn:
    raise _Unfit(f"{name} is no number in JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_mapping, parse_float=_finite, parse_constant=_refuse)


def _line_of_double(text: str) -> int:
    """Return the line of the first key that its object has already."""
    keys: list[set[str] | None] = []
    before = ""
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            keys.append(set() if sign == "{" else None)
        elif sign in "]}":
            keys.pop()
        elif sign == ":" and keys and (known := keys[-1]) is not None:
            if (key := json.loads(before)) in known:
                return text.count("\n", 0, token.start()) + 1
            known.add(key)
        before = sign
    return 1


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(_DEEPEST):
        level = [
            value
            for node in level
            if node.__class__ in (dict, list)
            for value in (node.values() if node.__class__ is dict else node)
            if value.__class__ in (dict, list)
        ]
        if not level:
            return False
    return True


def _deep_or_endless(text: str, path: Path) -> ChecklistError:
    endless = re.search(r"[0-9]{4300}", text)
    if not endless:
        return _too_deep(path)
    line = text.count("\n", 0, endless.start()) + 1
    return _error("not a number that can be read", path, line, "Put a text in quotes.")


def _too_deep(path: Path) -> ChecklistError:
    return ChecklistError(f"nested deeper than {_DEEPEST} levels", path=path, remedy="A checklist needs six.")


def _error(reason: str, path: Path, line: int, remedy: str = _MEND) -> ChecklistError:
    return ChecklistError(reason, path=path, place=f"line {line}", remedy=remedy)


def _mended(data: Any) -> Any:
    if isinstance(data, str):
        return well_formed(data)
    if isinstance(data, dict):
        return {well_formed(key): _mended(value) for key, value in data.items()}
    return [_mended(value) for value in data] if isinstance(data, list) else data


def _lower(reason: str) -> str:
    return reason[:1].lower() + reason[1:]
