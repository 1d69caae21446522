"""`archnb collect`: take answers that came in notebooks back into logs."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

import click

from archnb.cli.group import BAD_INPUT, complain, examples
from archnb.errors import StoreError
from archnb.printable import printable

__all__ = ["collect"]


@click.command(
    epilog=examples(
        "archnb collect payments-api.ipynb --into reviews",
        'archnb collect "*.ipynb" --into reviews --dry-run',
    )
)
@click.argument("notebooks", metavar="NOTEBOOK...", nargs=-1, required=True)
@click.option(
    "--into", required=True, metavar="FOLDER", type=click.Path(path_type=Path), help="The portfolio, such as reviews/."
)
@click.option("--dry-run", is_flag=True, help="Only say what would be added.")
@click.option("--force", is_flag=True, help="Also take what was tampered with, or made for another checklist.")
@click.pass_context
def collect(ctx: click.Context, notebooks: tuple[str, ...], into: Path, dry_run: bool, force: bool) -> None:
    """Take the answers in NOTEBOOKs that came by mail into the logs of a portfolio.

    Each line that the logs lack is added to the log of the reviewer who gave it; what they have already is not added
    again. Notebooks that cannot be taken are named, stop none of the others, and make the exit status 2.
    """
    from archnb.share import collect as take_in

    total, troubled, empty = 0, 0, 0
    for done in take_in(_files(notebooks), into, dry_run=dry_run, force=force):
        total += sum(done.added.values())
        for folder, count in done.added.items():
            if count:
                click.echo(printable(f"{folder}: {_lines(count)} from {done.path}", one_line=True))
        if done.problem:
            troubled += 1
            complain(done.problem)
        elif not done.added:
            empty += 1
            click.echo(printable(f"{done.path} carries no review", one_line=True))
    said = f"{_lines(total)} {'would be added' if dry_run else 'added'} to {into}"
    said += f", problems in {troubled} of the notebooks" if troubled else ""
    said += f", {empty} without a review" if empty else ""
    click.echo(printable(said, one_line=True))
    ctx.exit(BAD_INPUT if troubled else 0)


def _files(said: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files; a pattern that no shell has expanded is expanded here."""
    for one in said:
        if Path(one).exists() or not glob.has_magic(one):
            yield Path(one)
        elif found := sorted(glob.glob(one, recursive=True)):
            yield from map(Path, found)
        else:
            raise StoreError("nothing matches this pattern", path=one, remedy="Check the spelling.")


def _lines(count: int) -> str:
    return f"{count} line{'s' * (count != 1)}"
