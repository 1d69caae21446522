"""What a report is made of: frames of answers now and before, the items' words, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from archnb.charts.tables import answers_of
from archnb.errors import Problem
from archnb.frames import COLUMNS
from archnb.store import ReviewInfo

__all__ = ["TEXT", "Given", "Moment", "Texts"]

#: The items' words by checklist and item id.
Texts = Mapping[str, Mapping[str, str]]

#: The column of the items' words; the blank in front keeps it apart from a tag named "text".
TEXT = " text"


class Moment(NamedTuple):
    """The answers as they stood at a named moment; `day` is when that was."""

    name: str
    day: date
    answers: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Given:
    """The parts of a report; make one with `Given.of`.

    Attributes
    ----------
    answers : DataFrame
        Answers as `archnb.frames` gives them, of one checklist, with each item's words in a column of their own.
    title : str
        The page's.
    day : date
        What is due before it is overdue.
    now : str
        What the report's own moment is called beside earlier ones.
    checklists : sequence of str
        Titles and versions of what was asked.
    earlier : sequence of Moment
        What to compare with, oldest first.
    problems : sequence of Problem
        What could not be read.
    info : ReviewInfo or None
        Of the one project, if it is one.
    """

    answers: pd.DataFrame
    title: str
    day: date
    now: str
    checklists: Sequence[str]
    earlier: Sequence[Moment]
    problems: Sequence[Problem]
    info: ReviewInfo | None

    @classmethod
    def of(
        cls,
        answers: pd.DataFrame,
        texts: Texts,
        *,
        title: str,
        day: date,
        now: str = "",
        checklists: Sequence[str] = (),
        earlier: Sequence[Moment] = (),
        problems: Sequence[Problem] = (),
        info: ReviewInfo | None = None,
    ) -> Given:
        """Return the parts; `answers` may hold several checklists, an item without words is called by its id."""
        return cls(
            answers=_worded(answers, texts),
            title=title,
            day=day,
            now=now or day.isoformat(),
            checklists=checklists,
            earlier=[moment._replace(answers=_worded(moment.answers, texts)) for moment in earlier],
            problems=problems,
            info=info,
        )

    @property
    def tags(self) -> list[str]:
        """The columns of the reviews' tags."""
        return [name for name in self.answers.columns if name not in (*COLUMNS, TEXT)]

    @property
    def texts(self) -> dict[str, str]:
        """The words of each item, by the item's name in `answers`."""
        first = self.answers.drop_duplicates("item")
        return dict(zip(first["item"].astype(str), first[TEXT].astype(str), strict=True))

    @property
    def findings(self) -> pd.DataFrame:
        """The rows at no or partial, worst first, with a column ``overdue``.

        By severity, no before partial, the longest due first, then by project and in checklist order.
        """
        rows = self.answers[self.answers["status"].isin(["no", "partial"])]
        rows = rows.assign(overdue=rows["due"] < pd.Timestamp(self.day), _no=rows["status"] != "no")
        return rows.sort_values(["severity", "_no", "due"], kind="stable", na_position="last").drop(columns="_no")


def _worded(answers: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    """Return the answers with their items' words, as of one checklist."""
    items = answers["item"].astype("str")
    if "checklist" in answers:
        words = [texts.get(list_, {}).get(item, item) for list_, item in zip(answers["checklist"], items, strict=True)]
    else:
        known = {item: text for one in texts.values() for item, text in one.items()}
        words = [known.get(item, item) for item in items]
    return answers_of(answers.assign(**{TEXT: pd.Categorical(words)}))
