"""`archnb check`: a gate for a pipeline."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import click

from archnb.checklist import SEVERITIES
from archnb.cli.demands import Demands, Failure
from archnb.cli.folders import find_review
from archnb.cli.group import examples
from archnb.errors import ArchnbError, Problem, StoreError
from archnb.journal import open_journal
from archnb.printable import printable
from archnb.store import find_reviews

__all__ = ["check"]

_FAILED = 1
#: A log that is no log at all has a problem in every line.
_MOST_PROBLEMS = 10


def _share(ctx: click.Context, param: click.Parameter, said: str | None) -> float | None:
    """Read a share in [0, 1], written ``0.8`` or ``80%``."""
    if said is None:
        return None
    try:
        share = float(said.removesuffix("%")) / (100 if said.endswith("%") else 1)
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise click.BadParameter(f"'{said}' is no share. Write it as 0.8 or 80%.", ctx, param)
    return share


def _age(ctx: click.Context, param: click.Parameter, said: str | None) -> timedelta | None:
    """Read a span of time, written ``90d``, ``12w`` or ``36h``."""
    if said is None:
        return None
    found = re.fullmatch(r"(\d{1,5})\s*([hdw])", said, flags=re.ASCII)
    if found is None:
        raise click.BadParameter(f"'{said}' is no span of time. Write days, weeks or hours: 90d, 12w, 36h.", ctx, param)
    return int(found[1]) * {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}[found[2]]


class Failed(NamedTuple):
    """A failure and the review it belongs to; the project of one that cannot be opened is empty."""

    project: str
    path: str
    failure: Failure


@click.command(epilog=examples("archnb check reviews", "archnb check payments-api --fail-on high"))
@click.argument("folder")
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="critical",
    show_default=True,
    help="Fail on items of this severity, or a worse one, that are answered no.",
)
@click.option("--partial", is_flag=True, help="Fail on those that are answered partial as well.")
@click.option("--min-coverage", callback=_share, metavar="SHARE", help="Least answered share, such as 0.8.")
@click.option("--min-score", callback=_share, metavar="SHARE", help="Least score, such as 0.7.")
@click.option(
    "--max-age", callback=_age, metavar="AGE", help="How old the newest answer or milestone may be, such as 90d."
)
@click.option("--json", "as_json", is_flag=True, help="For other programs: every failure with its parts.")
@click.pass_context
def check(
    ctx: click.Context,
    folder: str,
    fail_on: str,
    partial: bool,
    min_coverage: float | None,
    min_score: float | None,
    max_age: timedelta | None,
    as_json: bool,
) -> None:
    """Fail, for a pipeline, where a review does not pass.

    FOLDER is a portfolio at any height, a review's folder, or a project in reviews/. What cannot be read fails too.

    Each failure is a line: which project, what, and what to do. Exit status: 0 all pass, 1 failures, 2 bad input.
    """
    demands = Demands(fail_on, partial, min_coverage, min_score, max_age)
    place = Path(folder) if Path(folder).is_dir() else find_review(folder)
    count, failed = _run(place, demands)
    if not count and not failed:
        raise StoreError("there is no review here to check", path=place, remedy="Make one with: archnb new PROJECT.")
    if as_json:
        # ASCII only: what people wrote stays true and cannot act on a terminal.
        click.echo(json.dumps(_as_data(count, failed), indent=2))
    elif failed:
        for line in _lines(failed):
            click.echo(printable(line, one_line=True))
    else:
        click.echo(f"{count} review{'s pass' if count != 1 else ' passes'}: {demands}.")
    ctx.exit(_FAILED if failed else 0)


def _run(place: Path, demands: Demands) -> tuple[int, list[Failed]]:
    """Return how many reviews could be read, and every failure."""
    failed: list[Failed] = []
    count, now = 0, datetime.now(UTC)

    def tell(error: StoreError) -> None:
        failed.append(_unreadable(error.problem))

    for path in find_reviews(place, on_error=tell):
        try:
            journal = open_journal(path)
        except ArchnbError as error:
            failed.append(_unreadable(error.problem, path))
            continue
        count += 1
        project = journal.folder.info.project
        # What was skipped may have been the answer that closes the gate.
        failed += [_unreadable(problem, path, project) for problem in _first(journal.problems)]
        failed += [Failed(project, str(path), failure) for failure in demands.failures(journal, now)]
    return count, failed


def _first(problems: list[Problem]) -> Iterator[Problem]:
    yield from problems[:_MOST_PROBLEMS]
    if (more := len(problems) - _MOST_PROBLEMS) > 0:
        path = str(Path(problems[0].path).parent)
        yield Problem(path=path, reason=f"{more} more problems", remedy="`archnb show` names them.")


def _unreadable(problem: Problem, path: Path | None = None, project: str = "") -> Failed:
    where = ":".join(part for part in (problem.path, problem.place) if part)
    said = f"{where}: {problem.reason}" if where else problem.reason
    return Failed(project, str(path or problem.path), Failure("unreadable", said, problem.remedy))


def _lines(failed: list[Failed]) -> Iterator[str]:
    paths = {(one.project, one.path) for one in failed}
    shared = Counter(project for project, _ in paths)
    for project, path, failure in failed:
        name = f"{project} ({path})" if shared[project] > 1 else project
        yield f"{name + ': ' if project else ''}{failure.reason}. {failure.remedy}".rstrip()


def _as_data(count: int, failed: list[Failed]) -> dict[str, Any]:
    told = [{"project": one.project, "path": one.path, **one.failure._asdict()} for one in failed]
    return {"passed": not failed, "reviews": count, "failures": told}
