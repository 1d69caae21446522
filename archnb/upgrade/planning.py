"""What an upgrade would do: a plan to look at before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archnb.answers import Answer
from archnb.checklist import Checklist, Item
from archnb.errors import ChecklistError
from archnb.upgrade.matching import Proposal, contradictions, match, plain, propose

__all__ = ["Pair", "UpgradePlan", "plan"]


class Pair(NamedTuple):
    """An item of both versions.

    Attributes
    ----------
    old, new : Item
        As it was, and as it will be.
    sections : tuple of str
        The titles of its section in both.
    is_moved : bool
        Whether that is another section: neither its id nor its title is the same.
    """

    old: Item
    new: Item
    sections: tuple[str, str]
    is_moved: bool

    @property
    def is_renamed(self) -> bool:
        """Whether the id is another."""
        return self.old.id != self.new.id

    @property
    def is_reworded(self) -> bool:
        """Whether the text is another; blanks, capitals and Unicode's variants of a letter do not count."""
        return plain(self.old.text) != plain(self.new.text)

    @property
    def is_rerated(self) -> bool:
        """Whether the severity is another."""
        return self.old.severity != self.new.severity


class UpgradePlan(NamedTuple):
    """What an upgrade does to a review; print it, or leave it as a notebook cell's last line.

    Attributes
    ----------
    before, after : Checklist
        The version until now, and the one from then on.
    pairs : tuple of Pair
        The items of both, in the new order.
    new, retired : tuple of Item
        The items of one of them only. Answers to a retired item stay in the log.
    proposals : tuple of Proposal
        Of these, what may be one item: give ``matches={old: new}`` for those that are.
    doubtful : tuple of str
        Ids that stand for the text of another item now; an upgrade is refused until they are confirmed.
    answered : frozenset of str
        Which items, by their old ids, have an answer.
    returning : frozenset of str
        New items that were asked in an earlier version, and have answers from then.
    """

    before: Checklist
    after: Checklist
    pairs: tuple[Pair, ...]
    new: tuple[Item, ...]
    retired: tuple[Item, ...]
    proposals: tuple[Proposal, ...]
    doubtful: tuple[str, ...]
    answered: frozenset[str]
    returning: frozenset[str]

    @property
    def is_done(self) -> bool:
        """Whether the review is at that version already."""
        return (self.before.id, self.before.version) == (self.after.id, self.after.version)

    @property
    def renamed(self) -> dict[str, str]:
        """The new id of each item that has another one, by its old id."""
        return {pair.old.id: pair.new.id for pair in self.pairs if pair.is_renamed}

    @property
    def reworded(self) -> tuple[Pair, ...]:
        """The items whose text is another."""
        return tuple(pair for pair in self.pairs if pair.is_reworded)

    @property
    def moved(self) -> tuple[Pair, ...]:
        """The items that are in another section."""
        return tuple(pair for pair in self.pairs if pair.is_moved)

    @property
    def rerated(self) -> tuple[Pair, ...]:
        """The items whose severity is another."""
        return tuple(pair for pair in self.pairs if pair.is_rerated)

    @property
    def check_again(self) -> dict[str, str]:
        """Why answers to an item are to be looked at again, by its new id; also for answers yet to be merged."""
        version = self.after.version
        again = {pair.new.id: f"reworded in {version}" for pair in self.reworded}
        return again | {item.id: f"asked again in {version}" for item in self.new if item.id in self.returning}

    def to_html(self) -> str:
        """Return the plan as HTML that every notebook viewer lets through."""
        from archnb.upgrade.html import to_html

        return to_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self.to_html()}

    def __repr__(self) -> str:
        from archnb.upgrade.wording import to_text

        return to_text(self)


def plan(
    before: Checklist,
    after: Checklist,
    *,
    answers: Mapping[str, Answer] | None = None,
    matches: Mapping[str, str] | None = None,
    known: Iterable[tuple[str, str]] = (),
) -> UpgradePlan:
    """Return what an upgrade from one version of a checklist to another would do.

    Parameters
    ----------
    before, after : Checklist
        Two versions of one checklist.
    answers : mapping of str to Answer
        What was answered, by item id.
    matches : mapping of str to str
        Items that a person found to be the same, new id by old id; an id given as its own stands as it is.
    known : iterable of tuple of str
        Pairs of ids that an earlier upgrade found to name one item.

    Raises
    ------
    ChecklistError
        If they are two checklists, one version with two contents, or `matches` makes no sense.
    """
    _refuse_others(before, after)
    matches, answers = dict(matches or {}), answers or {}
    found = match(before, after, matches, known)
    old_of = {new: old for old, new in found.items()}
    answered = frozenset(item for item, answer in answers.items() if answer.status != "unanswered")
    new = tuple(item for item in after.items.values() if item.id not in old_of)
    return UpgradePlan(
        before=before,
        after=after,
        pairs=tuple(_pair(before, after, old_of[id_], id_) for id_ in after.items if id_ in old_of),
        new=new,
        retired=tuple(item for item in before.items.values() if item.id not in found),
        proposals=propose(before, after, found),
        doubtful=contradictions(before, after, found, matches),
        answered=answered & before.items.keys(),
        returning=frozenset(item.id for item in new) & answered,
    )


def _pair(before: Checklist, after: Checklist, old: str, new: str) -> Pair:
    then, now = before.section_of[old], after.section_of[new]
    is_moved = then.id != now.id and plain(then.title) != plain(now.title)
    return Pair(before.items[old], after.items[new], (then.title, now.title), is_moved)


def _refuse_others(before: Checklist, after: Checklist) -> None:
    if before.id != after.id:
        raise ChecklistError(
            f"'{after.id}' is another checklist than '{before.id}'",
            remedy=f"If it is a version of it, give it the id '{before.id}' and a version of its own; "
            "otherwise make a new review.",
        )
    if before.version == after.version and before != after:
        raise ChecklistError(
            f"two checklists are called {before.id} {before.version}",
            remedy="Give the new one another version.",
        )
