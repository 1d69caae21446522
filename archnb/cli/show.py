"""`archnb show`: a review as plain text."""

from __future__ import annotations

from collections.abc import Iterator

import click

from archnb.cli.answer import answer_lines
from archnb.cli.folders import find_review
from archnb.cli.group import complain, examples
from archnb.cli.terminal import print_lines
from archnb.journal import State, open_journal
from archnb.review import Review

__all__ = ["show"]


@click.command(
    epilog=examples(
        "archnb show payments-api",
        "archnb show reviews/payments-api --findings",
        "archnb show payments-api --as-of 2026-12-24",
    )
)
@click.argument("folder")
@click.option("--as-of", metavar="MOMENT", help="As it stood then: a milestone, 2026-12-24, or 2026-12-24T10:00.")
@click.option("--findings", is_flag=True, help="Only what was answered no or partial, worst first.")
def show(folder: str, as_of: str | None, findings: bool) -> None:
    """Print a review: how it stands, and every answer.

    FOLDER is a review's folder, or a project in reviews/.
    """
    journal = open_journal(find_review(folder))
    for problem in journal.problems:
        complain(problem)
    review = Review(journal) if as_of is None else Review(journal).as_of(as_of)
    print_lines(_findings(review.state) if findings else [review.snapshot().text])


def _findings(state: State) -> Iterator[str]:
    from archnb.snapshot.wording import heading, summary

    yield f"{state.info.project} · {heading(state)}"
    yield " · ".join(summary(state))
    for finding in state.findings():
        yield ""
        yield from answer_lines(finding.item, finding.answer)
