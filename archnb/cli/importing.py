"""`archnb checklist import`: other people's checklists as files in archnb's own YAML."""

from __future__ import annotations

import os
import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from archnb import formats
from archnb.checklist import Checklist
from archnb.cli.group import examples
from archnb.cli.output import write_output
from archnb.errors import StoreError
from archnb.formats.ids import fitting, slug
from archnb.formats.yaml_text import yaml_text
from archnb.printable import printable

__all__ = ["import_"]

_MOST_LINES = 20
_OF_A_KIND = 3


@click.command(
    "import",
    epilog=examples(
        "archnb checklist import CHECKLIST.md",
        "archnb checklist import audit.csv --map text=Question --map section=Area -o audit.yaml",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="NAME.yaml", help="Where the checklist goes; the default is its id.")
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table, or key, holds text, section, severity, id, why …; may be given several times.",
)
@click.option("--fenced", is_flag=True, help="Take the boxes in a Markdown file's code and comments as well.")
@click.option("--id", "id_", metavar="ID", help="The checklist's id, instead of its title's.")
@click.option("--title", metavar="TEXT", help="The checklist's title, instead of the file's.")
@click.option("--version", metavar="TEXT", help="The checklist's version, instead of the file's or 1.")
@click.option(
    "--verbose", "--all", "everything", is_flag=True, help="List all that was skipped or noted, not three of a kind."
)
def import_(
    file: Path,
    output: str | None,
    mapped: tuple[str, ...],
    fenced: bool,
    id_: str | None,
    title: str | None,
    version: str | None,
    everything: bool,
) -> None:
    """Make a checklist of archnb's own out of somebody else's FILE.

    FILE is a Markdown task list, CSV, YAML or JSON; what format it is in is found by its content. The report says how
    many sections and items were found, and what was skipped and why. An existing file is not written over.
    """
    document = formats.read(file, fenced=fenced, columns=_columns(mapped))
    named = {"id": fitting(id_) if id_ else slug(title) if title else None, "title": title, "version": version}
    checklist = Checklist.parse(document.data | {k: v for k, v in named.items() if v}, path=file)
    path = _write(Path(output or f"{_file_name(checklist.id)}.yaml"), checklist.to_data())
    for line in _report(checklist, path, document, everything):
        click.echo(printable(line))


def _columns(mapped: Iterable[str]) -> dict[str, str]:
    columns = {}
    for pair in mapped:
        field, equals, column = pair.partition("=")
        if not (field.strip() and equals and column.strip()):
            raise click.BadParameter(f"'{pair}' is not FIELD=COLUMN, such as text=Question.", param_hint="--map")
        columns[field.strip().casefold()] = column.strip()
    return columns


def _file_name(id_: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in id_)[:60].strip("-.") or "checklist"


def _write(path: Path, data: dict[str, Any]) -> Path:
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise StoreError(
            "a checklist's name ends in .yaml", path=path, remedy="Give such a name, as in `-o audit.yaml`."
        )
    if os.path.lexists(path):
        raise StoreError("the file exists already", path=path, remedy="Remove it, or give another name with -o.")
    return write_output(path, yaml_text(data).encode())


def _report(checklist: Checklist, path: Path, document: formats.Document, everything: bool) -> Iterator[str]:
    yield f"{checklist.title} {checklist.version}"
    items, sections = len(checklist.items), len(checklist.sections)
    yield f"{items:>6}  item{'s' * (items != 1)} in {sections} section{'s' * (sections != 1)}"
    for verb, told in (("skipped", document.skipped), ("noted", document.notes)):
        if told:
            yield f"{len(told):>6}  {verb}:"
            lines = [" ".join(line.split()) for line in told]
            yield from (f"        {line}" for line in (lines if everything else _folded(lines)))
    yield f"Made {path}"
    yield f"Begin with: archnb new PROJECT --checklist {shlex.quote(str(path))}"


def _folded(lines: list[str]) -> Iterator[str]:
    """Yield three lines of each kind, the kinds in the order of their first lines, and how many more there are."""
    kinds = defaultdict(list)
    for line in lines:
        kinds[_kind(line)].append(line)
    yielded = told = 0
    for kind, same in kinds.items():
        shown = same[: _OF_A_KIND if len(same) > _OF_A_KIND + 1 else None]
        if yielded + len(shown) > _MOST_LINES:
            break
        yielded += len(shown)
        told += len(same)
        yield from shown
        if len(same) > len(shown):
            yield f"… and {len(same) - len(shown):,} more: {kind}; --verbose lists them"
    if told < len(lines):
        yield f"… and {len(lines) - told:,} more, which --verbose lists"


def _kind(line: str) -> str:
    """Return what a line says of its place, without what is quoted from there."""
    return re.sub("'[^']*'", "'…'", line.rpartition(": ")[2].partition(";")[0])
