"""What the dashboard is given: the answers at each moment of the history, and what they can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from archnb.charts import tables
from archnb.explorer.selection import Selection

__all__ = ["MEASURED", "Given", "Moment"]

#: Columns of a frame of answers that measures read.
MEASURED = ("project", "section", "item", "status", "severity", "weight")
#: Its own columns; the others are tags.
_OWN = (*MEASURED, "note", "evidence", "owner", "due", "reviewer", "answered_at", "checklist")
#: How many moments' frames are kept at hand.
_KEPT = 6
_FEWEST_QUARTERS = 3


class Moment(NamedTuple):
    """A stop of the date slider: its name, and the last day that counts (None: now)."""

    name: str
    date: str | None


class Given:
    """A portfolio as the dashboard reads it.

    Attributes
    ----------
    moments : list of Moment
        Ends of the quarters (of the months, if the history is short) in which answers were given; the last is now.
    tags : dict of str to list of str
        Each tag's values, as texts, in order.
    sections, severities, projects : list of str
        Those that occur, in the frame's order.
    texts : dict of str to str
        Each item's words.
    """

    def __init__(self, portfolio: Any) -> None:
        self._portfolio = portfolio
        self._read = lru_cache(maxsize=_KEPT)(self._frame)
        now = self._answers(portfolio)
        self.moments = _moments(portfolio)
        self._tags = _tag_texts(now)
        self.tags = {str(name): _values(column) for name, column in self._tags.items()}
        self.sections, self.severities, self.projects = (_present(now[c]) for c in ("section", "severity", "project"))
        self.texts: dict[str, str] = portfolio.texts
        self.last_answer = now["answered_at"].max() if len(now) else pd.NaT

    def answers(self, selection: Selection, *, moment: int | None = None) -> pd.DataFrame:
        """Return the selected answers, at the selection's moment or at another one; without unused categories."""
        frame = self._read(selection.moment if moment is None else moment)
        keep = pd.Series(True, index=frame.index)
        if selection.tags:
            keep &= frame["project"].isin(self._projects(selection.tags))
        if selection.sections:
            keep &= frame["section"].isin(selection.sections)
        if selection.severities:
            keep &= frame["severity"].isin(selection.severities)
        if keep.all():
            return frame
        part = frame[keep]
        used = {name: part[name].cat.remove_unused_categories() for name in ("project", "section", "item")}
        return part.assign(**used)

    def _projects(self, tags: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
        keep = pd.Series(True, index=self._tags.index)
        for name, values in tags:
            keep &= self._tags[name].isin(values)
        return [str(project) for project in keep.index[keep]]

    def _frame(self, moment: int) -> pd.DataFrame:
        date = self.moments[moment].date
        return self._answers(self._portfolio if date is None else self._portfolio.as_of(date))

    def _answers(self, portfolio: Any) -> pd.DataFrame:
        frame = tables.answers_of(portfolio)
        return frame.assign(**{name: frame[name].astype("category") for name in ("project", "section", "item")})


def _moments(portfolio: Any) -> list[Moment]:
    """Return the ends of the periods, but for the last: it holds the newest answer, so its end is now."""
    quarters = portfolio.ends("QE")
    if len(quarters) >= _FEWEST_QUARTERS:
        found = [Moment(f"{end.year}-Q{end.quarter}", f"{end:%Y-%m-%d}") for end in quarters[:-1]]
    else:
        found = [Moment(f"{end:%Y-%m}", f"{end:%Y-%m-%d}") for end in portfolio.ends("ME")[:-1]]
    return [*found, Moment("now", None)]


def _tag_texts(answers: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in answers.columns if name not in _OWN]
    first = answers.drop_duplicates("project").set_index("project")[names]
    texts = {name: column.astype("object").where(column.notna(), "none").astype(str) for name, column in first.items()}
    return pd.DataFrame(texts, index=first.index).set_axis(first.index.astype(str))


def _values(column: pd.Series) -> list[str]:
    """Sort numbers as numbers, and "none" last."""
    found = [str(value) for value in column.unique()]
    return sorted(found, key=lambda value: (value == "none", int(value) if value.isdecimal() else 0, value.casefold()))


def _present(column: pd.Series) -> list[str]:
    found = set(column.unique())
    return [str(name) for name in column.cat.categories if name in found]
