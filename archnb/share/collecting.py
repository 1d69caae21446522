"""Take the answers that came in notebooks back into logs: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from archnb.checklist import Checklist
from archnb.errors import ArchnbError, StoreError
from archnb.journal import create_journal, open_journal
from archnb.journal.opening import find_version, keep_checklist
from archnb.printable import printable
from archnb.share.carried import Carried, read_carried
from archnb.share.locating import identity
from archnb.store import ChecklistRef, Log, ReviewFolder, find_reviews, slug
from archnb.store.folder import INFO

__all__ = ["Collected", "collect"]

#: A portfolio's own checklists lie in a folder of that name.
_RESERVED = "checklists"


class Collected(NamedTuple):
    """What became of one notebook.

    Attributes
    ----------
    path : Path
        The notebook.
    added : dict of str to int
        How many lines each project got, by the name of its folder; a project that had them all got 0.
    problem : str
        Why it was refused, in whole or in part; empty if it was not.
    """

    path: Path
    added: dict[str, int]
    problem: str


def collect(
    notebooks: Iterable[Path], into: Path, *, dry_run: bool = False, force: bool = False
) -> Iterator[Collected]:
    """Add to the logs in the portfolio `into` what they lack of each notebook's; yield what became of it.

    Parameters
    ----------
    notebooks : iterable of Path
        Files, read one after the other; one that is refused stops none of the others.
    into : Path
        The portfolio's folder, made if it is not there.
    dry_run : bool
        Write nothing.
    force : bool
        Also take a review whose digest is wrong, or that was made for another checklist than the project's.
    """
    portfolio = _Portfolio(into, dry_run=dry_run, force=force)
    for path in notebooks:
        added: Counter[str] = Counter()
        problems = []
        try:
            for carried in read_carried(path):
                folder, count = portfolio.take(carried, path)
                added[folder] += count
                problems += carried.problems
        except ArchnbError as error:
            problems.append(str(error))
        yield Collected(path, dict(added), " ".join(problems))


class _Portfolio:
    """The folder that is collected into."""

    def __init__(self, into: Path, *, dry_run: bool, force: bool) -> None:
        self._into = into
        self._dry_run = dry_run
        self._force = force
        self._folders: dict[tuple[str, str], list[Path]] = {}
        for path in find_reviews(into) if into.is_dir() else []:
            try:
                info = ReviewFolder(path).info
            except ArchnbError:
                continue  # taking a review into it will say what is wrong, if it is the one
            self._folders.setdefault((info.project, info.checklist.id), []).append(path)
        #: In a preview, what the logs would hold already.
        self._previewed: dict[Path, Counter[str]] = {}

    def take(self, carried: Carried, path: Path) -> tuple[str, int]:
        """Add what is new, and return the folder's name and how many lines that were.

        Raises
        ------
        ArchnbError
            If the review is refused, or cannot be written.
        """
        if not carried.intact and not self._force:
            raise StoreError(
                f"the data of '{carried.info.project}' was changed after archnb wrote it: its digest is another",
                path=path,
                remedy="Ask whoever sent it, or take it as it is with --force.",
            )
        folder = self._folder(carried)
        if folder.is_symlink():
            raise StoreError("the review's folder is a link", path=folder, remedy="Put the folder itself there.")
        is_there = (folder / INFO).exists()
        journal = open_journal(folder) if is_there else None
        asked = journal.checklist if journal else _kept_or(carried.checklist, folder)
        if not self._force:
            _refuse_other_checklist(carried, asked, journal.versions.known() if journal else [], folder, path)
        if not (is_there or self._dry_run):
            create_journal(folder, carried.info, asked)
            for earlier in carried.earlier:
                keep_checklist(_kept_or(earlier, folder), folder)
        return folder.name, sum(self._add(folder, stem, lines) for stem, lines in carried.logs.items())

    def _folder(self, carried: Carried) -> Path:
        project = carried.info.project
        known = self._folders.get((project, carried.info.checklist.id), [])
        if len(known) > 1:
            said = f"'{project}' is the project of more than one review: {', '.join(map(str, known))}"
            raise StoreError(said, path=self._into, remedy="Collect into the folder of one of them.")
        if known:
            return known[0]
        name = self._free_name(project)
        if name == _RESERVED:
            remedy = "Give the project another name."
            raise StoreError(f"a project cannot be named '{_RESERVED}' in a portfolio", path=self._into, remedy=remedy)
        self._folders[project, carried.info.checklist.id] = [self._into / name]
        return self._into / name

    def _free_name(self, project: str) -> str:
        """Return a folder's name that is no other project's: "Pay Zeb" and "pay-zeb" would both be pay-zeb."""
        name = slug(project)
        taken = {folder: theirs for (theirs, _), folders in self._folders.items() for folder in folders}
        if taken.get(self._into / name, project) == project:
            return name
        return f"{name}-{hashlib.sha256(project.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"

    def _add(self, folder: Path, stem: str, lines: list[bytes]) -> int:
        log = Log(folder / f"{stem}.jsonl")
        if log.path.is_symlink():
            raise StoreError("the log is a link", path=log.path, remedy="Put the file itself there.")
        if self._dry_run:
            known = self._previewed.setdefault(log.path, Counter()) or _identities(log)
            new = _lacking(lines, known)
            self._previewed[log.path] = known + Counter(map(_identity, new))
            return len(new)
        with log.locked():
            new = _lacking(lines, _identities(log))
            if new:
                log.append(new)
        return len(new)


def _kept_or(checklist: Checklist, folder: Path) -> Checklist:
    """Return the checklist of that version that a review in `folder` would find, with its guidance, or `checklist`."""
    return find_version(ChecklistRef(id=checklist.id, version=checklist.version), folder) or checklist


def _refuse_other_checklist(
    carried: Carried, asked: Checklist, known: Collection[str], folder: Path, path: Path
) -> None:
    """Refuse answers to items that the review never asked; those from before an upgrade, a `known` one, find theirs."""
    theirs = carried.checklist
    same_name = (theirs.id, theirs.version) == (asked.id, asked.version)
    if same_name and theirs.items.keys() == asked.items.keys():
        return
    if not same_name and f"{theirs.id}@{theirs.version}" in known:
        return
    other = f"{theirs.id} {theirs.version}" if not same_name else f"a {theirs.id} {theirs.version} with other items"
    raise StoreError(
        f"it was made for {printable(other, one_line=True)}, and {folder} asks {asked.id} {asked.version}",
        path=path,
        remedy="Bring the folder to that version with `archnb upgrade` first, collect it into another folder, or take "
        "it as it is with --force."
        if theirs.id == asked.id and not same_name
        else "Collect it into another folder, or take it as it is with --force.",
    )


def _identities(log: Log) -> Counter[str]:
    return Counter(filter(None, (_identity(line.data) for line in log.read()[1])))


def _identity(line: bytes) -> str:
    """Return what makes the line that line; empty for one that nobody can read."""
    try:
        return identity(msgspec.json.decode(line))
    except (msgspec.DecodeError, ValueError, RecursionError, OverflowError):
        return ""


def _lacking(lines: list[bytes], known: Counter[str]) -> list[bytes]:
    """Return the lines that are not known, in their order; one that stands twice may be known once."""
    left = Counter(known)
    lacking = []
    for line in lines:
        name = _identity(line)
        if left[name] > 0:
            left[name] -= 1
        else:
            lacking.append(line)
    return lacking
