"""Moments as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from archnb.collection.rows import microseconds
from archnb.errors import AnswerError

__all__ = ["moment"]


def moment(said: str | date | datetime, *, milestones: str = "none yet") -> int:
    """Return microseconds since 1970 for a date (its end, UTC) or a date and time (UTC unless it says otherwise).

    Raises
    ------
    AnswerError
        If a text is neither; `milestones` names what it might have been.
    """
    if isinstance(said, str):
        try:
            said = date.fromisoformat(said) if len(said) == len("2026-12-24") else datetime.fromisoformat(said)
        except ValueError:
            raise AnswerError(
                f"'{said}' is neither a milestone nor a date",
                remedy=f"Milestones: {milestones}; dates: 2026-12-24.",
            ) from None
    if not isinstance(said, datetime):
        said = datetime.combine(said, time.max)  # the day's own answers count
    aware = said if said.tzinfo else said.replace(tzinfo=UTC)
    return microseconds(aware.astimezone(UTC))
