"""Under which version of its checklist a review stood at a moment, and what an old answer counts for now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from archnb.answers import Answer, Upgrade
from archnb.checklist import Checklist

__all__ = ["Versions"]


class Versions:
    """The upgrades of one review; nothing in a log is ever rewritten for them.

    An answer says which version it was given against, so that clocks do not matter: what is answered on a branch of
    git that has not been upgraded yet counts as an answer to the old wording, whenever the branches are merged.

    Parameters
    ----------
    upgrades : iterable of Upgrade
        Of all logs.
    """

    def __init__(self, upgrades: Iterable[Upgrade] = ()) -> None:
        self.upgrades = sorted(upgrades, key=lambda upgrade: (upgrade.at, upgrade.reviewer, upgrade.upgrade))

    def __bool__(self) -> bool:
        return bool(self.upgrades)

    def known(self, at: datetime | None = None) -> list[str]:
        """Return every ``id@version`` that was asked up to the moment `at`, each once."""
        until = [upgrade.upgrade for upgrade in self.upgrades if at is None or upgrade.at <= at]
        return list(dict.fromkeys([*(upgrade.before for upgrade in self.upgrades[:1]), *until]))

    def names(self, checklist: Checklist) -> dict[str, str]:
        """Return the id that each item has in `checklist`, by the one that it had before an upgrade."""
        old = {name for upgrade in self.upgrades for name in upgrade.renamed}
        found = {name: _followed(name, self.upgrades, checklist)[0] for name in old - checklist.items.keys()}
        return {name: now for name, now in found.items() if now in checklist.items}

    def in_force(self, at: datetime) -> str:
        """Return the ``id@version`` that was asked at the moment `at`; empty if there never was an upgrade."""
        if not self.upgrades:
            return ""
        return [self.upgrades[0].before, *(upgrade.upgrade for upgrade in self.upgrades if upgrade.at <= at)][-1]

    def read(self, answer: Answer, checklist: Checklist, at: datetime | None = None) -> tuple[Answer, str]:
        """Return `answer` under the id that its item has in `checklist`, and why it is to be checked again.

        Parameters
        ----------
        answer : Answer
            As its line says it.
        checklist : Checklist
            What is asked.
        at : datetime, optional
            Upgrades after this moment give no reason to check again, and lead back to no earlier version.
        """
        if not self.upgrades:
            return answer, ""
        later = self._after(answer.checklist or self.upgrades[0].before, at)
        item, reason = _followed(answer.item, later, checklist, at)
        if item != answer.item:
            answer = msgspec.structs.replace(answer, item=item)
        return answer, reason if answer.status != "unanswered" else ""

    def _after(self, ref: str, at: datetime | None) -> list[Upgrade]:
        """Return the upgrades after the last one that led to `ref` by the moment `at`; all if none did."""
        led = (i for i, one in enumerate(self.upgrades) if one.upgrade == ref and (at is None or one.at <= at))
        last = max(led, default=-1)
        return self.upgrades[last + 1 :]


def _followed(
    item: str, upgrades: Iterable[Upgrade], checklist: Checklist, at: datetime | None = None
) -> tuple[str, str]:
    """Return the latest of an item's names that `checklist` has, and the latest reason to check its answer again."""
    names = {item: None}
    reason = ""
    for upgrade in upgrades:
        for name in [upgrade.renamed[name] for name in names if name in upgrade.renamed]:
            names.pop(name, None)  # the latest stands last
            names[name] = None
        if at is None or upgrade.at <= at:
            reason = next((upgrade.check_again[name] for name in names if name in upgrade.check_again), reason)
    return next((name for name in reversed(names) if name in checklist.items), item), reason
