"""How fast shared notebooks are read: ratios of one run, against `json.load` and `scrapbook.read_notebooks`.

Run it with ``python tests/benchmarks/bench_read.py 1000 PYTHON``: PYTHON is that of an environment with scrapbook,
whose dependencies are no business of archnb's; without it, `nbformat.read` is told for comparison.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook, new_output
from timing import Limit, peak_megabytes, ratio, seconds

from archnb import Portfolio, Review
from archnb.share import share

PORTFOLIO = Path(__file__).parents[2] / "data" / "portfolio"
SUBSAMPLE = 100


def make(root: Path, count: int) -> list[Path]:
    """Share the reviews of the sample portfolio, each under as many names as it takes."""
    originals = [share_one(folder, root) for folder in sorted(PORTFOLIO.glob("*/"))]
    paths = []
    for number in range(count):
        content = originals[number % len(originals)].read_bytes()
        path = root / "shared" / f"{number:05d}.ipynb"
        path.parent.mkdir(exist_ok=True)
        # Another project each: of copies of one review only the newest would be read to the end.
        path.write_bytes(content.replace(b'"project":"', b'"project":"%d ' % number))
        paths.append(path)
    return paths


def share_one(folder: Path, root: Path) -> Path:
    review = Review.open(folder, reviewer="nobody")
    output = new_output("display_data", data=review.snapshot().bundle())
    notebook = root / f"{folder.name}.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("review.form()", outputs=[output], id="form")]), notebook)
    return share(notebook, root / f"{folder.name}-shared.ipynb", reviews=folder.parent).path


def load_json(paths: list[Path]) -> None:
    for path in paths:
        with path.open(encoding="utf-8") as file:
            json.load(file)


def load_nbformat(paths: list[Path]) -> None:
    for path in paths:
        nbformat.read(path, as_version=4)


def seconds_of_scrapbook(python: str, folder: Path) -> float:
    code = (
        "import sys, time; import scrapbook; start = time.perf_counter(); "
        "scrapbook.read_notebooks(sys.argv[1]).scraps; print(time.perf_counter() - start)"
    )
    run = subprocess.run([python, "-W", "ignore", "-c", code, str(folder)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as temporary:
        paths = make(Path(temporary), count)
        shared = paths[0].parent
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        plain = seconds(lambda: load_json(paths))
        print(f"{count:,} shared notebooks, {megabytes:.0f} MB; json.load of each {plain:.2f} s")
        read = ratio(lambda: Portfolio.load(shared, cache=False), lambda: load_json(paths))
        print(Limit("Portfolio.load / json.load", read, 2))
        answers = ratio(lambda: Portfolio.load(shared, cache=False).answers, lambda: load_json(paths))
        print(Limit("Portfolio.load with all answers / json.load", answers, 2))
        loaded = seconds(lambda: Portfolio.load(shared, cache=False).answers)
        if len(sys.argv) > 2:
            slow = seconds_of_scrapbook(sys.argv[2], shared)
            print(Limit("scrapbook.read_notebooks / load with all answers", slow / loaded, 5, True))
        some = paths[:SUBSAMPLE]
        plain = seconds(lambda: load_nbformat(some)) * count / len(some)
        print(f"nbformat.read (of {len(some)}) / load with all answers: {plain / loaded:.2f} times")
        code = "import sys; from archnb import Portfolio; p = Portfolio.load(sys.argv[1], cache=False)"
        print(Limit("peak memory of a process that loads them", peak_megabytes(code, str(shared)), 500, unit="MB"))


if __name__ == "__main__":
    main()
