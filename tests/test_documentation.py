"""The README says what there is, and what it shows works when typed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import duckdb
import pytest
from click import Group

import archnb
from archnb import metrics
from archnb.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: Group, path: str = "archnb") -> set[str]:
    found: set[str] = set()
    for name, command in group.commands.items():
        found |= commands(command, f"{path} {name}") if isinstance(command, Group) else {f"{path} {name}"}
    return found


def test_every_command_stands_in_the_table() -> None:
    rows = re.findall(r"^\| `(archnb [^`]*)` \|", README, flags=re.MULTILINE)
    listed = {re.match(r"archnb( [a-z][a-z-]*)+", row)[0] for row in rows}
    assert listed == commands(main)


@pytest.mark.parametrize("name", [name for name in archnb.__all__ if not name.startswith("_")])
def test_every_public_name_has_a_docstring(name: str) -> None:
    assert getattr(archnb, name).__doc__


def test_the_python_of_the_tour_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    archnb.Review.open("reviews/payments-api", create=True)
    [block] = [block for block in re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL) if "Review.open" in block]
    names: dict[str, object] = {}
    exec("\n".join(line.removeprefix("   ") for line in block.splitlines()), names)
    assert names["review"].state.status("security.cors") == "no"


def test_the_query_for_spark_gives_the_counts_that_the_measures_take() -> None:
    # DuckDB speaks enough of Spark's SQL to run the README's query as it stands.
    [query] = re.findall(r"```sql\n(.*?)```", README, flags=re.DOTALL)
    answers = archnb.Portfolio.load(ROOT / "data" / "portfolio", cache=False).answers  # DuckDB reads it
    keys = ["section", "item", "severity", "weight"]
    items = duckdb.sql(query).df().set_index(keys)
    counted = metrics.Counted(items=items, profiles=None, projects=None)
    expected = metrics.weakness(metrics.counted(answers))["rank"]
    assert metrics.weakness(counted)["rank"].to_dict() == expected.to_dict()


def test_every_link_into_the_repository_leads_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_extras_that_the_readme_names_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = set(re.findall(r"\.\[([a-z]+)\]|--extra ([a-z]+)", README))
    assert {first or second for first, second in named} <= set(extras)


def test_the_top_level_holds_nothing_else() -> None:
    allowed = {"pyproject.toml", "README.md", "archnb", "notebooks", "data", "tests", "LICENSE", "CHANGELOG.md",
               "CONTRIBUTING.md"}  # fmt: skip
    tracked = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert tracked - allowed - {"build", "dist", "my-reviews"} == set()
