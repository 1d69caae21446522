"""Many reviews as one DataFrame, built column by column from codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from archnb.answers import STATUSES, Answer
from archnb.checklist import SEVERITIES
from archnb.collection import Asked, Collection, Row
from archnb.collection.rows import EPOCH, NO_DATE, Positions, column_of_objects, rows_of_answers
from archnb.collection.texts import take_texts
from archnb.frames.tags import tag_columns

__all__ = ["portfolio_answers", "reviewers_votes"]

Whole = npt.NDArray[np.int64]


def portfolio_answers(
    collection: Collection, reviews: Sequence[int], limits: Whole | None = None, *, said: bool = True
) -> pd.DataFrame:
    """Return one row per item of each review, unanswered ones included.

    Parameters
    ----------
    collection : Collection
        What was read.
    reviews : sequence of int
        Which of its reviews, ascending.
    limits : array of int, optional
        Up to which moment each of the collection's reviews counts, in microseconds since 1970.
    said : bool
        Whether to add note, evidence, owner, due and reviewer, which no measure needs.
    """
    slots = _slots(collection, reviews)
    counts = np.diff(collection.offsets)[list(reviews)]
    return _frame(collection, reviews, counts, slots, collection.standing(limits)[slots], said=said)


def reviewers_votes(collection: Collection, reviews: Sequence[int], limits: Whole | None = None) -> pd.DataFrame:
    """Return the newest answer of each reviewer to each item, in the columns of `portfolio_answers`."""
    review_of_slot = np.repeat(np.arange(len(collection.reviews)), np.diff(collection.offsets))
    rows = np.flatnonzero(np.isin(collection.slots, _slots(collection, reviews)))
    if limits is not None:
        rows = rows[collection.rows.at[rows] <= limits[review_of_slot[collection.slots[rows]]]]
    slots = collection.slots[rows]
    reviewers, _ = pd.factorize(_strings(collection.rows.reviewer.take(rows).texts()), sort=True)
    order = np.lexsort((collection.rows.at[rows], reviewers, slots))
    slots, reviewers, rows = slots[order], reviewers[order], rows[order]
    is_last = np.append((np.diff(slots) != 0) | (np.diff(reviewers) != 0), True)[: len(rows)]
    slots, rows = slots[is_last], rows[is_last]
    counts = np.bincount(review_of_slot[slots], minlength=len(collection.reviews))[list(reviews)]
    return _frame(collection, reviews, counts, slots, rows, said=True)


def _slots(collection: Collection, reviews: Sequence[int]) -> Whole:
    offsets = collection.offsets
    if len(reviews) == len(collection.reviews):
        return np.arange(offsets[-1])
    return np.concatenate([np.empty(0, dtype=np.int64), *(np.arange(offsets[i], offsets[i + 1]) for i in reviews)])


def _frame(
    collection: Collection, reviews: Sequence[int], counts: Whole, slots: Whole, rows: Whole, *, said: bool
) -> pd.DataFrame:
    """Return a frame with a row for each of `slots`; the first ``counts[0]`` of them are the first review's."""
    held = [collection.reviews[i] for i in reviews]
    which = np.repeat(np.arange(len(held), dtype=np.int32), counts)
    asked = [collection.asked[index] for index in {review.asked for review in held}]
    asked.sort(key=lambda one: (one.id, one.version))
    names = [collection.projects[i] for i in reviews]
    projects = list(dict.fromkeys(names))
    code = {name: code for code, name in enumerate(projects)}
    of_review = np.array([code[name] for name in names], dtype=_narrow(len(projects)))
    columns: dict[str, Any] = {"project": _categorical(of_review[which], projects)}
    columns |= _asked_columns(collection, asked, slots)
    given = _given_columns(collection, rows, said=said)
    columns = {name: columns.get(name, given.get(name)) for name in _order(said)}
    ids = list(dict.fromkeys(one.id for one in asked))
    if len(ids) > 1:
        checklist = np.array([ids.index(collection.asked[review.asked].id) for review in held])
        columns["checklist"] = _categorical(checklist[which], ids)
    for name, values in tag_columns([review.info.tags for review in held]).items():
        columns[name] = values.take(which)
    return pd.DataFrame(columns, copy=False)


