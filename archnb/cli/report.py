"""`archnb report`: a portfolio or a project as one page for people who decide."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from archnb.checklist import Checklist
from archnb.cli.folders import find_review
from archnb.cli.group import complain, examples
from archnb.errors import Problem, StoreError
from archnb.journal import open_journal, read_notebook
from archnb.moments import moment
from archnb.printable import printable

if TYPE_CHECKING:
    from archnb.collection import Collection
    from archnb.collection.held import Held
    from archnb.report import Given

__all__ = ["report"]


@click.command(
    epilog=examples(
        "archnb report reviews -o report.html",
        'archnb report payments-api --title "Payments API before go-live" -o payments-api.html',
        "archnb report reviews --as-of 2026-12-24",
    )
)
@click.argument("folder")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="report.html",
    show_default=True,
    help="Where the page goes; an older page there is replaced.",
)
@click.option("--title", metavar="TEXT", help="The page's title.")
@click.option("--as-of", metavar="MOMENT", help="As it stood then: a milestone, 2026-12-24, or 2026-12-24T10:00.")
def report(folder: str, output: str, title: str | None, as_of: str | None) -> None:
    """Write how a portfolio or a project stands as one HTML page.

    FOLDER is a portfolio at any height, a review's folder, a project in reviews/, or a notebook that carries a review.

    The page needs no other file: mail it, print it, or put it on a web server. For the same answers and the same
    --as-of it is the same; without --as-of today decides what is overdue.
    """
    from archnb.report import portfolio_page, project_page

    path = _page_path(output)
    place = Path(folder) if Path(folder).is_dir() or folder.endswith(".ipynb") else find_review(folder)
    given = _given(place, title, as_of)
    page = project_page(given) if given.info else portfolio_page(given)
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError.of(error, path) from error
    click.echo(printable(f"Made {path}", one_line=True))


def _page_path(said: str) -> Path:
    # The folder's own files lie near, and a slip must not write over one of them.
    path = Path(said)
    if path.suffix.lower() not in (".html", ".htm"):
        raise StoreError(
            "the name of an HTML page ends in .html", path=path, remedy="Give such a name, as in `-o report.html`."
        )
    return path


def _given(place: Path, title: str | None, as_of: str | None) -> Given:
    """Read everything at a place, and return what the page is made of."""
    from archnb.collection import collect
    from archnb.portfolio import Portfolio
    from archnb.report import Given, earlier

    collection = collect(str(place), cache=False)
    portfolio = Portfolio(collection) if as_of is None else Portfolio(collection).as_of(as_of)
    problems = [_near(problem, place) for problem in portfolio.problems]
    if not len(portfolio):
        for problem in problems:
            complain(problem)
        raise StoreError(
            "there is no review here to report on", path=place, remedy="Make one with: archnb new PROJECT."
        )
    shown = [review for review, name in _named(collection) if name in set(portfolio.projects)]
    marks: dict[str, list[int]] = defaultdict(list)
    for review in shown:
        for name, at in review.milestones.items():
            marks[name].append(at)
    until = _moment(as_of, marks)
    answers = portfolio.answers
    texts, checklists = _asked(collection)
    return Given.of(
        answers,
        texts,
        title=title or (portfolio.projects[0] if len(portfolio) == 1 else "Architecture reviews"),
        day=datetime.fromtimestamp(until / 1e6, UTC).date(),
        now=as_of or "",
        checklists=checklists,
        earlier=earlier(
            answers, lambda name: portfolio.as_of(name).answers, marks, until=until, reviews=len(portfolio)
        ),
        problems=problems,
        info=shown[0].info if len(portfolio) == 1 else None,
    )


def _named(collection: Collection) -> Iterator[tuple[Held, str]]:
    yield from zip(collection.reviews, collection.projects, strict=True)


def _moment(as_of: str | None, marks: Mapping[str, Sequence[int]]) -> int:
    """Return the report's moment in microseconds since 1970; of a milestone, when the last review reached it."""
    if as_of is not None and as_of in marks:
        return max(marks[as_of])
    return round(moment(as_of or datetime.now(UTC)).timestamp() * 1e6)


def _asked(collection: Collection) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the words of every item by checklist, and the checklists' titles; each is read once."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    titles: dict[str, None] = {}
    first = {review.asked: review for review in reversed(collection.reviews)}
    for review in first.values():
        checklist = _checklist(review)
        titles[f"{checklist.title} {checklist.version}"] = None
        texts[checklist.id] |= {item.id: item.text for item in checklist.items.values()}
    return texts, sorted(titles)


def _checklist(review: Held) -> Checklist:
    if not review.embedded:
        return open_journal(Path(review.path)).checklist
    path = Path(review.path)
    found = read_notebook(path.read_bytes(), path)
    same = [one for one in found if one.project == review.info.project] or found
    return Checklist.parse(msgspec.json.decode(same[-1].checklist), path=path)


def _near(problem: Problem, place: Path) -> Problem:
    """Return a problem whose paths begin at the place, not at this machine's root."""
    root = f"{place.resolve().parent}{os.sep}"
    fields = {name: getattr(problem, name).replace(root, "") for name in ("path", "reason", "remedy")}
    return msgspec.structs.replace(problem, **fields)
