"""Score, bounds and coverage as plain arithmetic on counts.

One definition serves one project (numbers) and a portfolio (a pandas Series per status): every function takes
a `Tally` of either and returns the same kind. Sources and known answers: the README's "How scores are made".
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

__all__ = ["SEVERITY_WEIGHTS", "Tally", "applicability", "bounds", "coverage", "percent", "score", "shown", "tally"]

#: Weights on request (``weights="severity"``); by default every item weighs 1.
SEVERITY_WEIGHTS: dict[str, float] = {"critical": 8.0, "high": 4.0, "medium": 2.0, "low": 1.0}


class Tally(NamedTuple):
    """How many answers of each status there are, or the sum of their weights.

    Each field is a number, or a Series of numbers with a common index.
    """

    yes: Any = 0
    partial: Any = 0
    no: Any = 0
    na: Any = 0
    unanswered: Any = 0


def tally(statuses: Iterable[str], weights: Iterable[float] | None = None) -> Tally:
    """Count statuses, or add up `weights`, one per status.

    >>> tally(["yes", "yes", "partial", "no", "na", "unanswered"])
    Tally(yes=2, partial=1, no=1, na=1, unanswered=1)
    """
    sums: dict[str, Any] = dict.fromkeys(Tally._fields, 0)
    if weights is None:
        for status in statuses:
            sums[status] += 1
    else:
        for status, weight in zip(statuses, weights, strict=True):
            sums[status] += weight
    return Tally(**sums)


def score(counts: Tally, *, partial: float = 0.5) -> Any:
    """Return Σwv/Σw over yes, partial and no, in [0, 1]; NaN where there is none of them.

    N/A and unanswered items have no value, so neither raises nor lowers a score.
    """
    return _ratio(counts.yes + partial * counts.partial, counts.yes + counts.partial + counts.no)


def bounds(counts: Tally, *, partial: float = 0.5) -> tuple[Any, Any]:
    """Return the score if every unanswered item were no, and if every one were yes."""
    value = counts.yes + partial * counts.partial
    whole = counts.yes + counts.partial + counts.no + counts.unanswered
    return _ratio(value, whole), _ratio(value + counts.unanswered, whole)


def coverage(counts: Tally) -> Any:
    """Return the answered share of all items, N/A included, in [0, 1]."""
    answered = counts.yes + counts.partial + counts.no + counts.na
    return _ratio(answered, answered + counts.unanswered)


def applicability(counts: Tally) -> Any:
    """Return the share of answered items that are not N/A, in [0, 1]."""
    applicable = counts.yes + counts.partial + counts.no
    return _ratio(applicable, applicable + counts.na)


def _ratio(part: Any, whole: Any) -> Any:
    # An empty denominator is NaN, not 0: zero would read as neglect.
    if hasattr(whole, "where"):
        return part / whole.where(whole != 0)
    return part / whole if whole else math.nan


def shown(value: float, *, digits: int = 2) -> str:
    """Write a share for people: rounded, but never up to 1 nor down to 0, and NaN as "–".

    >>> shown(0.625), shown(0.9999), shown(0.0001), shown(float("nan"))
    ('0.62', '0.99', '0.01', '–')
    """
    if math.isnan(value):
        return "–"
    step = 10.0**-digits
    rounded = round(value, digits)
    if rounded >= 1 and value < 1:
        rounded = 1 - step
    if rounded <= 0 and value > 0:
        rounded = step
    return f"{rounded:.{digits}f}"


def percent(value: float) -> str:
    """Write a share as a percentage, likewise never rounded up to 100 % nor down to 0 %.

    >>> percent(0.723), percent(0.9999), percent(0.0001), percent(float("nan"))
    ('72 %', '99 %', '1 %', '–')
    """
    return "–" if math.isnan(value) else f"{100 * float(shown(value)):.0f} %"
