"""`archnb share`: make a document of an executed notebook."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from archnb.cli.group import examples
from archnb.printable import printable

__all__ = ["share"]

_KEY = "archnb-names.key.json"


@click.command(
    epilog=examples(
        "archnb share payments-api.ipynb -o payments-api.html --execute",
        "archnb share payments-api.ipynb -o for-customer.ipynb --execute --redact notes,evidence",
        "archnb share payments-api.ipynb -o case-study.md --execute --anonymize",
    )
)
@click.argument("notebook", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="OUT",
    type=click.Path(path_type=Path),
    help="The document; its ending says what: .ipynb, .html, .md, .pdf (printed by a Chromium or Chrome).",
)
@click.option("--redact", metavar="WHAT", multiple=True, help="Leave out: notes, reviewers, evidence, owners.")
@click.option("--anonymize", is_flag=True, help="Replace the names of projects and people, alike in all documents.")
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"Who is who under --anonymize; by default {_KEY} beside the notebook. Keep it to yourself.",
)
@click.option("--execute", is_flag=True, help="Run the notebook first; the file itself stays as it is.")
@click.option("--reviews", metavar="FOLDER", type=click.Path(path_type=Path), help="Where the logs are, if elsewhere.")
def share(
    notebook: Path,
    output: Path,
    redact: tuple[str, ...],
    anonymize: bool,
    key: Path | None,
    execute: bool,
    reviews: Path | None,
) -> None:
    """Make the document OUT of an executed NOTEBOOK, for people who have no kernel.

    The answers are brought up to date from the logs, widgets are removed, and what is redacted is gone from the
    document, its text and its data alike. Look at it before you send it: a picture that you drew may show more.
    """
    from archnb.share import share as make_document

    names = (key or notebook.parent / _KEY) if anonymize else None
    with _progress(execute) as progress:
        shared = make_document(
            notebook,
            output,
            redact=[name.strip() for said in redact for name in said.split(",") if name.strip()],
            key=names,
            execute=execute,
            reviews=reviews,
            progress=progress,
        )
    click.echo(printable(f"Made {shared.path}: {', '.join(shared.projects)}", one_line=True))
    for said in shared.told:
        click.echo(printable(f"  {said}", one_line=False))
    if names is not None:
        click.echo(printable(f"Who is who is in {names}: keep it to yourself"))


@contextmanager
def _progress(wanted: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on a terminal; a pipe or a file gets none."""
    if not (wanted and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Running the notebook", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
