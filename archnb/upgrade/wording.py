"""The sentences that all renditions of a plan share, and the plainest of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from archnb.printable import printable

if TYPE_CHECKING:
    from archnb.checklist import Item
    from archnb.upgrade.planning import UpgradePlan

__all__ = ["Group", "groups", "heading", "summary", "to_text"]


class Group(NamedTuple):
    """Items to which the same happens: a title, what that means, and for each item its lines."""

    title: str
    meaning: str
    entries: list[list[str]]


def heading(plan: UpgradePlan) -> str:
    """Say from which version to which."""
    return f"{plan.before.title}: {plan.before.version} → {plan.after.version}"


def summary(plan: UpgradePlan) -> str:
    """Say how many items stay, and how many change in which way."""
    if plan.is_done:
        return "The review is at this version already: nothing to do."
    counted = [f"{len(group.entries)} {group.title.lower()}" for group in groups(plan)]
    return " · ".join([f"{len(plan.pairs)} of {len(plan.before.items)} items stay", *counted])


def groups(plan: UpgradePlan) -> Iterator[Group]:
    """Yield what happens to which items, what a person must decide first."""
    found = [
        Group("Doubtful", "their ids stand for the text of another item now", [[id_] for id_ in plan.doubtful]),
        Group(
            "Alike", "confirm those that are the same item, so that its answers count",
            [[f"{p.ratio:.0%} {p.old.id} = {p.new.id}", p.old.text, p.new.text] for p in plan.proposals],
        ),
        Group(
            "Reworded", "answers are kept and marked to check again",
            [_item(plan, p.new, p.old.id, p.old.text, p.new.text) for p in plan.reworded],
        ),
        Group("New", "not in the version before", [_item(plan, item, "", item.text) for item in plan.new]),
        Group(
            "Retired", "not asked any more; answers stay in the log",
            [_item(plan, item, item.id, item.text) for item in plan.retired],
        ),
        Group(
            "Re-rated", "another severity",
            [[f"{p.new.id}: {p.old.severity} → {p.new.severity}", p.new.text] for p in plan.rerated],
        ),
        Group("Moved", "another section", [[f"{p.new.id}: {' → '.join(p.sections)}"] for p in plan.moved]),
        Group(
            "Renamed", "another id; answers to the old one count",
            [[f"{old} → {new}"] for old, new in plan.renamed.items()],
        ),
    ]  # fmt: skip
    return (group for group in found if group.entries)


def _item(plan: UpgradePlan, item: Item, old: str, *texts: str) -> list[str]:
    is_answered = old in plan.answered or (not old and item.id in plan.returning)
    return [f"{item.id} · {item.severity}{' · answered' * is_answered}", *texts]


def to_text(plan: UpgradePlan) -> str:
    """Return the plan as plain text."""
    lines = [printable(heading(plan), one_line=True), summary(plan)]
    for group in groups(plan):
        lines += ["", f"{group.title} ({len(group.entries)}): {group.meaning}"]
        lines += _indented(group.entries)
    return "\n".join(lines)


def _indented(entries: Iterable[list[str]]) -> Iterator[str]:
    for first, *more in entries:
        yield f"  {printable(first, one_line=True)}"
        yield from (f"      {printable(line, one_line=True)}" for line in more)
