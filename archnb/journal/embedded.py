"""A review's data as a document carries it: what was asked, and the logs' lines as they stand on disk."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from archnb.answers import Answer
from archnb.checklist import Checklist
from archnb.errors import StoreError
from archnb.journal.journal import Journal
from archnb.journal.reader import LogReader
from archnb.journal.state import State
from archnb.store import ChecklistRef, Line, ReviewInfo

__all__ = ["MIME", "EmbeddedJournal", "EmbeddedReview", "digest", "embedded", "read_notebook"]

#: The key of the data in a notebook's output; its number grows with a change that old readers cannot take.
MIME = "application/vnd.archnb.review.v1+json"


def embedded(state: State, lines: dict[str, list[bytes]]) -> dict[str, Any]:
    """Return the data of a review, complete enough to make the folder from it again.

    Parameters
    ----------
    state : State
        The review's checklist and info.
    lines : dict of str to list of bytes
        The readable lines of each log, by file name without ending (`Journal.lines`).
    """
    data: dict[str, Any] = {
        "format": "archnb.review",
        "version": 1,
        **msgspec.to_builtins(state.info),
        "checklist": state.checklist.to_data(guidance=False),
        **({"earlier_checklists": [asked.to_data(guidance=False) for asked in state.earlier]} if state.earlier else {}),
        "logs": {stem: [msgspec.json.decode(line) for line in log] for stem, log in lines.items()},
    }
    if state.at is not None:
        data["as_of"] = msgspec.to_builtins(state.at)
    return data | {"digest": digest(data)}


def digest(data: dict[str, Any]) -> str:
    """Return the SHA-256 of a review's data, its own ``digest`` aside, whoever saved it.

    A page that saves the notebook may order the keys anew, and writes 2.0 as 2: JavaScript has one kind of number.
    """
    rest = msgspec.json.encode({key: value for key, value in data.items() if key != "digest"})
    plain = json.loads(rest, parse_int=_number, parse_float=_number)
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()


def _number(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() else number


class EmbeddedReview(msgspec.Struct, frozen=True, kw_only=True):
    """What a document carries of one review; checklist and lines are still JSON.

    Attributes
    ----------
    project, tags, repository, panel
        As in `ReviewInfo`.
    checklist : msgspec.Raw
        What was asked, for `Checklist.parse`.
    earlier_checklists : list of msgspec.Raw
        What was asked before an upgrade.
    logs : dict of str to list of msgspec.Raw
        The lines by reviewer's file name without ending, which is not to be trusted as a path.
    """

    project: Annotated[str, Meta(min_length=1, max_length=300)]
    tags: dict[str, str | int | float | bool] = {}
    repository: str = ""
    checklist: msgspec.Raw
    logs: dict[str, list[msgspec.Raw]]
    earlier_checklists: list[msgspec.Raw] = []
    panel: bool = False

    def earlier(self, ref: ChecklistRef, path: Path) -> Checklist | None:
        """Return the checklist `ref` of an earlier version, if the document `path` carries it."""
        parsed = (Checklist.parse(msgspec.json.decode(raw), path=path) for raw in self.earlier_checklists)
        return next((found for found in parsed if (found.id, found.version) == (ref.id, ref.version)), None)

    def info(self, checklist: Checklist) -> ReviewInfo:
        """Return what ``review.json`` would say."""
        ref = ChecklistRef(id=checklist.id, version=checklist.version)
        return ReviewInfo(
            project=self.project, checklist=ref, tags=self.tags, repository=self.repository, panel=self.panel
        )


class _Data(msgspec.Struct):
    review: EmbeddedReview | None = msgspec.field(name=MIME, default=None)


class _Output(msgspec.Struct):
    data: _Data | None = None


class _Cell(msgspec.Struct):
    outputs: list[_Output] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell]


_decode_notebook = msgspec.json.Decoder(_Notebook).decode


def read_notebook(content: bytes, path: Path) -> list[EmbeddedReview]:
    """Return the reviews that the notebook file's `content` carries, in the order of its outputs.

    Only what is needed is decoded: nbformat's own reading takes ten times as long, and validation eighty times.

    Raises
    ------
    StoreError
        If it is no notebook, or the data of a review in it is not in its form.
    """
    if MIME.encode() not in content:
        return []
    try:
        notebook = _decode_notebook(content)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        reason, _, place = str(error).partition(" - at `")
        raise StoreError(
            f"the review in this notebook cannot be read: {reason[:1].lower()}{reason[1:]}",
            path=path,
            place=place.rstrip("`").removeprefix("$."),
            remedy="Run the notebook again, or restore it from git.",
        ) from None
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    return [output.data.review for output in outputs if output.data and output.data.review]


class _Place:
    """Where an embedded review lies, in the role of a `ReviewFolder` that nobody writes to."""

    def __init__(self, path: Path, info: ReviewInfo) -> None:
        self.path = path
        self.info = info


class _EmbeddedLog(LogReader):
    """A log whose lines are in memory; a place in it is counted in lines of that log."""

    def __init__(self, path: Path, lines: Sequence[bytes]) -> None:
        super().__init__(path)
        self._lines = lines

    def read_new(self) -> tuple[bool, list[Answer]]:
        lines, self._lines = self._lines, ()
        known = len(self.answers)
        for number, data in enumerate(lines, start=1):
            self._take(Line(number, data))
        return False, self.answers[known:]


class EmbeddedJournal(Journal):
    """The journal of a review that a document carries, for reading only.

    Parameters
    ----------
    review : EmbeddedReview
        As `read_notebook` returns it.
    checklist : Checklist
        Its checklist, parsed.
    path : Path
        The document, named in problems.
    """

    def __init__(self, review: EmbeddedReview, checklist: Checklist, path: Path) -> None:
        # `Path(stem).stem` of "a.b" would be "a": LogReader takes the reviewer's name from the file's.
        self._embedded = {path / f"{stem}.jsonl": [bytes(line) for line in log] for stem, log in review.logs.items()}
        place = _Place(path, review.info(checklist))
        self._carried = True  # nothing in a document is hidden from its reader
        super().__init__(place, checklist, find=partial(review.earlier, path=path))  # type: ignore[arg-type]

    def refresh(self) -> None:
        """Take up the lines, once."""
        with self._mutex:
            for path, lines in self._embedded.items():
                log = self._logs[path] = _EmbeddedLog(path, lines)
                log.read_new()
            if self._embedded:
                self._take_up_upgrades()
                self._take_up_reveal()
                self._rebuild()
            self._embedded = {}
