"""A scan against `ast.parse` of the same Python files: ``python tests/benchmarks/bench_scan.py CHECKOUT``."""

from __future__ import annotations

import ast
import sys
import warnings
from pathlib import Path

from timing import Limit, ratio

from archnb.scan import Repository, scan


def main(checkout: Path) -> None:
    warnings.simplefilter("ignore")
    tree = Repository(checkout).tree
    sources = [tree.data(file) for file in tree.files.values() if file.name.endswith(".py")]
    lines = sum(source.count(b"\n") for source in sources)

    def parse() -> None:
        for source in sources:
            try:
                ast.parse(source)
            except (SyntaxError, ValueError):
                continue

    print(f"{lines:,} lines of Python")
    print(Limit("scan / ast.parse of all Python files", ratio(lambda: scan(checkout), parse, repeat=3), 3))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
