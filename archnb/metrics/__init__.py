"""Measures of answers: pure functions from a tidy frame, or from merged counts, to a table.

Definitions, known answers and sources are in each function's docstring. Every measure of items and sections takes
either a frame of answers or a `Counted`, which `counted` makes of a frame and `merge` of several `Counted`.
"""

from archnb.metrics.agreement import MissingPackageError, agreement
from archnb.metrics.change import change
from archnb.metrics.columns import FrameError, Weights
from archnb.metrics.contributions import contributions
from archnb.metrics.counted import Counted, merge
from archnb.metrics.counts import counted, counts
from archnb.metrics.gate import gate
from archnb.metrics.intervals import clustered_wilson, design_effect, wilson
from archnb.metrics.reviewers import pairs, strictness
from archnb.metrics.sections import sections
from archnb.metrics.shares import applicability, bounds, coverage, score, summary
from archnb.metrics.votes import resolve
from archnb.metrics.weakness import Prior, prior_of, reach, weakness

__all__ = [
    "Counted",
    "FrameError",
    "MissingPackageError",
    "Prior",
    "Weights",
    "agreement",
    "applicability",
    "bounds",
    "change",
    "clustered_wilson",
    "contributions",
    "counted",
    "counts",
    "coverage",
    "design_effect",
    "gate",
    "merge",
    "pairs",
    "prior_of",
    "reach",
    "resolve",
    "score",
    "sections",
    "strictness",
    "summary",
    "weakness",
    "wilson",
]
