"""How fast measures are: 10,000 projects in pandas, and 1,000,000 as Parquet with DuckDB, against a bare GROUP BY.

Run it: `python tests/benchmarks/bench_scale.py [--projects 1000000]`. It makes its data in a temporary folder (about 60
MB; the columns that no measure reads are left out), takes some minutes, and ends with 1 if a limit is missed.
Each time is the best of three; what is compared is measured in turns.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from archnb import metrics, scale
from archnb.answers import STATUSES
from archnb.checklist import SEVERITIES, Checklist

CHECKLIST = Checklist.load("python-backend")
PART = 10_000
BARE_ITEMS = "SELECT item, status, count(*) FROM read_parquet(?) GROUP BY ALL"
BARE_PROJECTS = (
    "SELECT count(*), sum(n) FROM (SELECT project, section, status, count(*) AS n FROM read_parquet(?) GROUP BY ALL)"
)


def portfolio(projects: int, first: int = 0) -> pd.DataFrame:
    """Return answers of `projects` projects that differ in how good they are, with some N/A and unanswered."""
    random, items = np.random.default_rng(first), list(CHECKLIST.items.values())
    titles = [section.title for section in CHECKLIST.sections]
    place = np.tile(np.arange(len(items)), projects)
    good = np.clip(np.linspace(0.3, 0.9, len(items)) + random.normal(0, 0.12, (projects, 1)), 0.02, 0.98)
    drawn = random.random((projects, len(items)))
    limits = [drawn < 0.75 * good, drawn < 0.85 * good, drawn < 0.85, drawn < 0.9]
    names = [f"project-{first + n:07}" for n in range(projects)]
    section = np.array([titles.index(CHECKLIST.section_of[item.id].title) for item in items])
    severity = np.array([SEVERITIES.index(item.severity) for item in items])

    def words(codes: np.ndarray, categories: list[str], *, ordered: bool = False) -> pd.Categorical:
        return pd.Categorical.from_codes(codes, categories=categories, ordered=ordered)

    return pd.DataFrame(
        {
            "project": words(np.repeat(np.arange(projects), len(items)), names),
            "section": words(section[place], titles),
            "item": words(place, list(CHECKLIST.items)),
            "status": words(np.select(limits, range(4), 4).ravel(), list(STATUSES)),
            "severity": words(severity[place], list(SEVERITIES), ordered=True),
            "weight": 1.0,
        }
    )


def every_measure(answers: pd.DataFrame) -> None:
    """Compute all section and item measures, ranks and intervals of a frame."""
    counted = metrics.counted(answers)
    metrics.sections(counted)
    metrics.weakness(counted)
    metrics.reach(counted, weights="severity")
    for by in ("section", "item"):
        metrics.summary(counted, by)
        metrics.summary(counted, by, weights="severity")
        metrics.contributions(counted, weights="severity")


def every_measure_apart(answers: pd.DataFrame) -> None:
    """Compute the same from the frame each time, as a notebook's cells would."""
    metrics.sections(answers)
    metrics.weakness(answers)
    metrics.reach(answers)
    metrics.summary(answers, "section")
    metrics.summary(answers, "item")


def best(*calls: Callable[[], object], rounds: int = 3) -> list[float]:
    """Return the shortest time of each call in seconds, taken in turns, so that other load falls on all alike."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            start = time.perf_counter()
            call()
            taken.append(time.perf_counter() - start)
    return [min(taken) for taken in times]


def bare(query: str, files: list[str]) -> Callable[[], object]:
    """Return the bare query as a call, on a connection of its own without the memory limit that archnb keeps."""
    connection = duckdb.connect()
    return lambda: connection.execute(query, [files]).fetchall()


def peak_memory(folder: Path) -> float:
    """Count the data set in a process of its own and return its peak memory in MB (Linux)."""
    # VmHWM, since ru_maxrss of a child begins with the size of the process that started it.
    code = (
        "import sys; from archnb import scale; scale.count_dataset(sys.argv[1]);"
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def report(what: str, value: float, limit: float, unit: str) -> bool:
    """Print a figure beside its limit and return whether it keeps it."""
    kept = value <= limit
    print(f"{what:<78}{value:8.2f} {unit:<3} (at most {limit:g}){'' if kept else '  MISSED'}", flush=True)
    return kept


def in_pandas() -> bool:
    """Measure 1.15 million rows."""
    answers = portfolio(PART)
    together, apart = best(lambda: every_measure(answers), lambda: every_measure_apart(answers))
    kept = report("pandas, 1.15 M rows: all section and item measures", together, 1, "s")
    return report("pandas, 1.15 M rows: each measure from the frame by itself", apart, 1, "s") and kept


def in_duckdb(folder: Path, projects: int) -> bool:
    """Measure a data set of `projects` projects."""
    files = scale.partitions(folder)
    size = sum(Path(file).stat().st_size for file in files) / 1e6
    print(f"{projects:,} projects, {projects * len(CHECKLIST.items):,} answers, {size:.0f} MB in {len(files)} files")
    bare_items, items, bare_projects, whole = best(
        bare(BARE_ITEMS, files),
        lambda: scale.count_dataset(folder, checklist=CHECKLIST, intervals=False),
        bare(BARE_PROJECTS, files),
        lambda: scale.count_dataset(folder, checklist=CHECKLIST),
    )
    print(
        f"bare GROUP BY item, status {bare_items:.2f} s; bare GROUP BY project, section, status {bare_projects:.2f} s"
    )
    print(f"counts for all measures and ranks {items:.2f} s; with the sections' intervals {whole:.2f} s")
    print(f"the latter against the bare GROUP BY item, status alone: {whole / bare_items:.2f}")
    return all(
        [
            report("counts of all item and section measures / bare GROUP BY", items / bare_items, 1.5, ""),
            report("the same with intervals / both bare GROUP BY", whole / (bare_items + bare_projects), 1.5, ""),
            report("peak memory of a process that counts all, intervals included", peak_memory(folder), 1000, "MB"),
        ]
    )


def main() -> int:
    """Run all and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=1_000_000, help=f"a multiple of {PART:,}")
    projects = parser.parse_args().projects
    kept = in_pandas()
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, projects, PART):
            name = Path(folder) / f"part-{first:08}.parquet"
            portfolio(PART, first).to_parquet(name, compression="zstd", row_group_size=115_000, index=False)
        kept = in_duckdb(Path(folder), projects) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
