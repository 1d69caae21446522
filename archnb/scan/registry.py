"""Which detector serves which item: the one thing that a detector's declaration does."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

import msgspec

from archnb.scan.proposal import Verdict
from archnb.scan.repository import Repository

__all__ = ["Detector", "detectors", "detects"]

Rule = Callable[[Repository], Verdict | None]


class Detector(msgspec.Struct, frozen=True, kw_only=True):
    """A rule and the items that its verdict is about.

    Attributes
    ----------
    items : tuple of str
        Ids of the checklist's items.
    rule : callable
        From a `Repository` to a `Verdict`, or None where it has nothing to say.
    """

    items: tuple[str, ...]
    rule: Rule

    @property
    def name(self) -> str:
        """Where the rule stands, such as ``"archnb.scan.detectors.security.cors"``."""
        return f"{self.rule.__module__}.{self.rule.__qualname__}"


_DECLARED: list[Detector] = []


def detects(*items: str) -> Callable[[Rule], Rule]:
    """Declare a function as the detector of `items`; the function stays as it is."""

    def declare(rule: Rule) -> Rule:
        _DECLARED.append(Detector(items=items, rule=rule))
        return rule

    return declare


@cache
def detectors() -> tuple[Detector, ...]:
    """Return all detectors, module by module in the order of their names.

    Raises
    ------
    ValueError
        If two detectors claim one item.
    """
    package = importlib.import_module("archnb.scan.detectors")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    ours = [detector for detector in _DECLARED if detector.rule.__module__.startswith(f"{package.__name__}.")]
    claimed: dict[str, Detector] = {}
    for detector in ours:
        for item in detector.items:
            if item in claimed:
                raise ValueError(f"{detector.name}: '{item}' is served by {claimed[item].name} already")
            claimed[item] = detector
    return tuple(ours)
