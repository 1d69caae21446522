"""`archnb checklist show`: what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sized

import click

from archnb.checklist import Checklist, Item
from archnb.cli.group import examples
from archnb.cli.terminal import labelled, print_lines

__all__ = ["checklist"]

_GUIDANCE = {
    "why": "why",
    "severity_reason": "severity",
    "verify": "verify",
    "yes": "yes",
    "partial": "partial",
    "no": "no",
    "na": "N/A",
    "improve": "improve",
    "effort": "effort",
    "related": "related",
}


@click.group(epilog=examples("archnb checklist show python-backend"))
def checklist() -> None:
    """Look at checklists: the built-in one, and your own files."""


@checklist.command(
    epilog=examples("archnb checklist show python-backend", "archnb checklist show python-backend security.cors")
)
@click.argument("id_or_file")
@click.argument("item", required=False)
def show(id_or_file: str, item: str | None) -> None:
    """Print a checklist, or one of its items with all guidance.

    ID_OR_FILE is python-backend, or a file in YAML, JSON or Markdown. ITEM is the id of an item.
    """
    asked = Checklist.load(id_or_file)
    print_lines(_all_items(asked) if item is None else _one_item(asked, asked[item]))


def _all_items(asked: Checklist) -> Iterator[str]:
    yield f"{asked.title} {asked.version} · {_counted(asked.items, 'item')} in {_counted(asked.sections, 'section')}"
    if asked.description:
        yield asked.description
    for section in asked.sections:
        yield ""
        yield section.title
        for item in section.items:
            yield f"  {item.text} · {item.severity}"
            yield f"    {item.id}"


def _counted(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'s' * (len(things) != 1)}"


def _one_item(asked: Checklist, item: Item) -> Iterator[str]:
    yield f"{item.text} · {item.severity}"
    yield f"{item.id} · {asked.section_of[item.id].title} · {asked.title} {asked.version}"
    for field, label in _GUIDANCE.items():
        said = getattr(item, field)
        for text in (said,) if isinstance(said, str) else said:
            yield from labelled(label, text)
    for framework, names in item.maps.items():
        yield from labelled("maps", f"{framework}: {', '.join(names)}")
    for reference in item.references:
        yield from labelled("read", f"{reference.title}\n{reference.url}")
