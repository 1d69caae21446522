"""Open the journal of a review folder, with the checklist that it names."""

from __future__ import annotations

import warnings
from functools import partial
from itertools import chain, count
from pathlib import Path

from archnb.checklist import BUILT_IN, Checklist
from archnb.errors import ArchnbWarning, ChecklistError, StoreError
from archnb.formats.document import LARGEST
from archnb.formats.yaml_text import yaml_text
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

    A checklist that is not built in is copied whole into the portfolio's ``checklists`` folder, so that the review can
    be read wherever the portfolio goes, and stays what it is when the file or what it extends is changed.
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
        If there is another one with its id and version, or it is larger than 5 MiB.
    StoreError
        If it cannot be written.
    """
    ref = ChecklistRef(id=checklist.id, version=checklist.version)
    kept = _kept(ref, path)
    known = kept or _exactly(ref, _own(ref, path) if built_in else _candidates(ref, path))
    if known is not None and known != checklist:
        raise ChecklistError(
            f"there is another checklist with the id and version {ref}",
            path=path,
            remedy="Raise the version of yours, or give it an id of its own: reviews find it by these.",
        )
    if kept is None and (built_in or _exactly(ref, _built_in(ref)) is None):
        _keep(checklist, _free(_kept_file(ref, path)))


def _kept_file(ref: ChecklistRef, path: Path) -> Path:
    """Return where the review folder `path` finds the copy of its checklist that was made with it."""
    return path.parent / OWN_CHECKLISTS / f"{slug(str(ref))}.yaml"


def _free(file: Path) -> Path:
    """Return `file`, or a name like it if somebody has edited the copy and made it another checklist."""
    names = chain([file.stem], (f"{file.stem}-{number}" for number in count(2)))
    return next(free for name in names if not (free := file.with_name(f"{name}.yaml")).exists())


def _kept(ref: ChecklistRef, path: Path) -> Checklist | None:
    file = _kept_file(ref, path)
    copies = [file, *sorted(file.parent.glob(f"{file.stem}-*.yaml"))]  # see `_free`
    return _exactly(ref, [Checklist.load(copy) for copy in copies if copy.is_file()])


def _built_in(ref: ChecklistRef) -> list[Checklist]:
    return [Checklist.load(file) for file in BUILT_IN.glob("*.yaml") if file.stem == ref.id]


def _keep(checklist: Checklist, file: Path) -> None:
    content = yaml_text(checklist.to_data()).encode()
    if len(content) > LARGEST:
        raise ChecklistError(
            f"the checklist {checklist.id}@{checklist.version} is larger than 5 MiB", remedy="Split the checklist."
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
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
    exact = _kept(ref, path)
    if exact is not None:
        return exact
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
    return _kept(ref, path) or _exactly(ref, _candidates(ref, path))


def _exactly(ref: ChecklistRef, known: list[Checklist]) -> Checklist | None:
    wanted = (ref.id, ref.version)
    return next((checklist for checklist in known if (checklist.id, checklist.version) == wanted), None)


def _candidates(ref: ChecklistRef, path: Path) -> list[Checklist]:
    """Return the portfolio's own and the built-in checklists with the id that `ref` names."""
    return _own(ref, path) + _built_in(ref)


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
