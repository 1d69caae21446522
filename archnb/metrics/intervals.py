"""Intervals of shares, labelled "projects treated as a sample" wherever they are shown."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import ndtri, stdtrit

__all__ = ["clustered_wilson", "design_effect", "wilson"]


def wilson(k: Any, n: Any, confidence: float = 0.95) -> tuple[Any, Any]:
    """Return the Wilson score interval of the share k/n; k may be fractional.

    Parameters
    ----------
    k : float or array_like
        Successes, in [0, n]; half ones count.
    n : float or array_like
        Trials, 0 or more.
    confidence : float
        In (0, 1).

    Returns
    -------
    low, high : float, array or Series
        Like `k` and `n`; each in [0, 1]; NaN where n is 0.

    References
    ----------
    .. [1] E. B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference",
       JASA 22, 209–212.
    .. [2] L. D. Brown, T. T. Cai, A. DasGupta (2001), "Interval Estimation for a Binomial Proportion",
       Statistical Science 16(2), 101–133; for why not Wald's.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    return _around(k, n, ndtri(0.5 + confidence / 2))


def design_effect(score: Any, n: Any, variance: Any, projects: Any, items: Any) -> Any:
    """Return by how much answers that come in projects inflate the variance of a section's score.

    Parameters
    ----------
    score : float or array_like
        Pooled score m of the section, in [0, 1].
    n : float or array_like
        Valued answers; with weights their effective number (Σw)²/Σw² (Kish 1965).
    variance : float or array_like
        s²: sample variance of the projects' own scores of the section.
    projects : float or array_like
        P: how many projects have such a score.
    items : float or array_like
        Items of the section: the effect if all answers of a project were alike.

    Returns
    -------
    float or array_like
        clip((s²/P)/(m(1−m)/n), 1, items).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        effect = np.divide(variance / projects, score * (1 - score) / n)
    # At m = 0 or 1 the data say nothing about clustering (0/0): take the worst, each project one observation.
    alike = (np.asarray(score) == 0) | (np.asarray(score) == 1)
    return np.clip(np.where(alike, items, effect), 1, items)


def clustered_wilson(score: Any, n: Any, effect: Any, projects: Any, confidence: float = 0.95) -> tuple[Any, Any]:
    """Return Wilson's interval at n/effect observations, with Student's t of P − 1 degrees in place of z.

    NaN where fewer than two projects have a score: one project alone has bounds, but no interval.
    """
    many = np.asarray(projects) >= 2
    degrees = np.where(many, projects, np.nan) - 1.0
    size = n / effect
    return _around(score * size, size, stdtrit(degrees, 0.5 + confidence / 2))


def _around(k: Any, n: Any, z: Any) -> tuple[Any, Any]:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.divide(k, n)
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Rounding may carry an end past the share itself at 0 and 1.
    return np.minimum(np.clip(middle - half, 0, 1), share), np.maximum(np.clip(middle + half, 0, 1), share)
