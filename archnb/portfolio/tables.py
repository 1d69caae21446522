"""Tables of a portfolio that have a row per review, or a column per project."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from archnb import frames, metrics
from archnb.collection import Collection
from archnb.errors import AnswerError, closest

__all__ = ["compare", "reviews", "texts"]


def reviews(collection: Collection, kept: Sequence[int], answers: pd.DataFrame) -> pd.DataFrame:
    """Return tags, coverage, score with bounds, gate, open criticals and last answer of the reviews `kept`.

    Parameters
    ----------
    collection : Collection
        What was read.
    kept : sequence of int
        Which of its reviews.
    answers : DataFrame
        Theirs, as `frames.portfolio_answers` returns them.
    """
    keys = ["checklist", "project"] if "checklist" in answers else ["project"]
    by = keys if len(keys) > 1 else keys[0]
    index = _index(collection, kept, keys)
    summary = _in_order(metrics.summary(answers, by=by, weights="item"), index)
    gate = _in_order(metrics.gate(answers), index)
    last = _in_order(answers.groupby(by, observed=True)[["answered_at"]].max(), index)
    tags = frames.tag_columns([collection.reviews[i].info.tags for i in kept])
    numbers = summary[["coverage", "score", "low", "high", "yes", "partial", "no", "na", "unanswered"]]
    return (
        pd.DataFrame(tags, index=index)
        .join(numbers)
        .assign(gate=gate["passed"], blocking=gate["blocking"].map(len), last_answered=last["answered_at"])
    )


def _index(collection: Collection, kept: Sequence[int], keys: Sequence[str]) -> pd.Index:
    ids = [collection.asked[collection.reviews[i].asked].id for i in kept]
    names = [collection.projects[i] for i in kept]
    if len(keys) > 1:
        return pd.MultiIndex.from_arrays([ids, names], names=list(keys))
    return pd.Index(names, name="project", dtype="str")


def _in_order(table: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Return the rows of `table` in the order of `index`, whose levels are plain texts."""
    # Categorical indexes of different sizes cannot be matched by pandas 3.1.
    if isinstance(table.index, pd.MultiIndex):
        levels = [table.index.get_level_values(level).astype("str") for level in range(table.index.nlevels)]
        plain: pd.Index = pd.MultiIndex.from_arrays(levels, names=table.index.names)
    else:
        plain = table.index.astype("str")
    return table.set_axis(plain).loc[index]


def texts(collection: Collection, kept: Sequence[int]) -> dict[str, str]:
    """Return the words of each item that the reviews `kept` were asked, by the item's name in charts."""
    asked = {collection.reviews[i].asked for i in kept}
    known = sorted((collection.asked[one] for one in asked), key=lambda one: (one.id, one.version))
    homes: dict[str, dict[str, str]] = {}
    for one in known:
        for row in one.rows:
            homes.setdefault(row.item, {})[one.id] = row.text
    return {
        item if len(words) == 1 else f"{item} · {home}": text
        for item, words in homes.items()
        for home, text in words.items()
    }


def compare(answers: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """Put two projects side by side: a status for each, where both were asked the same, and whether they differ.

    Raises
    ------
    AnswerError
        If there is no such project.
    """
    known = answers["project"].cat.categories
    for name in (a, b):
        if name not in known:
            remedy = closest(name, known) or f"There are {len(known)}; see `projects`."
            raise AnswerError(f"there is no project '{name}'", remedy=remedy)
    keys = [*(["checklist"] if "checklist" in answers else []), "section", "item", "severity"]
    sides = [answers[answers["project"] == name].set_index(keys)["status"].rename(name) for name in (a, b)]
    table = pd.concat(sides, axis=1, join="inner")
    return table.assign(differs=table.iloc[:, 0] != table.iloc[:, 1])
