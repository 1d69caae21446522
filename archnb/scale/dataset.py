"""A whole Parquet data set on one machine."""

from __future__ import annotations

import glob
from pathlib import Path

from archnb.checklist import Checklist
from archnb.metrics import Counted, FrameError, Weights, merge
from archnb.scale import sql
from archnb.scale.connection import Connection
from archnb.scale.partition import count_partition

__all__ = ["count_dataset", "partitions"]

#: Answers per query, where files are smaller.
_BATCH = 10_000_000


def partitions(source: str | Path) -> list[str]:
    """Return the Parquet files of a data set, sorted; each is one partition.

    Parameters
    ----------
    source : str or Path
        A folder (any depth), a file, or a glob such as ``"lake/answers/*/*.parquet"``.

    Raises
    ------
    FrameError
        If there is none.
    """
    path = Path(source)
    if path.is_file():
        return [str(path)]
    found = path.rglob("*.parquet") if path.is_dir() else map(Path, glob.glob(str(source), recursive=True))
    files = sorted(str(file) for file in found if file.is_file())
    if not files:
        raise FrameError("there is no Parquet file", path=source, remedy="Give a folder, a file or a glob.")
    return files


def count_dataset(
    source: str | Path,
    *,
    checklist: Checklist | None = None,
    weights: Weights = None,
    intervals: bool = True,
    threads: int | None = None,
) -> Counted:
    """Count a data set on one machine: some files at a time where intervals are wanted, else in one go.

    Parameters are those of `count_partition`; `source` is that of `partitions`. Memory does not grow
    with the data set; files of 1,000 to 100,000 projects are read once, larger ones several times.
    """
    files = partitions(source)
    batches = _batches(files) if intervals else [files]
    return merge(
        count_partition(batch, checklist=checklist, weights=weights, intervals=intervals, threads=threads)
        for batch in batches
    )


def _batches(files: list[str]) -> list[list[str]]:
    """Put small files together: each query has a cost of its own, and large groupings leave the processor's cache."""
    with Connection(files) as connection:
        sizes = connection.query(sql.SIZES).set_index("file_name")["num_rows"]
    batches: list[list[str]] = [[]]
    held = 0
    for file in files:
        size = int(sizes.loc[file])
        if batches[-1] and held + size > _BATCH:
            batches.append([])
            held = 0
        batches[-1].append(file)
        held += size
    return batches
