"""Open the journal of a review folder, with the checklist that it names."""

from __future__ import annotations

import warnings
from functools import partial
from itertools import chain, count
from pathlib import Path

import msgspec

from archnb.checklist import BUILT_IN, Checklist
from archnb.errors import ArchnbWarning, ChecklistError, StoreError
from archnb.journal.journal import Journal
from archnb.store import ChecklistRef, ReviewFolder, ReviewInfo, check_new_folder, slug

__all__ = ["OWN_CHECKLISTS", "create_journal", "find_checklist", "find_version", "keep_checklist", "open_journal"]

#: The portfolio's own checklists lie here, beside its reviews.
OWN_CHECKLISTS = "checklists"


def open_journal(path: Path, *, reviewer: str = "", ballot: bool = False) -> Journal:
    """Open the review in the folder `path`; without a `reviewer`, for reading only.

    With `ballot`, a panel shows the reviewer's own votes only, even after the reveal.
    """
    folder = ReviewFolder(path)
    asked = find_checklist(folder.info.checklist, folder.path)
    return Journal(folder, asked, reviewer=reviewer, find=partial(find_version, path=path), ballot=ballot)


def create_journal(path: Path, info: ReviewInfo, checklist: Checklist, *, reviewer: str = "") -> Journal:
    """Make the folder `path` for a review against `checklist`, and open it.

    A checklist that is not built in is copied into the portfolio's ``checklists`` folder, so that the review can
    be read wherever the portfolio goes.
    """
    check_new_folder(path)
    keep_checklist(checklist, path)
    folder = ReviewFolder.create(path, info)
    return Journal(folder, checklist, reviewer=reviewer, find=partial(find_version, path=path))


def keep_checklist(checklist: Checklist, path: Path, *, built_in: bool = False) -> None:
    """Make sure that the review folder `path` finds `checklist` wherever the portfolio goes.

    With `built_in`, a built-in one is copied as well: the next archnb may bring another version of it.

    Raises
    ------
    ChecklistError
        If there is another one with its id and version.
    StoreError
        If it cannot be written.
    """
    ref = ChecklistRef(id=checklist.id, version=checklist.version)
    known = _exactly(ref, _own(ref, path) if built_in else _candidates(ref, path))
    if known is None:
        _keep(checklist, path.parent / OWN_CHECKLISTS)
    elif known != checklist:
        raise ChecklistError(
            f"there is another checklist with the id and version {ref}",
            path=path,
            remedy="Raise the version of yours, or give it an id of its own: reviews find it by these.",
        )


def _keep(checklist: Checklist, folder: Path) -> None:
    name = slug(f"{checklist.id}@{checklist.version}")
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    file = next(file for name in names if not (file := folder / f"{name}.yaml").exists())  # somebody may have edited it
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.yaml.encode(checklist.to_data()))
    except OSError as error:
        raise StoreError.of(error, file) from error


def find_checklist(ref: ChecklistRef, path: Path) -> Checklist:
    """Return the checklist `ref` of the review folder `path`, or one with its id.

    Raises
    ------
    ChecklistError
        If there is none, or its file cannot be read.

    Warns
    -----
    ArchnbWarning
        If it is of another version.
    """
    known = _candidates(ref, path)
    exact = _exactly(ref, known)
    if exact is not None:
        return exact
    for other in known:
        warnings.warn(
            f"{path}: answered against {ref}, shown with {other.id}@{other.version}",
            ArchnbWarning,
            stacklevel=2,
        )
        return other
    raise ChecklistError(
        f"the review's checklist {ref} is not here",
        path=path,
        remedy=f"Put its file into {path.parent / OWN_CHECKLISTS}.",
    )


def find_version(ref: ChecklistRef, path: Path) -> Checklist | None:
    """Return the checklist `ref` of the review folder `path`, in that version or not at all."""
    return _exactly(ref, _candidates(ref, path))


def _exactly(ref: ChecklistRef, known: list[Checklist]) -> Checklist | None:
    return next((checklist for checklist in known if checklist.version == ref.version), None)


def _candidates(ref: ChecklistRef, path: Path) -> list[Checklist]:
    """Return the portfolio's own and the built-in checklists with the id that `ref` names."""
    return _own(ref, path) + [Checklist.load(file) for file in BUILT_IN.glob("*.yaml") if file.stem == ref.id]


def _own(ref: ChecklistRef, path: Path) -> list[Checklist]:
    """Return the portfolio's own checklists with that id.

    A file that cannot be read is passed over, unless its name says that it is the one: another project's checklist
    must not keep this review closed.
    """
    found = []
    for file in sorted((path.parent / OWN_CHECKLISTS).glob("*.y*ml")):
        try:
            found.append(Checklist.load(file))
        except ChecklistError:
            if file.stem.startswith(slug(ref.id)):
                raise
    return [checklist for checklist in found if checklist.id == ref.id]
