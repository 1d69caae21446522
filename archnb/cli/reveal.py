"""`archnb reveal`: let the reviewers of a panel see one another's votes."""

from __future__ import annotations

import click

from archnb.cli.folders import find_review
from archnb.cli.group import examples
from archnb.cli.terminal import print_lines
from archnb.printable import well_formed
from archnb.review import Review

__all__ = ["reveal"]

_NOT_DONE = 1


@click.command(epilog=examples("archnb reveal payments-api", "archnb reveal payments-api --yes"))
@click.argument("folder")
@click.option("--yes", is_flag=True, help="Do not ask, though somebody has not voted on every item.")
@click.option("--reviewer", metavar="NAME", help="Do it in this name instead of your own.")
@click.pass_context
def reveal(ctx: click.Context, folder: str, yes: bool, reviewer: str | None) -> None:
    """Let the reviewers of a panel see one another's votes from now on.

    FOLDER is a review's folder, or a project in reviews/. This cannot be undone; a vote that is cast later is marked
    as late.

    Exit status: 0 revealed; 1 you said no, and nothing was changed; 2 bad input.
    """
    review = Review.open(find_review(folder), reviewer=well_formed(reviewer) if reviewer else None)
    if not review.revealed:
        total = len(review.checklist.items)
        left = [
            f"{name} has voted on {count} of {total} items" for name, count in review.turnout.items() if count < total
        ]
        print_lines(left)
        if left and not yes and not click.confirm("Reveal all votes now?"):
            ctx.exit(_NOT_DONE)
    at = review.reveal()
    count = len(review.state.disputed)
    print_lines([f"{review.project}: revealed {at:%Y-%m-%d %H:%M} UTC, {count} disputed"])
