"""The questions put to DuckDB; nothing that people typed becomes part of a statement but names of known columns.

A `?` stands for the list of files.
"""

from __future__ import annotations

from archnb.metrics.columns import Weights
from archnb.scoring import SEVERITY_WEIGHTS

__all__ = ["COLUMNS", "PROJECTS", "SIZES", "items", "profiles", "scored"]

COLUMNS = "DESCRIBE FROM read_parquet(?)"
SIZES = "SELECT file_name, num_rows FROM parquet_file_metadata(?)"
PROJECTS = "SELECT count(DISTINCT project) AS projects FROM scored"

_SEVERITIES = " ".join(f"WHEN '{name}' THEN {weight}" for name, weight in SEVERITY_WEIGHTS.items())
_WEIGHT = {"item": "weight", "severity": f"CASE severity::VARCHAR {_SEVERITIES} END"}


def items(keys: list[str]) -> str:
    """Return how to count answers per combination of `keys` and status."""
    columns = ", ".join(key if key == "weight" else f"{key}::VARCHAR AS {key}" for key in keys)
    return f"SELECT {columns}, status::VARCHAR AS status, count(*) AS answers FROM read_parquet(?) GROUP BY ALL"


def scored(sections: list[str], weights: Weights, *, part: int = 0, parts: int = 1) -> str:
    """Return how to make the table `scored`: one row per project and section, with its sums of weights.

    Of `parts` disjoint sets of projects, only the projects of one, `part`.
    """
    counted = "count(*)" if weights is None else f"sum({_WEIGHT[weights]})"
    sums = ", ".join(
        f"coalesce({counted} FILTER (status = '{name}'), 0)::DOUBLE AS {name}" for name in ("yes", "partial", "no")
    )
    columns = ", ".join(f"{key}::VARCHAR AS {key}" for key in sections)
    chosen = f"WHERE hash(project::VARCHAR) % {parts} = {part}" if parts > 1 else ""
    return (
        f"CREATE OR REPLACE TEMP TABLE scored AS SELECT project, {columns}, {sums}"
        f" FROM read_parquet(?) {chosen} GROUP BY ALL"
    )


def profiles(sections: list[str]) -> str:
    """Return how to count the projects per section and profile."""
    columns = ", ".join(sections)
    return f"SELECT {columns}, yes, partial, no, count(*) AS projects FROM scored GROUP BY ALL"
