"""`archnb status`: how the reviews of a portfolio stand."""

from __future__ import annotations

import json
import os
import warnings
from pathlib import Path

import click
import msgspec

from archnb.cli.folders import REVIEWS, find_review
from archnb.cli.group import examples
from archnb.cli.standings import Standing, as_data, print_standings
from archnb.errors import ArchnbError, ArchnbWarning, Problem, StoreError
from archnb.journal import open_journal
from archnb.printable import printable
from archnb.store import find_reviews

__all__ = ["status"]

_MOST_PROBLEMS = 10


@click.command(epilog=examples("archnb status", "archnb status reviews --json"))
@click.argument("folder", required=False)
@click.option("--json", "as_json", is_flag=True, help="For other programs: numbers unrounded, nothing cut off.")
def status(folder: str | None, as_json: bool) -> None:
    """Print how all reviews in FOLDER stand, as a table.

    It shows coverage, score and findings by severity, and who answered last.

    FOLDER is a portfolio at any height, or one review; by default reviews/ where there is one, else the current
    folder. What cannot be read is listed below the table.
    """
    place = _portfolio(folder)
    standings, problems = _read(place)
    if as_json:
        data = {"reviews": [as_data(one) for one in standings], "problems": msgspec.to_builtins(problems)}
        # ASCII only: what people wrote stays true and cannot act on a terminal.
        click.echo(json.dumps(data, indent=2))
        return
    if standings:
        print_standings(standings)
    else:
        click.echo(printable(f"No review in {place}. Make one with: archnb new PROJECT"))
    if problems:
        click.echo(f"\nProblems ({len(problems)}):")
    for problem in problems:
        click.echo(f"  {printable(str(problem), one_line=True)}")


def _portfolio(said: str | None) -> Path:
    if said is None:
        return Path(REVIEWS) if Path(REVIEWS).is_dir() else Path()
    return Path(said) if os.path.isdir(said) else find_review(said)


def _read(place: Path) -> tuple[list[Standing], list[Problem]]:
    """Return how each review stands, and what could not be read, which never stops the rest."""
    standings: list[Standing] = []
    problems: list[Problem] = []

    def tell(error: StoreError) -> None:
        problems.append(error.problem)

    for path in find_reviews(place, on_error=tell):
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", ArchnbWarning)
            try:
                journal = open_journal(path)
            except ArchnbError as error:
                problems.append(error.problem)
                continue
        problems += [Problem(reason=str(warning.message)) for warning in said]
        problems += _shortened(journal.problems, path)
        standings.append(Standing(path, journal.state(), journal.turnout()))
    return standings, problems


def _shortened(problems: list[Problem], path: Path) -> list[Problem]:
    """Return the first problems of a review: a log that is no log at all has one in every line."""
    more = len(problems) - _MOST_PROBLEMS
    rest = [Problem(path=str(path), reason=f"{more} more problems; `archnb show` names them")] if more > 0 else []
    return problems[:_MOST_PROBLEMS] + rest
