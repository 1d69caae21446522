"""`archnb answer`: record an answer without a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from archnb.answers import Answer
from archnb.checklist import Item
from archnb.cli.folders import find_review
from archnb.cli.group import examples
from archnb.cli.terminal import print_lines
from archnb.printable import well_formed
from archnb.review import Review

__all__ = ["answer", "answer_lines"]


@click.command(
    epilog=examples(
        "archnb answer payments-api security.cors yes",
        'archnb answer payments-api security.cors no --note "allows *" --evidence app/main.py:31',
    )
)
@click.argument("folder")
@click.argument("item")
@click.argument("status")
@click.option("--note", help="What you saw, and why it matters.")
@click.option("--evidence", multiple=True, help="A path such as app/main.py:31, or a link; may be repeated.")
@click.option("--owner", help="Who mends it.")
@click.option("--due", metavar="DATE", help="Until when, such as 2026-12-24.")
@click.option("--reviewer", metavar="NAME", help="Answer in this name instead of your own.")
def answer(folder: str, item: str, status: str, reviewer: str | None, **fields: Any) -> None:
    """Record the answer STATUS to ITEM, and print what holds now.

    FOLDER is a review's folder, or a project in reviews/. ITEM is an id; `archnb checklist show` lists them.
    STATUS is yes, partial, no or na; unanswered takes an answer back. What is not given stays as it was, and an
    empty text ("") removes it.
    """
    from archnb.snapshot.wording import summary

    review = Review.open(find_review(folder), reviewer=well_formed(reviewer) if reviewer else None)
    asked = review.checklist[item]
    given = {name: value for name, value in fields.items() if value not in (None, ())}
    if "evidence" in given:
        given["evidence"] = [path for path in given["evidence"] if path]
    now = review.answer(item, status, **given)
    print_lines([review.project, *answer_lines(asked, now), " · ".join(summary(review.state))])


def answer_lines(item: Item, given: Answer) -> Iterator[str]:
    """Yield an item's line with its status, then what was said of it."""
    from archnb.snapshot.wording import byline, status_words

    yield f"  {status_words(given.status):<12} {item.text} · {item.severity} · {item.id}"
    for said in (*given.note.splitlines(), *given.evidence, byline(given)):
        yield f"{'':15}{said}"
