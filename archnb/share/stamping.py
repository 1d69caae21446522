"""Bring the reviews that a notebook shows up to date with their logs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from nbformat import NotebookNode

from archnb.errors import AnswerError, StoreError
from archnb.journal import MIME, EmbeddedReview, Journal
from archnb.share.document import as_bytes, read_document, reviews_in, write_file
from archnb.share.locating import Logs, counted
from archnb.snapshot import Snapshot

__all__ = ["Stamped", "checked", "is_partial", "moment_of", "notebooks_in", "stamp", "update"]


class Stamped(NamedTuple):
    """What became of a notebook.

    Attributes
    ----------
    reviews : int
        How many copies of reviews it shows.
    stale : list of str
        Projects whose copies were out of date; they are not any more, unless it was a check.
    absent : list of str
        Projects whose logs are not here, so that nothing can be said.
    """

    reviews: int
    stale: list[str]
    absent: list[str]


def stamp(path: Path, *, reviews: Path | None = None, check: bool = False) -> Stamped:
    """Bring the copies in the notebook file `path` up to date.

    Parameters
    ----------
    path : Path
        The notebook; it is not written if nothing changes.
    reviews : Path, optional
        Where the logs are, if not beside it.
    check : bool
        Only say what would change.

    Raises
    ------
    StoreError
        If it cannot be read or written, or holds answers that its logs lack.
    """
    notebook = read_document(path)
    done = update(notebook, path, reviews=reviews)
    if done.stale and not check:
        write_file(path, as_bytes(notebook))
    return done


def update(notebook: NotebookNode, path: Path, *, reviews: Path | None = None) -> Stamped:
    """Replace each copy in `notebook` by the review as its logs have it; a copy of the past stays of the past.

    A copy that was shared without all its data is left alone: the logs would bring back what was removed.
    """
    logs = Logs(path, notebook, reviews)
    carrying = reviews_in(notebook)
    stale, absent = [], []
    for output in carrying:
        data = checked(output.data[MIME], path)
        if is_partial(data):
            continue
        journal = logs.of(data)
        if journal is None:
            absent.append(data["project"])
            continue
        if journal.hides_others:
            continue  # before the reveal a notebook of a panel holds its own reviewer's votes, and must not hold more
        _refuse_more_than_logs(data, journal, path)
        bundle = _snapshot(journal, data).bundle()
        # The text is as old as the rest, and shorter in a shared document.
        if any(output.data.get(kind) != bundle[kind] for kind in (MIME, "text/html")):
            output.data.update(bundle)
            stale.append(data["project"])
    return Stamped(len(carrying), list(dict.fromkeys(stale)), list(dict.fromkeys(absent)))


def checked(data: Any, path: Path) -> dict[str, Any]:
    """Return a review's data if it is in its form.

    Raises
    ------
    StoreError
        If it is not.
    """
    try:
        msgspec.json.decode(msgspec.json.encode(data), type=EmbeddedReview)
        if isinstance(data["checklist"]["id"], str):
            return dict(data)
    except (msgspec.MsgspecError, TypeError, LookupError, ValueError, RecursionError):
        pass
    raise StoreError(
        "the data of the review in this notebook is damaged", path=path, remedy="Run the notebook again."
    ) from None


def is_partial(data: dict[str, Any]) -> bool:
    """Whether something was removed from, or renamed in, the data when it was shared."""
    return bool(data.get("redacted") or data.get("anonymized"))


def _snapshot(journal: Journal, data: dict[str, Any]) -> Snapshot:
    at = moment_of(data)
    return Snapshot(journal.state(at), journal.lines(at))


def moment_of(data: dict[str, Any]) -> datetime | None:
    """Return the moment of the past that the data shows; None for the present."""
    try:
        return msgspec.convert(data.get("as_of"), datetime | None)
    except msgspec.ValidationError:
        raise AnswerError(f"'{str(data['as_of'])[:40]}' is no moment", remedy="Run the notebook again.") from None


def _refuse_more_than_logs(data: dict[str, Any], journal: Journal, path: Path) -> None:
    """Keep the only copy of an answer from being replaced by one without it."""
    there = {stem: counted(map(msgspec.json.decode, lines)) for stem, lines in journal.lines().items()}
    lacking = sum((counted(lines) - there.get(stem, counted([]))).total() for stem, lines in data["logs"].items())
    if lacking:
        folder = journal.folder.path
        raise StoreError(
            f"this notebook holds {lacking} line{'s' * (lacking != 1)} of '{data['project']}' "
            f"that the logs in {folder} lack",
            path=path,
            remedy=f"Take them in with `archnb collect {path} --into {folder.parent}`, or run the notebook again.",
        )


def notebooks_in(place: Path) -> Iterator[Path]:
    """Yield `place` itself if it is a file, else the notebooks at or below it; hidden folders are passed over.

    Raises
    ------
    StoreError
        If there is no such file or folder.
    """
    if not place.is_dir():
        if not place.is_file():
            raise StoreError("there is no such notebook or folder", path=place, remedy="Check the spelling.")
        yield place
        return
    for path in sorted(place.rglob("*.ipynb")):
        if not any(part.startswith(".") for part in path.relative_to(place).parts) and path.is_file():
            yield path
