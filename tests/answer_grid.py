"""Small frames of answers, written as one word per project: Y, P, N, A for N/A and U for unanswered, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from archnb.answers import STATUSES
from archnb.checklist import SEVERITIES

LETTERS = dict(zip("YPNAU", STATUSES, strict=True))


def grid(
    said: Mapping[str, str],
    *,
    sections: Sequence[str] | None = None,
    severities: Sequence[str] | None = None,
    weights: Sequence[float] | None = None,
    **tags: Sequence[str],
) -> pd.DataFrame:
    """Return the frame of `said`; items are i0, i1, …; a tag is given per project."""
    width = max((len(word) for word in said.values()), default=0)
    section = list(sections or ["s"] * width)
    rows = [(project, n, LETTERS[letter]) for project, word in said.items() for n, letter in enumerate(word)]
    place = [n for _, n, _ in rows]
    frame = pd.DataFrame(
        {
            "project": pd.Categorical([row[0] for row in rows], categories=list(said)),
            "section": pd.Categorical([section[n] for n in place], categories=list(dict.fromkeys(section))),
            "item": pd.Categorical([f"i{n}" for n in place], categories=[f"i{n}" for n in range(width)]),
            "status": pd.Categorical([row[2] for row in rows], categories=list(STATUSES)),
            "severity": pd.Categorical(
                [(severities or ["medium"] * width)[n] for n in place], categories=list(SEVERITIES), ordered=True
            ),
            "weight": [float((weights or [1.0] * width)[n]) for n in place],
        }
    )
    for name, values in tags.items():
        given = dict(zip(said, values, strict=True))
        frame[name] = [given[row[0]] for row in rows]
    return frame
