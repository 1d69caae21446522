"""A Parquet data set over many machines, by Dask distributed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from archnb.checklist import Checklist
from archnb.metrics import Counted, MissingPackageError, Weights, merge
from archnb.scale.dataset import partitions
from archnb.scale.partition import count_partition

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["count_on_cluster"]

#: How many counts one task merges: few enough to be quick, many enough for a shallow tree.
_BRANCHES = 16


def count_on_cluster(
    source: str | Path,
    client: Client,
    *,
    checklist: Checklist | None = None,
    weights: Weights = None,
    intervals: bool = True,
) -> Counted:
    """Count a data set with the workers of a Dask cluster, and merge the counts there as well.

    Both steps are pure, so what a lost worker had done or was doing is done again by another, and the result is the
    same. Every worker must see the files under the same paths.

    Parameters
    ----------
    source : str or Path
        See `partitions`.
    client : distributed.Client
        Connected to the cluster.
    checklist, weights, intervals
        See `count_partition`.

    Raises
    ------
    MissingPackageError
        If Dask distributed is not installed.
    """
    try:
        from distributed import Client
    except ImportError:
        raise MissingPackageError(
            "counting on a cluster needs Dask distributed, which is not installed",
            remedy='Install it: pip install "archnb[cluster]".',
        ) from None
    if not isinstance(client, Client):
        raise TypeError(f"client is a {type(client).__name__}; give a distributed.Client")
    level: list[Any] = client.map(
        count_partition,
        partitions(source),
        checklist=checklist,
        weights=weights,
        intervals=intervals,
        threads=1,  # Dask runs one task per core already
        pure=False,  # files may have changed since the cluster last counted them
    )
    while len(level) > 1:
        groups = [level[start : start + _BRANCHES] for start in range(0, len(level), _BRANCHES)]
        level = client.map(merge, groups, pure=False)
    counted: Counted = level[0].result()
    return counted
