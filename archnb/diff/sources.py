"""Reviews that are not in a folder: in a notebook, or in a revision that git keeps."""

from __future__ import annotations

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from archnb.checklist import Checklist
from archnb.diff.repository import Repository
from archnb.errors import ArchnbWarning, ChecklistError, Problem, StoreError
from archnb.journal import EmbeddedJournal, EmbeddedReview, Journal, State, open_journal, read_notebook
from archnb.store import INFO

__all__ = ["read_journal", "read_revision"]

_LARGEST = 256 * 2**20
_MOST_WARNINGS = 10
_CHECKLISTS = "checklists"


def read_journal(path: Path) -> Journal:
    """Return the review in the folder `path`, or the one that the notebook `path` carries, for reading only.

    Raises
    ------
    StoreError
        If it cannot be read, or the notebook carries no review or those of several projects.

    Warns
    -----
    ArchnbWarning
        For each line of a log that was skipped.
    """
    journal = _of_notebook(path) if path.suffix == ".ipynb" and path.is_file() else open_journal(path)
    _warn(journal.problems)
    return journal


def _warn(problems: list[Problem]) -> None:
    for problem in problems[:_MOST_WARNINGS]:
        warnings.warn(str(problem), ArchnbWarning, stacklevel=3)


def _of_notebook(path: Path) -> Journal:
    """Return the review that the notebook carries; of several renditions of one review the last."""
    try:
        if path.stat().st_size > _LARGEST:
            raise StoreError("the notebook is larger than 256 MiB", path=path, remedy="Clear its large outputs.")
        carried = read_notebook(path.read_bytes(), path)
    except OSError as error:
        raise StoreError.of(error, path) from error
    if not carried:
        raise StoreError(
            "this notebook carries no review",
            path=path,
            remedy="Run the cell that shows the review's form or snapshot, and save the notebook.",
        )
    projects = list(dict.fromkeys(review.project for review in carried))
    if len(projects) > 1:
        named = ", ".join(f"'{name}'" for name in projects[:5])
        raise StoreError(
            f"this notebook carries the reviews of {len(projects)} projects: {named}",
            path=path,
            remedy="Give the folder of one of them.",
        )
    return EmbeddedJournal(carried[-1], _checklist(carried[-1], path), path)


def _checklist(review: EmbeddedReview, path: Path) -> Checklist:
    try:
        return Checklist.parse(msgspec.json.decode(review.checklist), path=path)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError(f"the checklist in this notebook cannot be read: {error}", path=path) from None


def read_revision(folder: Path, revision: str) -> State:
    """Return the review in `folder` as git keeps it in `revision`.

    Files are read from git's store through a temporary folder; the work tree and the index are not touched.

    Parameters
    ----------
    folder : Path
        The review's folder; it need not exist any more, and may have had another name then.
    revision : str
        Anything that names a commit: ``"HEAD~5"``, a branch, a tag, a hash.

    Raises
    ------
    StoreError
        If git is not installed, the folder is in no repository, or there is no such revision or no review in it.

    Warns
    -----
    ArchnbWarning
        For each line of a log that was skipped.
    """
    repository = Repository.around(folder)
    inside = repository.inside(folder)
    commit = repository.commit(revision, folder)
    if not repository.has(commit, inside / INFO) and (before := repository.name_then(commit, inside / INFO)):
        inside = before.parent
    files = [blob for blob in repository.blobs(commit, inside) if blob.name.endswith((".jsonl", INFO))]
    if all(blob.name != INFO for blob in files):
        raise StoreError(
            f"there is no review in revision '{revision}'", path=folder, remedy="Name another one, or another folder."
        )
    asked = repository.blobs(commit, inside.parent / _CHECKLISTS)
    asked = [blob for blob in asked if blob.name.endswith((".yaml", ".yml"))]
    if sum(blob.size for blob in [*files, *asked]) > _LARGEST:
        raise StoreError("the review is larger than 256 MiB", path=folder, remedy="Check what wrote its logs.")
    with TemporaryDirectory(prefix="archnb-") as place:
        review = Path(place) / "review"
        repository.write(files, review)
        repository.write(asked, Path(place) / _CHECKLISTS)
        state, problems = _read(review, f"{revision}:{inside}")
    _warn(problems)
    return state


def _read(review: Path, place: str) -> tuple[State, list[Problem]]:
    """Read the copy of a review, and call it in problems by its `place` in git."""

    def placed(problem: Problem) -> Problem:
        return msgspec.structs.replace(
            problem, path=problem.path.replace(str(review), place), reason=problem.reason.replace(str(review), place)
        )

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", ArchnbWarning)
        try:
            journal = open_journal(review)
        except ChecklistError as error:
            remedy = f"Its file belongs into {_CHECKLISTS}/ beside the review, and into git."
            raise StoreError(error.problem.reason, path=place, remedy=remedy) from None
        except StoreError as error:
            problem = placed(error.problem)
            raise StoreError(problem.reason, path=problem.path, place=problem.place, remedy=problem.remedy) from None
    found = [Problem(reason=str(warning.message)) for warning in said]
    return journal.state(), [placed(problem) for problem in [*found, *journal.problems]]
