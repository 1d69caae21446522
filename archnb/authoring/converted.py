"""What comes of a checklist in another format."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from archnb.checklist import Checklist, Item

__all__ = ["Converted", "counted"]


class Converted(NamedTuple):
    """The documents, mostly one, and what found no place in them, in words.

    Attributes
    ----------
    documents : tuple of str
        The text of each file.
    left_out : tuple of str
        Empty if nothing was.
    """

    documents: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: str, checklist: Checklist, *, held: Collection[str]) -> Converted:
        """Return a document that holds the fields `held` of each item, and say which others were given."""
        items = checklist.items.values()
        plain = Item(id="x", text="x")
        others = [name for name in Item.__struct_fields__ if name not in held]
        given = [name for name in others if any(getattr(item, name) != getattr(plain, name) for item in items)]
        said = f"what the items say under {', '.join(given)}"
        return cls((document,), ("the checklist's version", said) if given else ("the checklist's version",))


def counted(number: int, noun: str) -> str:
    """Return ``1 item`` or ``3 items``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"
