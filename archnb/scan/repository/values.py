"""An expression of Python as plain data: what a scan may ask about an argument or a setting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

__all__ = ["UNKNOWN", "Value"]

Kind = Literal["constant", "name", "call", "list", "dict", "text", "other"]


class Value(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """An expression; nothing in it was run.

    Attributes
    ----------
    kind : str
        ``"constant"`` (str, int, float, bool, None), ``"name"`` (also with dots), ``"call"``, ``"list"``
        (also a tuple or a set), ``"dict"``, ``"text"`` (a string put together by an f-string, ``%``, ``+`` or
        ``.format``), or ``"other"``.
    constant : object
        The value of a constant; bytes are ``"other"``.
    name : str
        The full dotted name of a name or of what a call calls, through the file's imports.
    items : tuple of Value
        Elements of a list; positional, then named arguments of a call; values of a dict; parts of a text.
    keys : tuple of (str or None)
        Names of a call's named arguments; keys of a dict, None where they are no strings.
    line : int
        Where it begins.
    """

    kind: Kind
    constant: str | int | float | bool | None = None
    name: str = ""
    items: tuple[Value, ...] = ()
    keys: tuple[str | None, ...] = ()
    line: int = 0

    @property
    def args(self) -> tuple[Value, ...]:
        """Positional arguments of a call."""
        return self.items[: len(self.items) - len(self.keys)]

    def get(self, key: str) -> Value | None:
        """Return a call's named argument or a dict's value, or None."""
        if key not in self.keys:
            return None
        return self.items[len(self.items) - len(self.keys) + self.keys.index(key)]

    def is_(self, constant: str | bool | int | None) -> bool:
        """Whether it is just this constant; 1 is not True."""
        return self.kind == "constant" and self.constant == constant and type(self.constant) is type(constant)

    def parts(self) -> Iterator[Value]:
        """Yield it and everything in it."""
        yield self
        for item in self.items:
            yield from item.parts()

    @property
    def strings(self) -> tuple[str, ...]:
        """All string constants in it, keys of dicts among them."""
        found = [part.constant for part in self.parts() if isinstance(part.constant, str)]
        keys = [key for part in self.parts() if part.kind == "dict" for key in part.keys if key is not None]
        return (*found, *keys)

    @property
    def names(self) -> tuple[str, ...]:
        """All dotted names in it, called or not."""
        return tuple(part.name for part in self.parts() if part.name)

    @property
    def literal(self) -> Any:
        """The Python value of constants, lists and dicts; ``...`` for each part that is none of these."""
        if self.kind == "constant":
            return self.constant
        if self.kind == "list":
            return [item.literal for item in self.items]
        if self.kind == "dict":
            return {key: item.literal for key, item in zip(self.keys, self.items, strict=False) if key is not None}
        return ...


UNKNOWN = Value("other")
