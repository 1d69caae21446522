"""The fast way through logs as archnb writes them; whatever looks unusual is left to `Journal`.

There is one set of rules for logs, and `Journal` has it. What is read here is the part of it that nothing can be
wrong with: complete lines, each an object with known fields of the right types, dated before tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import Annotated, Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import UNSET, Meta, UnsetType

from archnb.answers import Evidence, Milestone, Moment, Note, Owner, Status
from archnb.collection.rows import CODE_OF_STATUS, Positions, Rows, column_of_objects, days, microseconds
from archnb.collection.texts import as_texts
from archnb.journal.reader import _reviewer as reviewer_of

__all__ = ["PlainLog", "Unusual", "decode_lines", "decode_log", "rows_of_logs"]

_LARGEST = 5 * 2**20
_TOMORROW = timedelta(days=1)
_NEWLINE = ord("\n")
_MOMENT = len("2026-11-22T10:00:00.123456Z")


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


_decoder = msgspec.json.Decoder(_Line)


class PlainLog(NamedTuple):
    """One log's answers, column by column in the order of the lines, and its milestones.

    The lists are made while a file's lines are still in the processor's cache: that halves the time.
    """

    position: list[int]
    status: list[int]
    at: list[str]
    due: list[int]  # `date.toordinal`, 0 for none
    note: list[str]
    owner: list[str]
    reviewer: list[str]
    evidence: list[tuple[str, ...]]
    milestones: list[Milestone]


def decode_log(stem: str, data: bytes, positions: Positions) -> PlainLog:
    """Decode the content of the log file named `stem`; `positions` are its checklist's items.

    Raises
    ------
    Unusual
        If a line is anything but what archnb writes.
    """
    if not data:
        return _columns(stem, [], positions)
    if len(data) > _LARGEST:
        raise Unusual
    try:
        lines = _decoder.decode_lines(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Unusual from None
    # `decode_lines` does not mind two objects in a line, nor one over two lines; a log does. The bytes looked for
    # can stand nowhere else: a quotation mark inside a text is escaped, and no known field holds an object.
    begun = data.startswith(b'{"at":"') + data.count(b'\n{"at":"')
    if not len(lines) == begun == data.count(b"\n") or data[-1] != _NEWLINE:
        raise Unusual
    return _columns(stem, lines, positions)


def decode_lines(stem: str, lines: Iterable[msgspec.Raw], positions: Positions) -> PlainLog:
    """Decode a log whose lines were told apart already, as a notebook carries it."""
    try:
        return _columns(stem, [_decoder.decode(line) for line in lines], positions)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Unusual from None


def _columns(stem: str, lines: list[_Line], positions: Positions) -> PlainLog:
    items = [line.item for line in lines]
    milestones = []
    if UNSET in items:
        others = [line for line in lines if line.item is UNSET]
        milestones = [_milestone(line, stem) for line in others if line.milestone is not UNSET]
        lines = [line for line in lines if line.item is not UNSET]
        items = [line.item for line in lines]
    reviewers = [line.reviewer for line in lines]
    try:
        status = [CODE_OF_STATUS[line.status] for line in lines]  # type: ignore[index]  # UNSET is what we look for
    except KeyError:
        raise Unusual from None
    return PlainLog(
        position=list(map(positions.__getitem__, items)),  # type: ignore[arg-type]
        status=status,
        at=[line.at for line in lines],
        due=[0 if line.due is None else line.due.toordinal() for line in lines],
        note=[line.note for line in lines],
        owner=[line.owner for line in lines],
        reviewer=[reviewer_of(said, stem) for said in reviewers] if any(reviewers) else [stem] * len(lines),
        evidence=[line.evidence for line in lines],
        milestones=milestones,
    )


def _milestone(line: _Line, stem: str) -> Milestone:
    at = _moment(line.at).astimezone(UTC)
    name = str(line.milestone)
    return Milestone(at=at, milestone=name, checklist=line.checklist, reviewer=reviewer_of(line.reviewer, stem))


def rows_of_logs(logs: Sequence[tuple[int, PlainLog]], *, now: datetime) -> Rows:
    """Return the answers in `logs`, each given with its review's number.

    Raises
    ------
    Unusual
        If a moment is malformed or after tomorrow.
    """

    def column(name: str) -> list[Any]:
        return list(chain.from_iterable([getattr(log, name) for _, log in logs]))

    moments = _moments(column("at"))
    latest = microseconds(now + _TOMORROW)
    if moments.size and moments.max() > latest:
        raise Unusual
    lengths = [len(log.at) for _, log in logs]
    return Rows(
        review=np.repeat(np.array([review for review, _ in logs], dtype=np.int32), lengths),
        position=np.array(column("position"), dtype=np.int32),
        status=np.frombuffer(bytes(column("status")), dtype=np.int8),
        at=moments,
        due=days(column("due")),
        note=as_texts(column("note")),
        owner=as_texts(column("owner")),
        reviewer=as_texts(column("reviewer")),
        evidence=column_of_objects(column("evidence")),
    )


def _moments(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return microseconds since 1970: in bulk for the form that archnb writes, one by one for others."""
    of_form = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) == _MOMENT
    if of_form.all():
        return _bulk(texts)
    moments = np.empty(len(texts), dtype=np.int64)
    moments[of_form] = _bulk([text for text in texts if len(text) == _MOMENT])
    moments[~of_form] = [microseconds(_moment(text)) for text in texts if len(text) != _MOMENT]
    return moments


def _bulk(texts: Sequence[str]) -> npt.NDArray[np.int64]:
    """Parse ``2026-11-22T10:00:00.123456Z``, all of it checked: numpy alone would take other forms too."""
    if not texts:
        return np.empty(0, dtype=np.int64)
    try:
        joined = "".join(texts).encode("ascii")
    except UnicodeEncodeError:
        raise Unusual from None
    letters = np.frombuffer(joined, dtype=np.uint8).reshape(-1, _MOMENT)
    form = np.frombuffer(b"0000-00-00T00:00:00.000000Z", dtype=np.uint8)
    is_digit = form == ord("0")
    digits_fit = ((letters[:, is_digit] - ord("0")) <= 9).all()  # what is below wraps around in uint8
    if not digits_fit or (letters[:, ~is_digit] != form[~is_digit]).any():
        raise Unusual
    try:
        parsed = np.ascontiguousarray(letters[:, :-1]).view("S26").ravel().astype("datetime64[us]")
    except ValueError:
        raise Unusual from None
    if (parsed < np.datetime64("0001-01-01", "us")).any():
        raise Unusual
    return parsed.astype(np.int64)


_Aware: Any = Moment


def _moment(text: str) -> datetime:
    try:
        at: datetime = msgspec.convert(text, _Aware).astimezone(UTC)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise Unusual from None
    return at
