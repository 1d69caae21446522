"""Many reviews, as a notebook holds them in its hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from archnb.collection import Collection, Source, collect
from archnb.collection.rows import EPOCH, microseconds
from archnb.errors import Problem
from archnb.journal import State, open_journal
from archnb.portfolio.history import period_ends, reached
from archnb.portfolio.tags import tagged

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Portfolio"]

By = str | Sequence[str] | None

#: A limit from here on is none.
_FAR = microseconds(datetime(9000, 1, 1, tzinfo=UTC))


class Portfolio:
    """Reviews side by side; load them with `Portfolio.load`.

    A portfolio does not change: `filter` and `as_of` return another one over the same answers.
    """

    def __init__(
        self,
        collection: Collection,
        *,
        kept: Sequence[int] | None = None,
        limits: Any = None,
        problems: Sequence[Problem] = (),
        several: bool | None = None,
    ) -> None:
        self._collection = collection
        self._kept = list(range(len(collection.reviews)) if kept is None else kept)
        self._limits = limits
        # An earlier moment may have reviews of one checklist alone; its tables keep the shape of today's.
        self._several = len({self._checklist(i) for i in self._kept}) > 1 if several is None else several
        self._more_problems = list(problems)

    @classmethod
    def load(cls, source: Source, *, cache: bool = True) -> Portfolio:
        """Load every review at `source`.

        Parameters
        ----------
        source : str, Path, or a list of these
            Folders of projects, however deep; notebooks that carry a review; patterns such as ``"reviews/pay-*"``.
        cache : bool
            Whether to keep what was read in ``.archnb-cache``, where pyarrow is installed (the extra ``scale``), so
            that the next time only what changed is read. The folder may be deleted at any time.

        Returns
        -------
        Portfolio
            What could not be read is in `problems`, and stops nothing.
        """
        return cls(collect(source, cache=cache))

    @property
    def problems(self) -> list[Problem]:
        """What could not be read or was left out: path, place, reason and remedy of each."""
        return [*self._collection.problems, *self._more_problems]

    @property
    def projects(self) -> list[str]:
        """The projects' names, in the order of every table."""
        return list(dict.fromkeys(self._collection.projects[i] for i in self._kept))

    @property
    def texts(self) -> dict[str, str]:
        """The words of each item by its id, for the charts' ``names=``.

        Of several versions the newest one's; where several checklists share an id, it reads ``id · checklist``.
        """
        from archnb.portfolio import tables

        return tables.texts(self._collection, self._kept)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """One row per project and item, unanswered ones included; see `archnb.frames` for the columns."""
        from archnb import frames

        return frames.portfolio_answers(self._collection, self._kept, self._limits, several=self._several)

    @cached_property
    def votes(self) -> pd.DataFrame:
        """The newest answer of each reviewer to each item, in the columns of `answers`.

        Of panels it holds those that were revealed, as their folders say now; a panel in a notebook is left out.
        """
        from archnb import frames

        reviews = self._collection.reviews
        plain = [i for i in self._kept if not reviews[i].info.panel]
        votes = frames.reviewers_votes(self._collection, plain, self._limits, several=self._several)
        panels = [self._panel(i) for i in self._kept if reviews[i].info.panel and not reviews[i].embedded]
        return frames.join_votes([votes, *map(frames.panel_votes, panels)]) if panels else votes

    def _panel(self, review: int) -> State:
        limit = None if self._limits is None else int(self._limits[review])
        at = None if limit is None or limit >= _FAR else EPOCH + timedelta(microseconds=limit)
        state = open_journal(Path(self._collection.reviews[review].path)).state(at)
        info = msgspec.structs.replace(state.info, project=self._collection.projects[review])
        return state._replace(info=info)

    @cached_property
    def _statuses(self) -> pd.DataFrame:
        """`answers` without what people wrote, which no measure needs and which takes longest to build."""
        from archnb import frames

        return frames.portfolio_answers(self._collection, self._kept, self._limits, said=False, several=self._several)

    @property
    def reviews(self) -> pd.DataFrame:
        """One row per review: tags, coverage, score with bounds, gate, open criticals, last answer.

        The index is ``project``, or ``checklist, project`` where there are several checklists. ``gate`` is true where
        no critical item is at no; ``blocking`` counts those that are.
        """
        from archnb.portfolio import tables

        return tables.reviews(self._collection, self._kept, self._statuses)

    def filter(self, **tags: Any) -> Portfolio:
        """Return the part whose tags have these values; a list of values means any of them.

        >>> portfolio.filter(team="payments", tier=[1, 2])  # doctest: +SKIP

        Raises
        ------
        AnswerError
            If no review has such a tag.
        """
        kept = tagged(self._collection, self._kept, tags)
        return Portfolio(self._collection, kept=kept, limits=self._limits, problems=self._more_problems)

    def _checklist(self, review: int) -> str:
        return self._collection.asked[self._collection.reviews[review].asked].id

    def as_of(self, said: str | date | datetime) -> Portfolio:
        """Return the portfolio as it stood at a moment.

        Parameters
        ----------
        said : str, date or datetime
            A milestone, which each review reached in its own time (those that did not are left out, and told in
            `problems`); an ISO date (its end, UTC); or an ISO date and time (UTC unless it says otherwise).

        Raises
        ------
        AnswerError
            If it is neither a date nor a milestone of any review.
        """
        kept, limits, problems = reached(self._collection, self._kept, said)
        if self._limits is not None:
            limits = np.minimum(limits, self._limits)
        told = [*self._more_problems, *problems]
        return Portfolio(self._collection, kept=kept, limits=limits, problems=told, several=self._several)

    def sections(self, by: By = None) -> pd.DataFrame:
        """Measure each section over all projects, with its interval, or with `by` in each group."""
        from archnb import metrics

        return metrics.sections(self._statuses) if by is None else self._summary("section", by)

    def items(self, by: By = None) -> pd.DataFrame:
        """Measure each item over all projects, or with `by` in each group."""
        return self._summary("item", by)

    def _summary(self, noun: str, by: By) -> pd.DataFrame:
        from archnb import metrics

        groups = [] if by is None else [by] if isinstance(by, str) else list(by)
        led = ["checklist"] if "checklist" in self._statuses and "checklist" not in groups else []
        keys = [*groups, *led, noun]
        return metrics.summary(self._statuses, by=keys if len(keys) > 1 else keys[0], weights="item")

    def weak_items(self, n: int = 20) -> pd.DataFrame:
        """Return the `n` items that fail most, weakest first; see `archnb.metrics.weakness`."""
        from archnb import metrics

        return metrics.weakness(self._statuses).head(n)

    def reach(self) -> pd.DataFrame:
        """Return what fixing each item would win over all projects, most first."""
        from archnb import metrics

        return metrics.reach(self._statuses, weights="item")

    def gate(self) -> pd.DataFrame:
        """Say of each project whether a critical item at no stands in its way, and which."""
        from archnb import metrics

        return metrics.gate(self._statuses)

    def agreement(self, by: By = None) -> pd.DataFrame:
        """Measure how far reviewers of one project agree; see `archnb.metrics.agreement`."""
        from archnb import metrics

        return metrics.agreement(self.votes, by=by)

    def compare(self, a: str, b: str) -> pd.DataFrame:
        """Put two projects side by side: a status for each, where both were asked the same, and whether they differ.

        Raises
        ------
        AnswerError
            If there is no such project.
        """
        from archnb.portfolio import tables

        return tables.compare(self._statuses, a, b)

    def change(
        self, before: str | date | datetime, after: str | date | datetime | None = None, by: By = None
    ) -> pd.DataFrame:
        """Compare two moments over the answers that are valued at both; `after` is now unless given."""
        from archnb import metrics

        later = self if after is None else self.as_of(after)
        return metrics.change(self.as_of(before)._statuses, later._statuses, by, weights="item")

    def trend(self, by: By = None, freq: str = "QE") -> pd.DataFrame:
        """Measure the portfolio at the end of each period, from the first answer to the last.

        Parameters
        ----------
        by : str, list of str or None
            Columns to group by, such as ``"team"``.
        freq : str
            Length of a period as pandas writes it: ``"QE"`` quarters, ``"ME"`` months, ``"W"`` weeks.

        Returns
        -------
        DataFrame
            `archnb.metrics.summary` with the period's last day as the first index level, ``date``.
        """
        import pandas as pd

        from archnb import metrics

        days = self.ends(freq)
        parts = {day: metrics.summary(self.as_of(day.date())._statuses, by, weights="item") for day in days}
        if not parts:
            return metrics.summary(self._statuses.iloc[:0], by, weights="item")
        return pd.concat(parts, names=["date"])

    def ends(self, freq: str = "QE") -> pd.DatetimeIndex:
        """Return the last day of each period from the first answer to the last: the dates of `trend`.

        Parameters
        ----------
        freq : str
            Length of a period as pandas writes it: ``"QE"`` quarters, ``"ME"`` months, ``"W"`` weeks.
        """
        return period_ends(self._collection.given(self._kept, self._limits), freq)

    def explore(self) -> Any:
        """Return a dashboard over the charts; as a cell's last line it is shown."""
        return import_module("archnb.explorer").explore(self)

    def __len__(self) -> int:
        return len(self._kept)

    def __repr__(self) -> str:
        problems = f", {len(self.problems)} problems" if self.problems else ""
        until = ""
        if self._limits is not None:
            given = self._collection.given(self._kept, self._limits)
            until = f", until {datetime.fromtimestamp(given.max() / 1e6, UTC):%Y-%m-%d}" if len(given) else ", empty"
        return f"<Portfolio: {len(self)} reviews of {len(self.projects)} projects{until}{problems}>"
