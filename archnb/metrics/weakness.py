"""Which items fail most (empirical Bayes), and where one fix helps most."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from archnb.metrics.columns import Weights, keyed
from archnb.metrics.counted import Counted
from archnb.metrics.counts import counts
from archnb.metrics.intervals import wilson

__all__ = ["Prior", "prior_of", "reach", "weakness"]

#: Below, items would hardly be told apart; above, a single answer would decide alone.
_LEAST_RHO, _MOST_RHO = 0.001, 0.95


class Prior(NamedTuple):
    """Beta prior of the failure rate of an item: a failures among a + b answers, as it were; both 0 or more."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The failure rate that an item without answers is expected to have, in [0, 1]; NaN if nothing was answered."""
        return self.a / (self.a + self.b)


def prior_of(k: pd.Series, n: pd.Series) -> Prior:
    """Estimate the beta-binomial prior of all items by moments.

    Parameters
    ----------
    k : Series of float
        Failures per item, N + ½P, in [0, n].
    n : Series of float
        Valued answers per item, Y + P + N; items without any are left out.

    Returns
    -------
    Prior
        From the pooled rate π and the intra-class correlation ρ, clipped to [0.001, 0.95]:
        a = π(1−ρ)/ρ, b = (1−π)(1−ρ)/ρ. Both are NaN if nothing was answered.

    References
    ----------
    .. [1] J. C. Kleinman (1973), "Proportions with Extraneous Variance: Single and Independent Samples",
       JASA 68, 46–54; its moments with the weights n.
    """
    failed, tried = (np.asarray(x, dtype="float64")[np.asarray(n) > 0] for x in (k, n))
    if not len(tried):
        return Prior(np.nan, np.nan)
    total = tried.sum()
    rate = failed.sum() / total
    within = rate * (1 - rate)
    spread = (tried * (failed / tried - rate) ** 2).sum()
    free = len(tried) - 1
    room = within * (total - (tried**2).sum() / total - free)
    # One item, one answer per item, or no variation at all: nothing tells the items apart.
    rho = (spread - within * free) / room if room > 0 else _LEAST_RHO
    rho = float(np.clip(rho, _LEAST_RHO, _MOST_RHO))
    return Prior(rate * (1 - rho) / rho, (1 - rate) * (1 - rho) / rho)


def weakness(
    data: pd.DataFrame | Counted, *, prior: tuple[float, float] | None = None, confidence: float = 0.95
) -> pd.DataFrame:
    """Rank items by how much they fail, shrunk towards the mean where there are few answers.

    Parameters
    ----------
    data : DataFrame or Counted
        Columns item and status, and checklist where there are several.
    prior : (a, b), optional
        Beta prior; by default estimated from all items of `data`, see `prior_of`.
    confidence : float
        Of the interval, in (0, 1).

    Returns
    -------
    DataFrame
        One row per item (never-answered ones included), weakest first, equal ones in checklist order. Columns
        k (N + ½P), n (Y + P + N), raw (k/n; NaN at n = 0), theta ((k+a)/(n+a+b), in [0, 1]), low and high (Wilson's
        interval of k/n: draw a hollow marker when n < 5), rank (int64, 1 = weakest, equal ones share the lower number;
        items without a valued answer come last, whatever the prior says of them).
    """
    table = counts(data, _item_keys(data))
    k = table["no"] + 0.5 * table["partial"]
    n = table["yes"] + table["partial"] + table["no"]
    a, b = prior_of(k, n) if prior is None else prior
    low, high = wilson(k, n, confidence)
    theta = (k + a) / (n + a + b)
    found = pd.DataFrame({"k": k, "n": n, "raw": k / n.where(n > 0), "theta": theta, "low": low, "high": high})
    found["rank"] = theta.where(n > 0, -1.0).fillna(-1.0).rank(ascending=False, method="min").astype("int64")
    return found.sort_values("rank", kind="stable")


def reach(data: pd.DataFrame | Counted, *, weights: Weights = None) -> pd.DataFrame:
    """Sum up per item what a fix would win over all projects, largest first.

    Parameters
    ----------
    data : DataFrame or Counted
        Columns item and status (severity or weight if `weights` asks for it).
    weights : {None, "item", "severity"}
        What one failure weighs.

    Returns
    -------
    DataFrame
        Per item: reach (Σw(N + ½P), 0 or more), n_projects (int64: projects that answered no or partial).
    """
    keys = _item_keys(data)
    weighed, plain = counts(data, keys, weights=weights), counts(data, keys)
    found = pd.DataFrame(
        {"reach": weighed["no"] + 0.5 * weighed["partial"], "n_projects": plain["no"] + plain["partial"]}
    )
    return found.sort_values("reach", ascending=False, kind="stable")


def _item_keys(data: pd.DataFrame | Counted) -> str | list[str]:
    columns = data.items.index.names if isinstance(data, Counted) else data.columns
    keys = keyed(columns, "item")
    return keys if len(keys) > 1 else keys[0]
