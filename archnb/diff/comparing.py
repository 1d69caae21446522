"""Compare two states, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from archnb.answers import Answer
from archnb.checklist import Item
from archnb.errors import ChecklistError
from archnb.journal import State

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "Change", "Difference", "Kind", "compare"]

Kind = Literal["regressed", "improved", "answered", "taken back", "applicability", "noted", "new", "retired"]
#: In the order in which a reader wants them: what got worse comes first.
KINDS: tuple[Kind, ...] = get_args(Kind)

#: Only these three have a value; to or from N/A is neither better nor worse.
_RANKS = {"no": 0, "partial": 1, "yes": 2}
_DETAILS: dict[str, object] = {"note": "", "evidence": (), "owner": "", "due": None}


class Change(NamedTuple):
    """One item that is not as it was.

    Attributes
    ----------
    item : Item
        As the later checklist has it; as the earlier one had it, if it is retired.
    section : str
        The section's title.
    kind : str
        ``"regressed"`` and ``"improved"`` (yes, partial and no), ``"answered"`` (for the first time, or again),
        ``"taken back"``, ``"applicability"`` (to or from N/A), ``"noted"`` (the status is the same, what is said of it
        is not), ``"new"`` and ``"retired"`` (in one of the checklists only).
    before, after : Answer or None
        What was answered; None for nothing.
    details : tuple of str
        Which of note, evidence, owner and due are different.
    """

    item: Item
    section: str
    kind: Kind
    before: Answer | None
    after: Answer | None
    details: tuple[str, ...]

    @property
    def statuses(self) -> tuple[str, str]:
        """The status before and after; ``""`` where the item was not asked."""
        return (
            "" if self.kind == "new" else _status(self.before),
            "" if self.kind == "retired" else _status(self.after),
        )


class Difference(NamedTuple):
    """What is different in `after`, compared with `before`.

    Attributes
    ----------
    before, after : State
        The two states.
    changes : tuple of Change
        By kind in the order of `KINDS`, then in checklist order.
    names : tuple of str
        What the two states are called; empty for their own names.
    """

    before: State
    after: State
    changes: tuple[Change, ...]
    names: tuple[str, str] = ("", "")

    def of(self, kind: Kind) -> list[Change]:
        """Return the changes of one kind."""
        return [change for change in self.changes if change.kind == kind]

    @property
    def frame(self) -> pd.DataFrame:
        """One row per change: section, item, severity, kind, before, after, details, note, reviewer, answered_at."""
        from archnb.diff.frame import to_frame

        return to_frame(self)

    def to_html(self) -> str:
        """Return the differences as HTML that every notebook viewer lets through."""
        from archnb.diff.html import to_html

        return to_html(self)

    def to_markdown(self, *, limit: int = 40) -> str:
        """Return the differences as Markdown for a comment, with at most `limit` items."""
        from archnb.diff.comment import to_markdown

        return to_markdown(self, limit=limit)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.to_html(), "text/markdown": self.to_markdown()}

    def __repr__(self) -> str:
        from archnb.diff.wording import to_text

        return to_text(self)


def compare(before: State, after: State, *, names: tuple[str, str] = ("", "")) -> Difference:
    """Return what is different in `after`.

    Items are matched by id, so that a moved or reworded item is the same one; so is one that an upgrade renamed.

    Raises
    ------
    ChecklistError
        If the two checklists have no item in common.
    """
    ids = _ids(before, after)
    if not ids:
        raise ChecklistError(
            f"'{before.checklist.id}' and '{after.checklist.id}' have no item in common",
            remedy="Compare reviews that are answered against the same checklist.",
        )
    found = [*_changes(before, after, ids), *_retired(before, after, ids)]
    return Difference(before, after, tuple(sorted(found, key=lambda change: KINDS.index(change.kind))), names)


def _ids(before: State, after: State) -> dict[str, str]:
    """Return the id in `before` of each item of `after` that was asked there."""
    older = {now: once for once, now in before.names.items() if once in after.checklist.items}
    ids: dict[str, str] = {}
    for id_ in before.checklist.items:
        named = (id_, after.names.get(id_, id_), older.get(id_, id_))
        there = next((name for name in named if name in after.checklist.items), None)
        if there is not None:
            ids.setdefault(there, id_)
    return ids


def _changes(before: State, after: State, ids: Mapping[str, str]) -> Iterator[Change]:
    for id_, item in after.checklist.items.items():
        section = after.checklist.section_of[id_].title
        then, now = before.answers.get(ids.get(id_, id_)), after.answers.get(id_)
        if id_ not in ids:
            yield Change(item, section, "new", None, now, ())
            continue
        details = _different(then, now)
        kind = _kind(_status(then), _status(now)) or ("noted" if details else None)
        if kind:
            yield Change(item, section, kind, then, now, details)


def _retired(before: State, after: State, ids: Mapping[str, str]) -> Iterator[Change]:
    stayed = set(ids.values())
    for id_, item in before.checklist.items.items():
        if id_ not in stayed:
            section = before.checklist.section_of[id_].title
            yield Change(item, section, "retired", before.answers.get(id_), None, ())


def _kind(before: str, after: str) -> Kind | None:
    if before == after:
        return None
    if before == "unanswered":
        return "answered"
    if after == "unanswered":
        return "taken back"
    if "na" in (before, after):
        return "applicability"
    return "improved" if _RANKS[after] > _RANKS[before] else "regressed"


def _different(before: Answer | None, after: Answer | None) -> tuple[str, ...]:
    return tuple(name for name, none in _DETAILS.items() if getattr(before, name, none) != getattr(after, name, none))


def _status(answer: Answer | None) -> str:
    return answer.status if answer else "unanswered"
