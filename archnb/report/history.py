"""With which earlier moment a report compares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from statistics import median_low

import pandas as pd

from archnb import metrics
from archnb.report.given import Given, Moment

__all__ = ["earlier", "previous"]

_QUARTERS = 6


def earlier(
    now: pd.DataFrame,
    as_of: Callable[[str], pd.DataFrame],
    marks: Mapping[str, Sequence[int]],
    *,
    until: int,
    reviews: int,
) -> list[Moment]:
    """Return the moments to compare with, oldest first.

    One review is compared with every milestone it has. Several reviews are compared with one moment: the newest
    milestone that half of them have, else the newest end of a quarter, since which an answer became better or worse.

    Parameters
    ----------
    now : DataFrame
        The answers as the report shows them.
    as_of : callable
        Returns the answers as they stood at a milestone or an ISO date.
    marks : mapping of str to sequence of int
        When each review reached a milestone, in microseconds since 1970.
    until : int
        The report's own moment, in microseconds since 1970.
    reviews : int
        How many there are.
    """
    known = {name: median_low(times) for name, times in marks.items() if 2 * len(times) >= reviews}
    names = sorted((at, name) for name, at in known.items() if at <= until)
    if reviews == 1:
        return [Moment(name, _day(at), _like(now, as_of(name))) for at, name in names]
    for name, day in [*((name, _day(at)) for at, name in reversed(names)), *_quarters(_day(until))]:
        moment = Moment(name, day, _like(now, as_of(name)))
        if _moved(moment.answers, now):
            return [moment]
    return []


def _like(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the earlier answers with the column ``checklist`` where the present ones have it.

    Only some reviews have a milestone; where these share a checklist, their frame does not name it.
    """
    if "checklist" not in now or "checklist" in before:
        return before
    columns = (now[name].astype(str) for name in ("project", "item", "checklist"))
    home = {(project, item): checklist for project, item, checklist in zip(*columns, strict=True)}
    pairs = zip(before["project"].astype(str), before["item"].astype(str), strict=True)
    known = list(now["checklist"].astype("category").cat.categories)
    return before.assign(checklist=pd.Categorical([home.get(pair, "") for pair in pairs], categories=known))


def previous(given: Given) -> Moment | None:
    """Return the newest of the earlier moments since which an answer became better or worse."""
    return next((moment for moment in reversed(given.earlier) if _moved(moment.answers, given.answers)), None)


def _moved(before: pd.DataFrame, now: pd.DataFrame) -> bool:
    if before.empty:
        return False
    moved = metrics.change(before, now).iloc[0]
    return bool(moved["improved"] + moved["regressed"])


def _quarters(day: date) -> Iterator[tuple[str, date]]:
    """Yield the ends of the quarters before a day, newest first, as ISO dates and dates."""
    for _ in range(_QUARTERS):
        day = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)
        yield day.isoformat(), day


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1e6, UTC).date()
