"""The reviews in a notebook that came from elsewhere: read without trust, and without more than is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, NamedTuple

import msgspec

from archnb.checklist import Checklist
from archnb.errors import StoreError
from archnb.journal import MIME, EmbeddedJournal, EmbeddedReview
from archnb.journal.embedded import digest
from archnb.printable import printable
from archnb.share.stamping import is_partial
from archnb.store import ReviewInfo, portable_name, slug

__all__ = ["Carried", "read_carried"]

#: A review of 115 items stays below 1 MB.
_LARGEST = 64 * 2**20
_AGAIN = "Ask for the file again."


class Carried(NamedTuple):
    """One review as a notebook carries it.

    Attributes
    ----------
    info : ReviewInfo
        What its ``review.json`` would say.
    checklist : Checklist
        What was asked.
    logs : dict of str to list of bytes
        The readable lines by a name that is safe for a file, as JSON on one line each.
    intact : bool
        Whether the digest is that of the data.
    problems : list of str
        Lines that cannot be read, and where.
    earlier : list of Checklist
        What was asked before an upgrade.
    """

    info: ReviewInfo
    checklist: Checklist
    logs: dict[str, list[bytes]]
    intact: bool
    problems: list[str]
    earlier: list[Checklist]


class _Data(msgspec.Struct):
    review: msgspec.Raw = msgspec.field(name=MIME, default=msgspec.Raw())


class _Output(msgspec.Struct):
    data: _Data | None = None


class _Cell(msgspec.Struct):
    outputs: list[_Output] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell]


_decode = msgspec.json.Decoder(_Notebook).decode


def read_carried(path: Path) -> Iterator[Carried]:
    """Yield the reviews in the notebook file `path`.

    Raises
    ------
    StoreError
        If it cannot be read, is larger than 64 MiB, is no notebook, or a review in it is damaged or was shared
        without all its data.
    ChecklistError
        If the checklist in it is none.
    """
    for raw in _raw_reviews(path):
        yield _carried(raw, path)


def _raw_reviews(path: Path) -> list[bytes]:
    try:
        about = path.stat()
        if not (S_ISREG(about.st_mode) or S_ISDIR(about.st_mode)):  # a pipe would be waited for without end
            raise StoreError("this is no file", path=path, remedy="Name a notebook's file.")
        if about.st_size > _LARGEST:
            remedy = "Share it anew with `archnb share`, without its large outputs."
            raise StoreError(f"the file is larger than {_LARGEST // 2**20} MiB", path=path, remedy=remedy)
        content = path.read_bytes()
    except OSError as error:
        raise StoreError.of(error, path) from error
    try:
        notebook = _decode(content)
    except (msgspec.DecodeError, RecursionError, ValueError):
        raise StoreError("this is no notebook, or a damaged one", path=path, remedy=_AGAIN) from None
    found = [output.data.review for cell in notebook.cells for output in cell.outputs if output.data]
    return [bytes(review) for review in found if bytes(review)]


def _carried(raw: bytes, path: Path) -> Carried:
    try:
        data = msgspec.json.decode(raw, type=dict[str, Any])
        review = msgspec.json.decode(raw, type=EmbeddedReview)
        asked = msgspec.json.decode(review.checklist, type=dict[str, Any])
        is_intact = data.get("digest") == digest(data)
    except (msgspec.DecodeError, RecursionError, ValueError, OverflowError):
        raise StoreError("the data of the review in it is damaged", path=path, remedy=_AGAIN) from None
    if data.get("format") != "archnb.review" or data.get("version") != 1:
        remedy = "Take it in with a newer archnb: pip install -U archnb"
        raise StoreError("the review in it is of a form that this archnb does not know", path=path, remedy=remedy)
    if is_partial(data):
        raise StoreError(
            f"'{review.project}' was shared without all its data, or with other names",
            path=path,
            remedy="Nothing can be taken from it: ask for the whole notebook.",
        )
    checklist = Checklist.parse(asked, path=path)
    logs: dict[str, list[msgspec.Raw]] = {}
    for stem, lines in review.logs.items():
        logs.setdefault(_safe(stem), []).extend(lines)
    journal = EmbeddedJournal(msgspec.structs.replace(review, logs=logs), checklist, path)
    kept = {stem: [_one_line(line) for line in lines] for stem, lines in journal.lines().items()}
    # A clock that runs ahead is a problem to whoever reads the review, and none of taking it in.
    unread = [str(p) for p in journal.problems if p.place]
    earlier = [Checklist.parse(msgspec.json.decode(said), path=path) for said in review.earlier_checklists]
    return Carried(review.info(checklist), checklist, kept, is_intact, unread, earlier)


def _one_line(line: bytes) -> bytes:
    """Return a line as a log holds it: in a notebook it stands indented over several."""
    return msgspec.json.encode(msgspec.json.decode(line))


def _safe(stem: str) -> str:
    """Return the name of a log as it is, if no file system or terminal takes it for more; else a slug of it."""
    harmless = portable_name(f"{stem}.jsonl") and not stem.startswith(".") and printable(stem, one_line=True) == stem
    return stem if harmless else slug(stem)
