"""The fast way through logs as archnb writes them; whatever looks unusual is left to `Journal`.

There is one set of rules for logs, and `Journal` has it. What is read here is the part of it that nothing can be
wrong with: complete lines, each an object with known fields of the right types, dated before tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import UNSET, Meta, UnsetType

from archnb.answers import Evidence, Milestone, Moment, Note, Owner, Status
from archnb.collection.rows import CODE_OF_STATUS, NO_DATE, Positions, Rows, column_of_objects, days, microseconds
from archnb.collection.texts import Coded, Words, as_texts
from archnb.journal.reader import LAST_YEAR, reviewer_of

__all__ = ["PlainLogs", "Unusual"]

_LARGEST = 5 * 2**20
_TOMORROW = timedelta(days=1)


class Unusual(Exception):
    """Something that only `Journal` may judge."""


class _Line(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An answer or a milestone; `at` stays text here, and is read in bulk."""

    at: str
    item: str | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    note: Note = ""
    evidence: Evidence = ()
    owner: Owner = ""
    due: date | None = None
    reviewer: str = ""
    milestone: Annotated[str, Meta(min_length=1, max_length=200)] | UnsetType = UNSET
    checklist: str = ""
    by: str = ""
    version: str = ""
    commit: str = ""


_decoder = msgspec.json.Decoder(_Line)


class PlainLogs:
    """Gathers logs' answers, column by column in the order of the lines.

    A log is made columns of while its lines are still in the processor's cache: that halves the time.
    """

    def __init__(self) -> None:
        self._position: list[int] = []
        self._status = bytearray()
        self._at: list[str] = []
        self._due: list[int] = []  # `date.toordinal`, or `NO_DATE`
        self._note: list[str] = []
        self._owner: list[int] = []
        self._reviewer: list[int] = []
        self._evidence: list[tuple[str, ...]] = []
        self._words = Words()

    def __len__(self) -> int:
        return len(self._at)

    def forget_from(self, row: int) -> None:
        """Drop the answers from `row` on."""
        for name, column in vars(self).items():
            if name != "_words":
                del column[row:]

    def take_log(self, stem: str, data: bytes, positions: Positions) -> list[Milestone]:
        """Take up the content of the log file named `stem`, and return its milestones.

        Raises
        ------
        Unusual
            If a line is anything but what archnb writes; then nothing is taken up.
        """
        if not data:
            return []
        if len(data) > _LARGEST:
            raise Unusual
        try:
            lines = _decoder.decode_lines(data)
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise Unusual from None
        if not _one_object_a_line(data, len(lines)):
            raise Unusual
        return self._take(stem, lines, positions)

    def take_lines(self, stem: str, lines: Iterable[msgspec.Raw], positions: Positions) -> list[Milestone]:
        """Take up a log whose lines were told apart already, as a notebook carries it."""
        try:
            decoded = [_decoder.decode(line) for line in lines]
        except (msgspec.DecodeError, ValueError, RecursionError):
            raise Unusual from None
        return self._take(stem, decoded, positions)

    def _take(self, stem: str, lines: list[_Line], positions: Positions) -> list[Milestone]:
        items = [line.item for line in lines]
        if UNSET in items:
            others = [line for line in lines if line.item is UNSET]
            milestones = [_milestone(line, stem) for line in others if line.milestone is not UNSET]
            return milestones + self._take(stem, [line for line in lines if line.item is not UNSET], positions)
        code = self._words.__getitem__
        place: Any = positions.__getitem__
        try:
            self._status.extend(map(_code_of_status, [line.status for line in lines]))
        except KeyError:  # UNSET is what we look for
            raise Unusual from None
        self._position += map(place, items)
        self._at += [line.at for line in lines]
        self._due += [NO_DATE if line.due is None else line.due.toordinal() for line in lines]
        self._note += [line.note for line in lines]
        self._owner += map(code, [line.owner for line in lines])
        said = [line.reviewer for line in lines]
        if any(said):
            self._reviewer += [code(reviewer_of(name, stem)) for name in said]
        else:
            self._reviewer += [code(stem)] * len(lines)
        self._evidence += [line.evidence for line in lines]
        return []

    def rows(self, now: datetime) -> Rows:
        """Return the answers as rows.

        Raises
        ------
        Unusual
            If a moment is malformed or after tomorrow.
        """
        moments = _moments(self._at)
        if moments.size and moments.max() > microseconds(now + _TOMORROW):
            raise Unusual
        words = list(self._words)
        return Rows(
            position=np.array(self._position, dtype=np.int32),
            status=np.frombuffer(bytes(self._status), dtype=np.int8),
            at=moments,
            due=days(np.array(self._due, dtype=np.int32)),
            note=as_texts(self._note),
            owner=Coded(np.array(self._owner, dtype=np.int32), words),
            reviewer=Coded(np.array(self._reviewer, dtype=np.int32), words),
            evidence=column_of_objects(self._evidence),
        )


_code_of_status: Any = CODE_OF_STATUS.__getitem__


def _one_object_a_line(data: bytes, count: int) -> bool:
    """Whether the `count` objects in `data` begin each at a line's start, and no other line is there.

    `decode_lines` does not mind two objects in a line, nor one over two lines; a log does. No known field holds an
    object, and no text a bare newline, so lines that all begin with a brace and are as many as the objects are them.
    """
    letters = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(letters == _NEWLINE)
    if len(ends) != count or ends[-1] != len(letters) - 1 or letters[0] != _BRACE:
        return False
    return bool((letters[ends[:-1] + 1] == _BRACE).all())


_NEWLINE, _BRACE = b"\n{"


def _milestone(line: _Line, stem: str) -> Milestone:
    at = _moment(line.at)
    if at.year >= LAST_YEAR:
        raise Unusual
    name = str(line.milestone)
    return Milestone(at=at, milestone=name, checklist=line.checklist, reviewer=reviewer_of(line.reviewer, stem))


def _moments(texts: list[str]) -> npt.NDArray[np.int64]:
    """Return microseconds since 1970: in bulk for the form that archnb writes, one by one for others."""
    moments = _bulk(texts)
    return np.array([microseconds(_moment(text)) for text in texts], np.int64) if moments is None else moments


def _bulk(texts: list[str]) -> npt.NDArray[np.int64] | None:
    """Parse ``2026-11-22T10:00:00.123456Z``, all of it checked; None where one has not that form."""
    # What is of the form holds no newline, so there are as many of it as newlines only where each text is one.
    joined = "\n".join([*texts, ""])
    if len(joined) != len(texts) * len(_FORM) or not joined.isascii():
        return None
    letters = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, len(_FORM))
    digits_fit = ((letters[:, _DIGITS] - ord("0")) <= 9).all()  # what is below wraps around in uint8
    if not digits_fit or (letters[:, ~_DIGITS] != _LETTERS[~_DIGITS]).any():
        return None
    try:
        parsed = np.ascontiguousarray(letters[:, :-2]).view("S26").ravel().astype("datetime64[us]")
    except ValueError:
        raise Unusual from None
    if (parsed < np.datetime64("0001-01-01", "us")).any():
        raise Unusual
    return parsed.astype(np.int64)


_FORM = b"0000-00-00T00:00:00.000000Z\n"
_LETTERS = np.frombuffer(_FORM, dtype=np.uint8)
_DIGITS = _LETTERS == ord("0")


_Aware: Any = Moment


def _moment(text: str) -> datetime:
    try:
        at: datetime = msgspec.convert(text, _Aware).astimezone(UTC)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise Unusual from None
    return at
