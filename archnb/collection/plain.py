"""The fast way through logs as archnb writes them; whatever looks unusual is left to `Journal`.

There is one set of rules for logs, and `Journal` has it. What is read here is the part of it that nothing can be
wrong with: complete lines, each an object with known fields of the right types, dated before tomorrow. Arrow parses
many logs at once into columns, without an object of Python's for any answer, and leaves other threads running.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from archnb.answers import STATUSES, Milestone, Moment
from archnb.collection.rows import NO_DATE, Positions, Rows, microseconds
from archnb.collection.texts import Coded, as_column, pa
from archnb.journal.reader import reviewer_of

__all__ = ["Plain", "PlainLog", "Unusual", "read_plain"]

_LARGEST_LOG = 5 * 2**20
_TOMORROW = timedelta(days=1)
_YEAR_ONE = microseconds(datetime(1, 1, 1, tzinfo=UTC))
_FORM = "2026-11-22T10:00:00.123456Z"
#: The most bytes of a note, an owner and a piece of evidence, and pieces of evidence; as many characters may be more.
_MOST = {"note": 200_000, "owner": 400, "piece": 4_000, "pieces": 200}
_ESCAPED = re.compile(rb"\\.")


class Unusual(Exception):
    """Something that only `Journal` may judge."""


class PlainLog(NamedTuple):
    """One reviewer's log.

    Attributes
    ----------
    review : int
        To which review it belongs, from 0 and ascending.
    stem : str
        Its file's name without ending.
    data : bytes
        Its content.
    """

    review: int
    stem: str
    data: bytes


class Plain(NamedTuple):
    """What some logs say.

    Attributes
    ----------
    rows : Rows
        Their answers, log by log.
    counts : array of int
        How many of them belong to each review.
    milestones : list of (int, Milestone)
        With the review each, in the order of the lines.
    """

    rows: Rows
    counts: npt.NDArray[np.int64]
    milestones: list[tuple[int, Milestone]]


def read_plain(logs: Sequence[PlainLog], positions: Sequence[Positions], now: datetime) -> Plain:
    """Read logs all at once; `positions` has the items of each review's checklist.

    Raises
    ------
    Unusual
        If any line is anything but what archnb writes.
    """
    if any(len(log.data) > _LARGEST_LOG for log in logs):
        raise Unusual
    data = b"".join(log.data for log in logs)
    log_of_line = np.repeat(np.arange(len(logs)), _lines(data, [len(log.data) for log in logs]))
    try:
        table = _parse(data)
        if table.num_rows != len(log_of_line):
            raise Unusual
        is_answer = table.column("item").is_valid().to_numpy()
        milestones = _milestones(table, is_answer, log_of_line, logs)
        if any(mark.at > now + _TOMORROW for _, mark in milestones):
            raise Unusual
        if not is_answer.all():
            table, log_of_line = table.filter(pa.array(is_answer)).combine_chunks(), log_of_line[is_answer]
        rows = _rows(table, log_of_line, logs, positions, now)
    except pa.ArrowException:
        raise Unusual from None
    review = np.array([log.review for log in logs], dtype=np.int64)[log_of_line]
    return Plain(rows, np.bincount(review, minlength=len(positions)), milestones)


def _lines(data: bytes, sizes: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return how many lines each log has; each line must begin with a brace.

    Arrow does not mind two objects in a line, nor one over two lines; a log does. No known field holds an object, and
    no text a bare newline, so lines that all begin with a brace and are as many as the objects are them.
    """
    letters = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(letters == ord("\n"))
    starts = np.append(0, ends[:-1] + 1)[: len(ends)]
    logs = np.cumsum(sizes, dtype=np.int64)
    last = logs[np.diff(logs, prepend=0) > 0]
    if not (letters[starts] == ord("{")).all() or not (letters[last - 1] == ord("\n")).all():
        raise Unusual
    return np.diff(np.searchsorted(ends, logs), prepend=0)


@cache
def _schema() -> Any:
    text = pa.large_string()
    texts = dict.fromkeys(["at", "item", "status", "note", "owner", "due", "reviewer", "milestone", "checklist"], text)
    return pa.schema({**texts, "evidence": pa.list_(text)})


def _parse(data: bytes) -> Any:
    """Return the objects in `data` as a table of one chunk; what an object does not say is null there."""
    from pyarrow import json

    if _says_null(data):
        raise Unusual
    if not data:
        return _schema().empty_table().combine_chunks()
    table = json.read_json(
        pa.BufferReader(data),
        read_options=json.ReadOptions(use_threads=False, block_size=len(data) + 1),
        parse_options=json.ParseOptions(explicit_schema=_schema(), unexpected_field_behavior="error"),
        memory_pool=pa.system_memory_pool(),
    )
    if not data.isascii():
        table.validate(full=True)  # or bytes that are no UTF-8 would pass
    return table


def _says_null(data: bytes) -> bool:
    """Whether a null stands in a line outside its texts: Arrow takes that for a field left out, a log does not."""
    at = data.find(b"null")
    while at >= 0:
        before = data[data.rfind(b"\n", 0, at) + 1 : at]
        if _ESCAPED.sub(b"", before).count(b'"') % 2 == 0:
            return True
        at = data.find(b"null", at + 1)
    return False


