"""`archnb scan`: proposed answers from a project's repository."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from archnb import __version__
from archnb.checklist import Checklist
from archnb.cli.folders import find_review
from archnb.cli.group import complain, examples
from archnb.cli.terminal import console, line, print_lines
from archnb.errors import AnswerError, StoreError
from archnb.journal import Journal, open_journal
from archnb.printable import printable
from archnb.store import reviewer_name

if TYPE_CHECKING:
    from rich.table import Table

    from archnb.scan import Proposal, Result
    from archnb.scan.adopting import Adopted

__all__ = ["scan"]

_CHECKLIST = "python-backend"
_MOST_NOTES = 10
_COLOURS = {"yes": "green", "partial": "yellow", "no": "red"}


@click.command(
    epilog=examples(
        "archnb scan .",
        "archnb scan . --project payments-api",
        "archnb scan . --json",
        "archnb scan . --sarif",
    )
)
@click.argument("path")
@click.option("--project", metavar="NAME", help="Write what is sure into this review: a folder, or one in reviews/.")
@click.option("--root", metavar="DIR", help="The backend's folder in a monorepo; found by itself where it is clear.")
@click.option("--json", "as_json", is_flag=True, help="For other programs: proposals, facts and notes.")
@click.option("--sarif", "as_sarif", is_flag=True, help="SARIF 2.1.0, for code hosts.")
def scan(path: str, project: str | None, root: str | None, as_json: bool, as_sarif: bool) -> None:
    """Read the repository at PATH and propose answers, with evidence.

    Its code is read, never run, and nothing goes over the network. Without --project nothing is written. With it,
    proposals of high confidence become answers to the items that nobody ever answered, marked as the scan's; an
    answer that is there stays as it is, and where the scan says otherwise, that is printed.
    """
    from archnb.scan import scan as scan_repository

    if as_json and as_sarif:
        raise AnswerError("--json and --sarif are two documents", remedy="Give one of them.")
    journal = _journal(project) if project else None
    result = scan_repository(path, root=root)
    adopted = _adopt(result, journal, path) if journal else None
    checklist = journal.checklist if journal else Checklist.load(_CHECKLIST)
    if as_json:
        # ASCII only: names of files stay true and cannot act on a terminal.
        click.echo(json.dumps(msgspec.to_builtins(result), indent=2))
    elif as_sarif:
        from archnb.scan.sarif import to_sarif

        click.echo(json.dumps(to_sarif(result, checklist, version=__version__), indent=2))
    else:
        _print(result, checklist)
    if adopted and journal:
        for said in _told(adopted, journal):
            click.echo(printable(said), err=as_json or as_sarif)


def _journal(project: str) -> Journal:
    folder = find_review(project)
    journal = open_journal(folder, reviewer=reviewer_name(folder=folder))
    for problem in journal.problems[:_MOST_NOTES]:
        complain(problem)
    return journal


def _adopt(result: Result, journal: Journal, path: str) -> Adopted:
    from archnb.scan.adopting import adopt
    from archnb.scan.revision import commit_of

    try:
        return adopt(result, journal, version=__version__, commit=commit_of(path))
    except OSError as error:
        raise StoreError.of(error, journal.folder.path) from error


def _print(result: Result, checklist: Checklist) -> None:
    if result.proposals:
        console().print(_table(result.proposals, checklist))
    else:
        click.echo("No proposals: is there a Python backend in this folder?")
    print_lines(["", *_facts(result.facts)])
    if result.notes:
        more = len(result.notes) - _MOST_NOTES
        shown = [f"  {note}" for note in result.notes[:_MOST_NOTES]]
        rest = [f"  … and {more} more; --json lists them"] if more > 0 else []
        print_lines([f"\nNotes ({len(result.notes)}):", *shown, *rest])


def _table(proposals: tuple[Proposal, ...], checklist: Checklist) -> Table:
    from rich import box
    from rich.table import Table

    from archnb.snapshot.wording import status_words

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for column, width in (("Section", 10), ("Item", 12), ("Status", 9), ("Confidence", 6), ("Reason", 20)):
        table.add_column(column, overflow="fold", min_width=width)
    table.add_column("First evidence", overflow="fold")
    order = {item: number for number, item in enumerate(checklist.items)}
    for proposal in sorted(proposals, key=lambda p: order.get(p.item, len(order))):
        section = checklist.section_of.get(proposal.item)
        status = status_words(proposal.status) if proposal.status else "– open"
        table.add_row(
            line(section.title if section else ""),
            line(proposal.item),
            line(status, _COLOURS.get(proposal.status or "", "dim")),
            line(proposal.confidence),
            line(proposal.reason),
            line(proposal.evidence[0] if proposal.evidence else ""),
        )
    return table


def _facts(facts: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each fact; of long lists the first few."""
    for name, value in facts.items():
        label = f"{name.replace('_', ' ').capitalize()}:"
        if isinstance(value, list):
            shown = ", ".join(" → ".join(part) if isinstance(part, list) else str(part) for part in value[:5])
            value = f"{shown or 'none'}{f' … ({len(value)})' if len(value) > 5 else ''}"
        elif isinstance(value, float):
            value = f"{value:.0%}"
        elif isinstance(value, int):
            value = f"{value:,}"
        yield f"{label:<18}{'–' if value in (None, '') else value}"


def _told(adopted: Adopted, journal: Journal) -> Iterator[str]:
    """Yield what was written, and where the scan and an answer differ."""
    count = len(adopted.written)
    yield f"\nWritten to {journal.folder.path}: {count} {'answer' if count == 1 else 'answers'}."
    yield from (f"  {proposal.item}: {proposal.status}" for proposal in adopted.written)
    if adopted.differing:
        yield f"The scan says otherwise in {len(adopted.differing)}; the answers stay:"
    for proposal, held in adopted.differing:
        place = f" ({proposal.evidence[0]})" if proposal.evidence else ""
        yield (
            f"  {proposal.item}: answered {held.status} by {held.reviewer}, the scan says {proposal.status} "
            f"with {proposal.confidence} confidence: {proposal.reason}{place}"
        )
