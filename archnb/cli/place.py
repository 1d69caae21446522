"""Which notebook `archnb lab` opens; the first one is made."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from archnb.cli.folders import REVIEWS, is_review
from archnb.cli.new import folder_name, make_notebook, make_review
from archnb.errors import StoreError
from archnb.store import INFO, ReviewFolder, find_reviews

__all__ = ["notebook_to_open"]

_FIRST_PROJECT = "my-project"
#: In archnb's own source checkout a first review goes here, where git does not see it.
_TRIAL = "my-reviews"


def notebook_to_open(said: Path) -> Path:
    """Return the review notebook that a person means by a folder or a notebook.

    In a folder it is the most recently changed one. Without any, the review in ``reviews`` that was changed last
    gets a notebook, and where there is no review either, a first one is made, named after the folder.

    Raises
    ------
    StoreError
        If the folder or notebook is not there, or nothing can be made in it.
    """
    if os.path.isfile(said) and said.suffix == ".ipynb":
        return said
    if not os.path.isdir(said):
        raise StoreError("there is no such folder or notebook", path=said, remedy="Give a folder that exists.")
    folder = said.resolve()
    if is_review(folder):
        return _notebook_of(folder)
    if _is_own_checkout(folder):
        folder = _trial_folder(folder)
    elif folder.name == REVIEWS:
        folder = folder.parent
    return _notebook_in(folder)


def _notebook_in(folder: Path) -> Path:
    from archnb.notebook import find_notebooks

    if notebooks := find_notebooks(folder):
        return notebooks[0]
    reviews = [path for path in find_reviews(folder / REVIEWS) if path.parent.name == REVIEWS]
    if reviews:
        return _notebook_of(max(reviews, key=_changed))
    project = _first_project(folder)
    return make_notebook(folder, project, make_review(folder, project).name).path


def _notebook_of(review: Path) -> Path:
    """Return the notebook beside ``reviews``; it is made if it is not there."""
    if review.parent.name != REVIEWS:
        raise StoreError(
            f"the review is not in a folder named '{REVIEWS}', where its notebook would look for it",
            path=review,
            remedy="Open it in a notebook of your own: archnb.Review.open(...).form().",
        )
    project = ReviewFolder(review).info.project
    return make_notebook(review.parent.parent, project, review.name).path


def _changed(review: Path) -> int:
    """Return when something was written to the review last, in nanoseconds."""
    return max(path.stat().st_mtime_ns for path in [review / INFO, *ReviewFolder(review).log_paths()])


def _first_project(folder: Path) -> str:
    try:
        folder_name(folder.name)
    except StoreError:
        return _FIRST_PROJECT
    return folder.name if folder.name != _TRIAL else _FIRST_PROJECT


def _is_own_checkout(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return False
    return isinstance(project, dict) and project.get("name") == "archnb"


def _trial_folder(checkout: Path) -> Path:
    folder = checkout / _TRIAL
    try:
        folder.mkdir(exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise StoreError.of(error, folder) from error
    return folder
