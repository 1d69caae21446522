"""How fast a portfolio is loaded: ratios of one run, at 100, 1,000 and 10,000 reviews of 115 answers.

Run it with ``python tests/benchmarks/bench_load.py``; give smaller sizes as arguments for a quick look.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson
import pandas as pd
from timing import Limit, peak_megabytes, ratio, seconds

from archnb import Checklist, Portfolio

WORDS = "the service retries without backoff and logs every request twice so that nobody can tell what failed".split()
SUBSAMPLE = 200


def make(root: Path, count: int) -> None:
    """Write `count` complete reviews; some 225 bytes a line: a note each, evidence and owner of findings."""
    checklist = Checklist.load("python-backend")
    chance = random.Random(1)
    hour_ago = time.time() - 3600
    for number in range(count):
        folder = root / f"team-{number % 20:02d}" / f"project-{number:05d}"
        folder.mkdir(parents=True)
        ref = {"id": checklist.id, "version": checklist.version}
        info = {"project": folder.name, "checklist": ref, "tags": {"team": folder.parent.name, "tier": number % 3 + 1}}
        (folder / "review.json").write_text(json.dumps(info))
        lines = [json.dumps(line(item, chance), separators=(",", ":")) for item in checklist.items]
        (folder / "ana.jsonl").write_text("\n".join(lines) + "\n")
        for path in (folder / "review.json", folder / "ana.jsonl", folder):
            os.utime(path, (hour_ago, hour_ago))


def line(item: str, chance: random.Random) -> dict[str, object]:
    status = chance.choices(["yes", "partial", "no", "na"], [55, 15, 20, 10])[0]
    day, clock = f"2026-{chance.randint(1, 9):02d}-{chance.randint(1, 28):02d}", f"{chance.randint(8, 17):02d}:30:21"
    at = f"{day}T{clock}.{chance.randint(1, 999_999):06d}Z"
    said = {"at": at, "item": item, "status": status, "note": " ".join(chance.choices(WORDS, k=15))}
    if status in ("no", "partial"):
        evidence = [f"app/{chance.choice(WORDS)}.py:{chance.randint(1, 400)}", f"https://git.example.com/{item}"]
        return said | {"evidence": evidence, "owner": chance.choice(["ana", "ben", "cy"]), "due": "2026-12-24"}
    return said


def logs(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(root.glob("*/*/*.jsonl"))]


def parse(contents: list[bytes]) -> Callable[[], None]:
    """The floor: every line through orjson, each result thrown away at once, and no file opened."""

    def run() -> None:
        for content in contents:
            for one in content.splitlines():
                orjson.loads(one)

    return run


def normalize(paths: list[Path]) -> pd.DataFrame:
    """What one writes first: `json_normalize` per file."""
    return pd.concat([pd.json_normalize([json.loads(one) for one in path.open()]) for path in paths])


def full(root: Path) -> Callable[[], object]:
    return lambda: Portfolio.load(root, cache=False).answers


def measures(root: Path) -> object:
    """Load through the cache and measure: what needs no text people wrote."""
    portfolio = Portfolio.load(root)
    return portfolio.sections(), portfolio.weak_items()


def touch(root: Path, count: int) -> Callable[[], None]:
    """Return what gives `count` reviews one more answer, as if that had been a while ago."""
    logs = sorted(root.glob("*/*/ana.jsonl"))
    chosen = logs[:: len(logs) // count]
    moments = iter(range(int(time.time()) - 3000, int(time.time())))

    def run() -> None:
        at = next(moments)
        for path in chosen:
            with path.open("ab") as log:
                log.write(b'{"at":"2026-10-01T00:00:00.000001Z","item":"security.cors","status":"no"}\n')
            os.utime(path, (at, at))

    return run


def measure(root: Path, count: int) -> list[Limit]:
    contents = logs(root)
    size = sum(map(len, contents)) / 1e6
    floor = seconds(parse(contents))
    print(f"\n{count:,} reviews × 115 answers, {size:.0f} MB; orjson.loads of every line {floor:.3f} s")
    full(root)()
    found = [Limit("full load with all answers / orjson.loads", ratio(full(root), parse(contents)), 1.6)]
    paths = sorted(root.glob("*/*/*.jsonl"))[:SUBSAMPLE]
    share = count / len(paths)
    naive, loaded = seconds(lambda: normalize(paths), repeat=2) * share, seconds(full(root))
    found.append(Limit(f"json_normalize per file (of {len(paths)} files) / full load", naive / loaded, 12, True))
    first = seconds(lambda: Portfolio.load(root), repeat=1)
    print(f"first load, writing the cache: {first / floor:.2f} times orjson.loads")
    found.append(Limit("warm cache, load / orjson.loads", ratio(lambda: Portfolio.load(root), parse(contents)), 0.2))
    found.append(Limit("warm cache, load and measures", ratio(lambda: measures(root), parse(contents)), 0.2))
    found.append(
        Limit("warm cache, load and all answers", ratio(lambda: Portfolio.load(root).answers, parse(contents)), 0.2)
    )
    changed = ratio(lambda: Portfolio.load(root), parse(contents), before=touch(root, max(1, count // 100)))
    found.append(Limit("1 % changed, load / orjson.loads", changed, 0.6))
    return found


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1_000, 10_000]
    times = {}
    with tempfile.TemporaryDirectory() as temporary:
        for count in sizes:
            root = Path(temporary) / str(count)
            make(root, count)
            for limit in measure(root, count):
                print(limit)
            times[count] = seconds(full(root))
            code = "import sys; from archnb import Portfolio; a = Portfolio.load(sys.argv[1], cache=False).answers"
            print(Limit("peak memory of a process", peak_megabytes(code, str(root)), 500, unit="MB"))
    if {1_000, 10_000} <= times.keys():
        print(Limit("\ngrowth of the full load from 1,000 to 10,000", times[10_000] / times[1_000], 11))


if __name__ == "__main__":
    main()
