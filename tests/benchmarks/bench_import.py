"""How fast a checklist of 3,253 items is imported: ratios of one run, each against the format's own parser.

Run it with ``python tests/benchmarks/bench_import.py``. The import has everything in it: reading and deciding the
format, ids, the report, and the checked checklist.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from timing import Limit, ratio, seconds

from archnb import Checklist, formats
from archnb.formats.yaml_text import yaml_text

ITEMS, SECTIONS = 3_253, 60


def rows() -> list[dict[str, str]]:
    """Return rows with texts as long as those of published checklists."""
    question = (
        "Is service {} protected against `injection` as [its standard](https://example.org/{}) asks, and is every "
        "exception to that written down with the person who accepted it?"
    )
    return [
        {
            "Area": f"Area {number * SECTIONS // ITEMS}",
            "Question": question.format(number, number),
            "Risk": ("high", "medium", "low")[number % 3],
            "Rationale": f"What is not written down for {number} is forgotten in a year, and found by somebody else.",
        }
        for number in range(ITEMS)
    ]


def markdown(found: list[dict[str, str]]) -> str:
    lines, area = ["# House\n"], ""
    for row in found:
        if row["Area"] != area:
            area = row["Area"]
            lines.append(f"\n## {area}\n")
        lines.append(f"- [ ] {row['Question']}\n  - {row['Rationale']}")
    return "\n".join(lines)


def table(found: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(found[0]))
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def parsers(found: list[dict[str, str]]) -> dict[str, tuple[str, Callable[[str], Any], str]]:
    """Return each format's text, its parser, and what that is called."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    commonmark = MarkdownIt("commonmark").enable("table")
    return {
        "md": (markdown(found), commonmark.parse, "markdown-it"),
        "yaml": (yaml_text(found), lambda text: yaml.load(text, Loader=loader), "yaml.CSafeLoader"),
        "json": (json.dumps(found, indent=1), json.loads, "json.loads"),
        "csv": (table(found), lambda text: list(csv.DictReader(io.StringIO(text))), "csv.DictReader"),
    }


def load(path: Path) -> Checklist:
    return Checklist.parse(formats.read(path).data)


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary:
        for suffix, (text, parse, name) in parsers(rows()).items():
            path = Path(temporary) / f"house.{suffix}"
            path.write_text(text, encoding="utf-8")
            assert len(load(path).items) == ITEMS
            figure = ratio(lambda path=path: load(path), lambda parse=parse, text=text: parse(text), repeat=7)
            print(f"{name}: {seconds(lambda parse=parse, text=text: parse(text)) * 1e3:.0f} ms")
            print(Limit(f"import of {ITEMS:,} items from .{suffix} / {name}", figure, 3))


if __name__ == "__main__":
    main()
