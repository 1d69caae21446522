"""Run all detectors over a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from archnb.errors import Problem
from archnb.scan.facts import facts_of
from archnb.scan.proposal import Proposal
from archnb.scan.registry import detectors
from archnb.scan.repository import Limits, Repository

__all__ = ["Result", "scan"]


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What a scan found.

    Attributes
    ----------
    proposals : tuple of Proposal
        At most one for an item, in the order of the detectors.
    facts : dict
        Figures about the code, plain data.
    notes : tuple of Problem
        What was skipped, and why.
    """

    proposals: tuple[Proposal, ...]
    facts: dict[str, Any]
    notes: tuple[Problem, ...]


def scan(path: str | Path, *, root: str | None = None, limits: Limits | None = None) -> Result:
    """Propose answers for the checkout at `path`, whose code is read and never run.

    Parameters
    ----------
    path : str or Path
        A checkout; it is not changed, and no link is followed out of it.
    root : str, optional
        The backend's folder in a monorepo; found by itself where it is clear.
    limits : Limits, optional
        What the scan never exceeds.

    Raises
    ------
    StoreError
        If the checkout, or `root` in it, cannot be read.
    """
    repository = Repository(path, root=root, limits=limits)
    proposals = [
        verdict.about(item)
        for detector in detectors()
        if (verdict := detector.rule(repository)) is not None
        for item in detector.items
    ]
    return Result(proposals=tuple(proposals), facts=facts_of(repository), notes=tuple(repository.tree.notes))
