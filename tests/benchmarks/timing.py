"""Time and memory, measured so that a busy machine distorts a ratio little."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Limit(NamedTuple):
    """A figure, and what it may be."""

    name: str
    figure: float
    limit: float
    at_least: bool = False
    unit: str = "times"

    @property
    def holds(self) -> bool:
        return self.figure >= self.limit if self.at_least else self.figure <= self.limit

    def __str__(self) -> str:
        word = "at least" if self.at_least else "at most"
        verdict = "ok" if self.holds else "MISSED"
        return f"{self.name:<62} {self.figure:8.2f} {self.unit:<6} ({word} {self.limit:g})  {verdict}"


# Linux starts a child's ru_maxrss at the size of the process that started it: VmHWM is the child's own.
_TELL_PEAK = """
import resource, sys
if sys.platform == "linux":
    print(next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM")))
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def seconds(work: Callable[[], Any], *, repeat: int = 3) -> float:
    """Return the least wall-clock time of `repeat` runs, in seconds."""
    found = []
    for _ in range(repeat):
        gc.collect()
        start = time.perf_counter()
        result = work()
        found.append(time.perf_counter() - start)
        del result
    return min(found)


def ratio(
    work: Callable[[], Any],
    against: Callable[[], Any],
    *,
    before: Callable[[], Any] = lambda: None,
    repeat: int = 5,
) -> float:
    """Return the median of `work`'s time over `against`'s, run in turn, so that both meet the same load.

    `before` prepares each run of `work` and is not timed.
    """
    found = []
    for _ in range(repeat):
        before()
        found.append(seconds(work, repeat=1) / seconds(against, repeat=1))
    return statistics.median(found)


def peak_megabytes(code: str, *arguments: str) -> float:
    """Return the greatest resident memory of a new Python process that runs `code`, in MB (10^6 bytes)."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{_TELL_PEAK}", *arguments], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / 1e6
