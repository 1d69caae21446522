"""A million projects: count each partition of a Parquet data set, merge the counts, measure as ever.

`count_partition` counts one partition, `archnb.metrics.merge` adds counts up, and `metrics.sections`, `weakness`,
`reach`, `score` and the others take the result. `count_dataset` does this with DuckDB on one machine (extra ``scale``),
`count_on_cluster` on many with Dask (extra ``cluster``).
"""

from archnb.scale.cluster import count_on_cluster
from archnb.scale.dataset import count_dataset, partitions
from archnb.scale.partition import count_partition

__all__ = ["count_dataset", "count_on_cluster", "count_partition", "partitions"]