def _order(said: bool) -> list[str]:
    first = ["project", "section", "item", "status", "severity", "weight"]
    return [*first, *(["note", "evidence", "owner", "due", "reviewer"] if said else []), "answered_at"]


def _asked_columns(collection: Collection, asked: Sequence[Asked], slots: Whole) -> dict[str, Any]:
    """Return section, item, severity and weight of each of `slots`; `asked` are the checklists that occur there."""
    sections = _merged([[row.section for row in one.rows] for one in asked])
    items = _merged([[row.item for row in one.rows] for one in asked])
    section_code = {name: code for code, name in enumerate(sections)}
    item_code = {name: code for code, name in enumerate(items)}
    place = collection.places[slots]

    def column(value: Callable[[Row], float], dtype: Any) -> Any:
        there = set(asked)
        parts = [np.array([value(row) if one in there else 0 for row in one.rows], dtype) for one in collection.asked]
        return np.concatenate([np.empty(0, dtype), *parts])[place]

    def categories(value: Callable[[Row], int], words: Sequence[str], *, ordered: bool = False) -> pd.Categorical:
        return _categorical(column(value, _narrow(len(words))), words, ordered=ordered)

    return {
        "section": categories(lambda row: section_code[row.section], sections),
        "item": categories(lambda row: item_code[row.item], items),
        "severity": categories(lambda row: _SEVERITY_CODE[row.severity], SEVERITIES, ordered=True),
        "weight": column(lambda row: row.weight, np.float64),
    }


_SEVERITY_CODE: dict[str, int] = {severity: code for code, severity in enumerate(SEVERITIES)}


def _merged(orders: Sequence[Sequence[str]]) -> list[str]:
    """Return one order of all names: the last one's, and others' names after what they followed there."""
    merged = list(dict.fromkeys(orders[-1])) if orders else []
    for order in reversed(orders[:-1]):
        known = set(merged)
        at = 0
        for name in order:
            if name in known:
                at = merged.index(name) + 1
            else:
                merged.insert(at, name)
                known.add(name)
                at += 1
    return merged


def _given_columns(collection: Collection, rows: Whole, *, said: bool) -> dict[str, Any]:
    """Return what the answers at `rows` say; -1 stands for no answer."""
    answers = collection.rows if len(collection.rows) else rows_of_answers([_NOTHING], Positions())
    absent = rows < 0
    status = answers.status[rows]
    status[absent] = STATUSES.index("unanswered")
    at = answers.at[rows]
    at[absent] = _NO_TIME
    columns: dict[str, Any] = {
        "status": _categorical(status, STATUSES),
        "answered_at": pd.DatetimeIndex(at.view("datetime64[us]")).tz_localize("UTC"),
    }
    if not said:
        return columns
    evidence = answers.evidence[rows]
    evidence[absent] = column_of_objects([()]).repeat(absent.sum())
    due = answers.due[rows]
    seconds = due.astype(np.int64) * 86_400
    seconds[absent | (due == NO_DATE)] = _NO_TIME
    return columns | {
        "note": _strings(take_texts(answers.note, rows)),
        "evidence": pd.Series(evidence, dtype="object"),
        "owner": _strings(answers.owner.take(rows).texts()),
        "due": seconds.view("datetime64[s]"),
        "reviewer": _strings(answers.reviewer.take(rows).texts()),
    }


_NOTHING = Answer(at=EPOCH, item="", status="unanswered")
#: What numpy takes for "not a time".
_NO_TIME = np.iinfo(np.int64).min


def _narrow(count: int) -> Any:
    """Return the type that pandas gives the codes of `count` categories."""
    return next(kind for kind in (np.int8, np.int16, np.int32) if count <= np.iinfo(kind).max)


def _categorical(codes: npt.NDArray[Any], words: Sequence[str], *, ordered: bool = False) -> pd.Categorical:
    dtype = pd.CategoricalDtype(pd.Index(list(words), dtype="str"), ordered=ordered)
    return pd.Categorical.from_codes(codes.astype(_narrow(len(words)), copy=False), dtype=dtype, validate=False)


def _strings(texts: Any) -> Any:
    dtype: Any = pd.StringDtype(na_value=np.nan)
    return pd.array(texts, dtype=dtype) if isinstance(texts, np.ndarray) else dtype.__from_arrow__(texts)
