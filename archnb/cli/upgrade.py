"""`archnb upgrade`: hold a review against another version of its checklist."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from archnb.cli.folders import find_review
from archnb.cli.group import complain, examples
from archnb.cli.terminal import print_lines
from archnb.errors import ChecklistError
from archnb.printable import printable, well_formed
from archnb.review import Review

if TYPE_CHECKING:
    from archnb.upgrade import UpgradePlan

__all__ = ["upgrade"]

_UNDECIDED = 1


@click.command(
    epilog=examples(
        "archnb upgrade payments-api --to python-backend --dry-run",
        "archnb upgrade payments-api --to python-backend",
    )
)
@click.argument("folder")
@click.option("--to", metavar="ID_OR_FILE", required=True, help="The other version, newer or older.")
@click.option("--accept", metavar="OLD=NEW", multiple=True, help="Two ids that name one item; may be repeated.")
@click.option("--yes", is_flag=True, help="Ask nothing; what is only alike counts as retired and new.")
@click.option("--dry-run", is_flag=True, help="Only print what would change.")
@click.option("--reviewer", metavar="NAME", help="Do it in this name instead of your own.")
@click.pass_context
def upgrade(
    ctx: click.Context, folder: str, to: str, accept: tuple[str, ...], yes: bool, dry_run: bool, reviewer: str | None
) -> None:
    """Hold a review against another version of its checklist, without losing an answer.

    FOLDER is a review's folder, or a project in reviews/. Items are matched by id, then by text; where both are
    others, you are asked which are the same. Answers to reworded items are kept and marked to check again, those to
    retired items stay in the log, and a milestone keeps the review as it was.

    Exit status: 0 done, or nothing to do; 1 nothing was changed, for somebody has to decide; 2 bad input.
    """
    review = Review.open(find_review(folder), reviewer=well_formed(reviewer) if reviewer else None)
    matches = dict(map(_parse, accept))
    plan = review.plan_upgrade(to, matches=matches)
    print_lines([review.project, repr(plan)])
    if dry_run or plan.is_done:
        return
    if not (yes or plan.doubtful or _decide(plan, matches)):  # an upgrade with doubtful ids says what is wrong
        ctx.exit(_UNDECIDED)
    review.upgrade(to, matches=matches)
    mark = review.milestones[-1].milestone
    click.echo(printable(f"\nDone. As it was before: archnb show {shlex.quote(folder)} --as-of {shlex.quote(mark)}"))


def _parse(said: str) -> tuple[str, str]:
    old, sign, new = said.partition("=")
    if not (old and sign and new):
        raise ChecklistError(f"'{said}' does not name two items", remedy="Write it as --accept OLD=NEW.")
    return old, new


def _decide(plan: UpgradePlan, matches: dict[str, str]) -> bool:
    """Ask which proposals are right, add those to `matches`, and return whether to go on."""
    if not sys.stdin.isatty():
        if plan.proposals:
            complain("nothing was changed: say which are the same with --accept OLD=NEW, or go on with --yes")
        return not plan.proposals
    for proposal in plan.proposals:
        print_lines(["", f"  {proposal.old.text}", f"  {proposal.new.text}"])
        if click.confirm("Are these the same item?"):
            matches[proposal.old.id] = proposal.new.id
    return click.confirm("\nUpgrade now?")
