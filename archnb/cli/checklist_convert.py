"""`archnb checklist convert`: a checklist in another format."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from archnb.cli.group import examples
from archnb.cli.output import write_output
from archnb.errors import StoreError
from archnb.printable import printable

__all__ = ["convert"]


@click.command(
    epilog=examples(
        "archnb checklist convert python-backend --to md -o checklist.md",
        "archnb checklist convert python-backend --to aws-lens -o lens.json",
        "archnb checklist convert python-backend --to csv -o checklist.csv",
    )
)
@click.argument("id_or_file")
@click.option(
    "--to",
    "to",
    type=click.Choice(["md", "yaml", "csv", "aws-lens"]),
    required=True,
    help="A task list in Markdown; archnb's own YAML; a row per item; a custom lens for AWS.",
)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where it goes; an older one there is replaced.")
def convert(id_or_file: str, to: str, output: str) -> None:
    """Write a checklist in another format; what finds no place there is told.

    ID_OR_FILE is python-backend, or a file in any format. A checklist that extends another is written whole. An AWS
    lens has at most 10 pillars of 20 questions: a longer checklist becomes several files, numbered.
    """
    from archnb.authoring.conversion import converted
    from archnb.checklist import Checklist

    if os.path.exists(output) and os.path.exists(id_or_file) and os.path.samefile(output, id_or_file):
        remedy = "Give another name: what finds no place in the new format would be lost."
        raise StoreError("this is the checklist itself", path=output, remedy=remedy)
    result = converted(Checklist.load(id_or_file), to)
    for path, text in zip(_paths(Path(output), len(result.documents)), result.documents, strict=True):
        click.echo(printable(f"Made {write_output(path, text.encode())}"))
    for left_out in result.left_out:
        click.echo(printable(f"Left out: {left_out}"))


def _paths(path: Path, number: int) -> Iterator[Path]:
    if number == 1:
        yield path
    else:
        yield from (path.with_name(f"{path.stem}-{part}{path.suffix}") for part in range(1, number + 1))
