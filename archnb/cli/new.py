"""`archnb new`: make a review, and the notebook that it is filled in."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from archnb.cli.checklist_new import own_checklist
from archnb.cli.folders import REVIEWS, is_review
from archnb.cli.group import examples
from archnb.errors import AnswerError, StoreError
from archnb.printable import printable, well_formed
from archnb.review import Review
from archnb.store import slug

__all__ = ["Made", "folder_name", "make_notebook", "make_review", "new"]

Tag = str | int | float | bool

#: The portfolio's own checklists lie in a folder of that name, beside its reviews.
_RESERVED = "checklists"
_LONGEST_NAME = 300
_LARGEST_INTEGER = 2**63


class Made(NamedTuple):
    """A file or folder, and whether it was made just now; what was there before is kept."""

    path: Path
    is_new: bool


@click.command(
    epilog=examples("archnb new payments-api", 'archnb new "Billing Service" --tag team=billing --tag tier=1')
)
@click.argument("project")
@click.option("--checklist", metavar="ID_OR_FILE", default="python-backend", show_default=True, help="What to ask.")
@click.option("--tag", "tags", metavar="NAME=VALUE", multiple=True, help="Team, tier and the like; may be repeated.")
@click.option(
    "--folder",
    metavar="FOLDER",
    default=".",
    show_default=True,
    help="Where reviews/ and the notebook are.",
)
@click.option("--reviewer", metavar="NAME", help="Answer in this name whenever the notebook runs, whoever runs it.")
@click.option(
    "--panel", is_flag=True, help="Several people vote, each without seeing the others until `archnb reveal`."
)
def new(project: str, checklist: str, tags: tuple[str, ...], folder: str, reviewer: str | None, panel: bool) -> None:
    """Make a review of PROJECT, and a notebook to fill it in.

    The answers go into reviews/NAME/ and the notebook into NAME.ipynb, where NAME is made from PROJECT. What is
    there already is never overwritten.
    """
    place, project = Path(folder), well_formed(project)
    answerer = well_formed(reviewer) if reviewer is not None else ""
    if reviewer is not None:
        slug(answerer)  # refuses a name that no log could be kept under, before anything is made
    asked = own_checklist(checklist, place)
    review = make_review(place, project, checklist=asked, tags=dict(map(_parse_tag, tags)), panel=panel)
    notebook = make_notebook(place, project, review.name, reviewer=answerer)
    click.echo(printable(f"Made {review}"))
    click.echo(printable(f"Made {notebook.path}" if notebook.is_new else f"Kept {notebook.path}, which was there"))
    click.echo(printable(f"Fill it in: archnb lab {shlex.quote(str(notebook.path))}"))


def folder_name(project: str) -> str:
    """Return the name of a project's folder and notebook.

    Raises
    ------
    StoreError
        If no folder can be named after it.
    """
    if len(project) > _LONGEST_NAME:
        raise StoreError(f"a project's name has at most {_LONGEST_NAME} characters", remedy="Choose a shorter name.")
    name = slug(project)
    if name == _RESERVED:
        raise StoreError(
            f"the name '{_RESERVED}' is reserved: a portfolio's own checklists lie in a folder of that name",
            remedy="Choose another name for the project.",
        )
    return name


def make_review(
    folder: Path,
    project: str,
    *,
    checklist: str = "python-backend",
    tags: Mapping[str, Tag] | None = None,
    panel: bool = False,
) -> Path:
    """Make the review of `project` in ``reviews`` under `folder` and return its folder.

    Raises
    ------
    StoreError
        If there is one already, or the folder cannot be made.
    ChecklistError
        If the checklist cannot be found or read.
    """
    path = folder / REVIEWS / folder_name(project)
    if is_review(path):
        raise StoreError(
            "there is a review of that name already, and it was kept",
            path=path,
            remedy=f"Fill it in with `archnb lab {shlex.quote(str(folder))}`, or choose another name.",
        )
    return Review.open(path, create=True, project=project, checklist=checklist, tags=tags, independent=panel).path


def make_notebook(folder: Path, project: str, name: str, *, reviewer: str = "") -> Made:
    """Make the notebook of the review ``reviews/`` `name` under `folder`, unless a file of its name is there."""
    from archnb.notebook import compose_notebook, write_notebook

    path = folder / f"{name}.ipynb"
    return Made(path, write_notebook(path, compose_notebook(project, name, reviewer=reviewer)))


def _parse_tag(said: str) -> tuple[str, Tag]:
    """Read ``team=payments``; numbers and true or false become such, anything else is text."""
    name, sign, value = well_formed(said).partition("=")
    if not (sign and name.strip()):
        raise AnswerError(f"tag '{said}' has no name or no value", remedy="Write it as name=value: --tag team=payments")
    return name.strip(), _typed(value.strip())


def _typed(value: str) -> Tag:
    lower = value.lower()
    if lower in ("true", "false"):
        return lower == "true"
    try:
        number: float = msgspec.json.decode(value, type=int | float)
    except msgspec.DecodeError:
        return value
    # A longer number is a name made of digits, such as an account's.
    return number if abs(number) < _LARGEST_INTEGER else value
