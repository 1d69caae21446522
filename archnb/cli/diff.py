"""`archnb diff`: what is different between two reviews, or two moments of one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archnb.cli.folders import find_review
from archnb.cli.group import examples
from archnb.cli.output import write_output
from archnb.cli.terminal import console, line
from archnb.errors import StoreError
from archnb.journal import Journal, State
from archnb.printable import printable
from archnb.review import Review

if TYPE_CHECKING:
    from rich.table import Table

    from archnb.diff import Difference

__all__ = ["diff"]

_BEHIND_DASHES = "archnb.behind_dashes"
_FORMS = {".md": "markdown", ".html": "html", ".txt": "text"}
_STYLES = {"regressed": "red", "taken back": "red", "improved": "green"}


class _DiffCommand(click.Command):
    """A command that tells what stands behind `--` from what stands before it, as git does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" in args:
            cut = args.index("--")
            ctx.meta[_BEHIND_DASHES] = args[cut + 1 :]
            args = args[:cut]
        return super().parse_args(ctx, args)


@click.command(
    cls=_DiffCommand,
    epilog=examples(
        "archnb diff payments-api@2026-11-22",
        "archnb diff payments-api@2026-11-22 payments-api --format markdown",
    ),
)
@click.argument("a")
@click.argument("b", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "text", "markdown", "html"]),
    help="table for a terminal (the default), markdown for a comment on a pull request, html for a page.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; its ending (.md, .html, .txt) says the format.")
@click.pass_context
def diff(ctx: click.Context, a: str, b: str | None, form: str | None, output: str | None) -> None:
    """Print what is different in B, compared with A.

    A and B are reviews: a folder, a project in reviews/, or a notebook that carries one. With @MOMENT behind it, such
    as pay@go-live or pay@2026-11-22, it is the review as it stood then. Without B, A is compared with its own present.

    Behind two dashes stands a review's folder, and then A and B are revisions of git: `archnb diff HEAD~5 --
    reviews/pay` compares with the folder as it is, `archnb diff HEAD~5 HEAD -- reviews/pay` two revisions. The work
    tree is not touched.
    """
    from archnb.diff import compare

    behind = ctx.meta.get(_BEHIND_DASHES)
    (before, after), names = _moments(a, b) if behind is None else _revisions(a, b, behind)
    difference = compare(before, after, names=names)
    if output is None:
        _print(difference, form or "table")
    else:
        content = _rendered(difference, form or _form_of(Path(output)))
        click.echo(printable(f"Made {write_output(Path(output), content.encode())}", one_line=True))


def _moments(a: str, b: str | None) -> tuple[tuple[State, State], tuple[str, str]]:
    """Return review `a` and review `b`, or `a` and its own present."""
    journal, before = _opened(a)
    if b is None:
        return (before, journal.state()), (a, "now")
    return (before, _opened(b)[1]), (a, b)


def _opened(said: str) -> tuple[Journal, State]:
    """Return the review that `said` names, and how it stood at the moment behind an @."""
    from archnb.diff import read_journal

    place, moment = _split(said)
    journal = read_journal(place)
    return journal, (Review(journal).as_of(moment).state if moment else journal.state())


def _split(said: str) -> tuple[Path, str]:
    # A folder's name and a milestone's may both hold an @: the shortest name that is a review counts.
    cuts = [index for index, char in enumerate(said) if char == "@"]
    for cut in [len(said), *cuts]:
        with contextlib.suppress(StoreError):
            return _place(said[:cut]), said[cut + 1 :]
    return _place(said[: cuts[0]] if cuts else said), ""


def _place(said: str) -> Path:
    path = Path(said)
    return path if path.suffix == ".ipynb" and path.is_file() else find_review(said)


def _revisions(a: str, b: str | None, behind: list[str]) -> tuple[tuple[State, State], tuple[str, str]]:
    """Return the review behind the dashes in revision `a`, and in `b` or as it is."""
    from archnb.diff import read_journal, read_revision

    if len(behind) != 1:
        raise StoreError(
            "one review's folder stands behind --", remedy="Such as: archnb diff HEAD~5 -- reviews/payments-api"
        )
    try:
        folder = find_review(behind[0])
    except StoreError:
        if b is None:
            raise
        folder = Path(behind[0])  # it was removed since, and is still in git
    after = read_journal(folder).state() if b is None else read_revision(folder, b)
    return (read_revision(folder, a), after), (f"{folder.name} in {a}", f"in {b}" if b else "now")


def _form_of(path: Path) -> str:
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise StoreError(
            f"no format is known for '{path.suffix or path.name}' files",
            path=path,
            remedy=f"End the name in {', '.join(_FORMS)}, or give --format.",
        )
    return form


def _rendered(difference: Difference, form: str) -> str:
    from archnb.diff.html import to_page

    if form == "html":
        return to_page(difference)
    return difference.to_markdown() if form == "markdown" else f"{difference!r}\n"


def _print(difference: Difference, form: str) -> None:
    if form != "table":
        click.echo(_rendered(difference, form), nl=False)
        return
    from archnb.diff.wording import heading, summary

    out = console()
    out.print(line(heading(difference), "bold"))
    out.print(line(" · ".join(summary(difference))))
    if difference.changes:
        out.print()
        out.print(_table(difference))


def _table(difference: Difference) -> Table:
    from rich import box
    from rich.table import Table

    from archnb.diff.wording import TITLES, details, step

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name in ("Change", "Item", "Status", "Said"):
        table.add_column(name, overflow="fold")
    for change in difference.changes:
        item = line(change.item.text).append(f" · {change.item.severity}", style="dim")
        table.add_row(
            line(TITLES[change.kind], _STYLES.get(change.kind, "")), item, step(change), line(details(change))
        )
    return table
