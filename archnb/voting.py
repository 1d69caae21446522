"""Votes resolved as plain arithmetic on counts: one definition that serves a number and a Series alike."""

from __future__ import annotations

from typing import Any

__all__ = ["gap", "outcome"]

_NA, _UNANSWERED = 3, 4


def outcome(yes: Any, partial: Any, no: Any, na: Any) -> Any:
    """Return what so many votes of each status come to, as a place in `archnb.answers.STATUSES`.

    N/A needs a strict majority; otherwise the lower median of yes > partial > no holds, so that a tie is decided for
    the worse. Without a vote it is unanswered.

    >>> [outcome(1, 0, 1, 0), outcome(2, 0, 1, 0), outcome(1, 0, 0, 2), outcome(0, 0, 0, 0)]
    [2, 0, 3, 4]
    """
    valued = yes + partial + no
    middle = (valued - 1) // 2
    median = 1 * (no + partial > middle) + 1 * (no > middle)
    majority = 1 * (na > valued)
    nobody = 1 * (valued + na == 0)
    return median * (1 - majority) * (1 - nobody) + _NA * majority + _UNANSWERED * nobody


def gap(yes: Any, partial: Any, no: Any, na: Any) -> Any:
    """Return how far votes are apart: 0 where all are alike, 2 where yes meets no, 1 where they differ otherwise.

    >>> [gap(2, 0, 0, 0), gap(1, 1, 0, 0), gap(1, 0, 0, 1), gap(1, 0, 1, 0)]
    [0, 1, 1, 2]
    """
    kinds = 1 * (yes > 0) + 1 * (partial > 0) + 1 * (no > 0) + 1 * (na > 0)
    return 1 * (kinds > 1) + 1 * (yes > 0) * (no > 0)
