"""`archnb export`: a review as Markdown, CSV, Excel or JSON; its findings for an issue tracker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archnb.cli.folders import find_review
from archnb.cli.group import complain, examples
from archnb.cli.output import refuse_review_folder, write_output
from archnb.errors import StoreError
from archnb.journal import open_journal
from archnb.printable import printable
from archnb.review import Review

if TYPE_CHECKING:
    from archnb.export.csv import Layout

__all__ = ["export"]

_WRITERS: dict[str, Callable[[Review], bytes]] = {
    ".md": lambda review: review.to_markdown().encode(),
    # Excel takes a CSV file for UTF-8 only if it begins with a mark.
    ".csv": lambda review: review.to_csv().encode("utf-8-sig"),
    ".json": lambda review: review.to_json().encode(),
}


@click.command(
    epilog=examples(
        "archnb export payments-api -o payments-api.xlsx",
        "archnb export payments-api --as-of 2026-12-24 -o payments-api.md",
        "archnb export payments-api --findings jira -o issues.csv",
    )
)
@click.argument("folder")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help="Where it goes; the ending .md, .csv, .xlsx or .json says the format. An older file there is replaced.",
)
@click.option("--findings", type=click.Choice(["jira", "github"]), help="Only findings, as that tracker imports them.")
@click.option("--as-of", metavar="MOMENT", help="As it stood then: a milestone, 2026-12-24, or 2026-12-24T10:00.")
def export(folder: str, output: str, findings: Layout | None, as_of: str | None) -> None:
    """Write a review in a format to take away.

    .md is a task list for GitHub, .csv one row per item, .xlsx a workbook with a sheet each for answers, findings,
    sections, history and about, .json all data to the letter. With --findings the .csv has a row per finding, which
    Jira's importer or a tool such as github-csv-tools turns into issues.

    FOLDER is a review's folder, or a project in reviews/.
    """
    path = _checked(Path(output), findings)
    journal = open_journal(find_review(folder))
    for problem in journal.problems:
        complain(problem)
    review = Review(journal) if as_of is None else Review(journal).as_of(as_of)
    if findings:
        from archnb.export import findings_to_csv

        write_output(path, findings_to_csv(review.state, layout=findings).encode())
    elif path.suffix.lower() == ".xlsx":
        review.to_excel(path)
    else:
        write_output(path, _WRITERS[path.suffix.lower()](review))
    click.echo(printable(f"Made {path}", one_line=True))


def _checked(path: Path, findings: str | None) -> Path:
    """Refuse a name whose ending names no format, before anything is read."""
    known = [".csv"] if findings else [*_WRITERS, ".xlsx"]
    if path.suffix.lower() not in known:
        what = "findings for a tracker are written" if findings else "a review is written"
        raise StoreError(
            f"{what} as {', '.join(known)}, not as '{path.suffix or path.name}'",
            path=path,
            remedy="Give the file such an ending.",
        )
    refuse_review_folder(path)
    return path
