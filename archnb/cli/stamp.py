"""`archnb stamp`: bring the reviews that notebooks show up to date."""

from __future__ import annotations

from pathlib import Path

import click

from archnb.cli.group import BAD_INPUT, complain, examples
from archnb.errors import ArchnbError
from archnb.printable import printable

__all__ = ["stamp"]

_STALE = 1


@click.command(epilog=examples("archnb stamp payments-api.ipynb", "archnb stamp --check ."))
@click.argument("places", metavar="NOTEBOOK...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a notebook is out of date.")
@click.option("--reviews", metavar="FOLDER", type=click.Path(path_type=Path), help="Where the logs are, if elsewhere.")
@click.pass_context
def stamp(ctx: click.Context, places: tuple[Path, ...], check: bool, reviews: Path | None) -> None:
    """Bring the answers that notebooks show up to date with the logs, without running them.

    A folder means all notebooks in it. Other outputs, such as tables and charts, stay as they were run. As a
    pre-commit hook it keeps stale documents out of git.
    """
    from archnb.share import notebooks_in
    from archnb.share import stamp as bring_up_to_date

    status = 0
    paths: list[Path] = []
    for place in places:
        try:
            paths += notebooks_in(place)
        except ArchnbError as error:
            complain(error)
            status = BAD_INPUT
    for path in paths:
        try:
            done = bring_up_to_date(path, reviews=reviews, check=check)
        except ArchnbError as error:
            complain(error)
            status = BAD_INPUT
            continue
        for project in done.absent:
            click.echo(_line(path, f"the logs of '{project}' are not here; left as it is"))
        if done.stale:
            word = "out of date" if check else "brought up to date"
            click.echo(_line(path, f"{word}: {', '.join(done.stale)}"))
            status = max(status, _STALE) if check else status
    ctx.exit(status)


def _line(path: Path, said: str) -> str:
    return printable(f"{path}: {said}", one_line=True)