def _rows(
    table: Any,
    log_of_row: npt.NDArray[np.int64],
    logs: Sequence[PlainLog],
    positions: Sequence[Positions],
    now: datetime,
) -> Rows:
    from pyarrow import compute

    column = {name: _only_chunk(table, name) for name in table.column_names}
    _refuse_long(column)
    status = compute.index_in(column["status"], value_set=pa.array(STATUSES, type=pa.large_string()))
    moments = _moments(column["at"])
    if status.null_count or (moments.size and moments.max() > microseconds(now + _TOMORROW)):
        raise Unusual
    review = np.array([log.review for log in logs], dtype=np.int64)[log_of_row]
    return Rows(
        position=_positions(column["item"], review, positions),
        status=status.to_numpy().astype(np.int8),
        at=moments,
        due=_days(column["due"]),
        note=as_column(column["note"].fill_null("")),
        owner=_coded(column["owner"].fill_null("")),
        reviewer=_reviewers(column["reviewer"], log_of_row, [log.stem for log in logs]),
        evidence=as_column(column["evidence"]),
    )


def _only_chunk(table: Any, name: str) -> Any:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _refuse_long(column: dict[str, Any]) -> None:
    from pyarrow import compute

    lengths = {
        "note": compute.binary_length(column["note"]),
        "owner": compute.binary_length(column["owner"]),
        "piece": compute.binary_length(column["evidence"].flatten()),
        "pieces": compute.list_value_length(column["evidence"]),
    }
    for name, found in lengths.items():
        if (compute.max(found).as_py() or 0) > _MOST[name]:
            raise Unusual


def _positions(items: Any, review: npt.NDArray[np.int64], positions: Sequence[Positions]) -> npt.NDArray[np.int32]:
    encoded = items.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    different = list({id(one): one for one in positions}.values())
    which = {id(one): index for index, one in enumerate(different)}
    table = np.array([[one[word] for word in words] for one in different], dtype=np.int32)
    used = np.array([which[id(one)] for one in positions], dtype=np.int64)[review]
    found: npt.NDArray[np.int32] = table.reshape(len(different), -1)[used, encoded.indices.to_numpy()]
    return found


def _coded(texts: Any) -> Coded:
    encoded = texts.dictionary_encode()
    return Coded.join([Coded(encoded.indices.to_numpy(), encoded.dictionary.to_pylist())])


def _reviewers(said: Any, log_of_row: npt.NDArray[np.int64], stems: Sequence[str]) -> Coded:
    words = ["", *stems]
    codes = (log_of_row + 1).astype(np.int32)
    for row in np.flatnonzero(said.is_valid().to_numpy(zero_copy_only=False)).tolist():
        words.append(reviewer_of(said[row].as_py(), stems[log_of_row[row]]))
        codes[row] = len(words) - 1
    return Coded.join([Coded(codes, words)])


def _days(texts: Any) -> npt.NDArray[np.int32]:
    """Return days since 1970 of dates as ``2026-12-24``, `NO_DATE` where there is none."""
    days = np.full(len(texts), NO_DATE, dtype=np.int32)
    given = texts.drop_null().cast(pa.date32()).cast(pa.int32()).to_numpy()
    if (given < _YEAR_ONE // 86_400_000_000).any():
        raise Unusual
    days[texts.is_valid().to_numpy(zero_copy_only=False)] = given
    return days


def _moments(texts: Any) -> npt.NDArray[np.int64]:
    """Return microseconds since 1970: in bulk for the form that archnb writes, one by one for others."""
    from pyarrow import compute

    if texts.null_count:
        raise Unusual
    of_form = compute.binary_length(texts).to_numpy() == len(_FORM)
    if of_form.all():
        return _bulk(texts)
    moments = np.empty(len(texts), dtype=np.int64)
    moments[of_form] = _bulk(texts.filter(pa.array(of_form)))
    moments[~of_form] = [microseconds(_moment(text)) for text in texts.filter(pa.array(~of_form)).to_pylist()]
    return moments


def _bulk(texts: Any) -> npt.NDArray[np.int64]:
    """Parse ``2026-11-22T10:00:00.123456Z``; Arrow alone would take other forms of that length too."""
    start, size = texts.offset, len(_FORM)
    first = np.frombuffer(texts.buffers()[1], dtype=np.int64)[start] if len(texts) else 0
    letters = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)[first : first + len(texts) * size]
    separators = [place for place, letter in enumerate(_FORM) if not letter.isdigit()]
    expected = np.frombuffer(_FORM.encode(), dtype=np.uint8)[separators]
    if (letters.reshape(-1, size)[:, separators] != expected).any():
        raise Unusual
    moments: npt.NDArray[np.int64] = texts.cast(pa.timestamp("us", "UTC")).cast(pa.int64()).to_numpy()
    if (moments < _YEAR_ONE).any():
        raise Unusual
    return moments


_Aware: Any = Moment


def _moment(text: str) -> datetime:
    try:
        at: datetime = msgspec.convert(text, _Aware).astimezone(UTC)
        return at
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise Unusual from None


def _milestones(
    table: Any, is_answer: npt.NDArray[np.bool_], log_of_line: npt.NDArray[np.int64], logs: Sequence[PlainLog]
) -> list[tuple[int, Milestone]]:
    found = []
    for line in np.flatnonzero(~is_answer).tolist():
        said = {name: value for name, value in table.slice(line, 1).to_pylist()[0].items() if value is not None}
        if "milestone" in said:
            log = logs[log_of_line[line]]
            found.append((log.review, _milestone(said, log.stem)))
    return found


def _milestone(said: dict[str, Any], stem: str) -> Milestone:
    try:
        mark = msgspec.convert(said, Milestone)
        at = mark.at.astimezone(UTC)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise Unusual from None
    return msgspec.structs.replace(mark, at=at, reviewer=reviewer_of(mark.reviewer, stem))
