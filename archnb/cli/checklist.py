"""`archnb checklist`: what is asked, in a terminal and as a page; `import` has a module of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from pathlib import Path

import click

from archnb.checklist import Checklist, Item
from archnb.cli.checklist_convert import convert
from archnb.cli.checklist_new import new, schema
from archnb.cli.checklist_validate import validate
from archnb.cli.group import examples
from archnb.cli.importing import import_
from archnb.cli.terminal import labelled, print_lines
from archnb.errors import StoreError
from archnb.guide import to_html
from archnb.printable import printable

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


@click.group(epilog=examples("archnb checklist show python-backend", "archnb checklist guide -o guide.html"))
def checklist() -> None:
    """Look at checklists: the built-in one, and your own files."""


@checklist.command(
    epilog=examples("archnb checklist show python-backend", "archnb checklist show python-backend security.cors")
)
@click.argument("id_or_file", default="python-backend")
@click.argument("item", required=False)
def show(id_or_file: str, item: str | None) -> None:
    """Print a checklist, or one of its items with all guidance.

    ID_OR_FILE is python-backend (the default), or a file in YAML, JSON or Markdown. ITEM is the id of an item.
    """
    asked = Checklist.load(id_or_file)
    print_lines(_all_items(asked) if item is None else _one_item(asked, asked[item]))


@checklist.command(epilog=examples("archnb checklist guide -o guide.html", "archnb checklist guide python-backend"))
@click.argument("id_or_file", default="python-backend")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="guide.html",
    show_default=True,
    help="Where the page goes; an older page there is replaced.",
)
def guide(id_or_file: str, output: str) -> None:
    """Write a checklist with all guidance as one HTML page.

    ID_OR_FILE is python-backend, or a file in YAML, JSON or Markdown. The page needs no other file: mail it, print it,
    or put it on a web server. Each item has an address of its own, such as guide.html#security.cors.
    """
    page = to_html(Checklist.load(id_or_file))
    click.echo(printable(f"Made {_write_page(Path(output), page)}"))


def _write_page(path: Path, page: str) -> Path:
    # The checklist itself is a file too, and a slip must not write over it.
    if path.suffix.lower() not in (".html", ".htm"):
        raise StoreError(
            "the name of an HTML page ends in .html", path=path, remedy="Give such a name, as in `-o guide.html`."
        )
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError.of(error, path) from error
    return path


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


for _command in (new, import_, validate, convert, schema):
    checklist.add_command(_command)
