"""Moments as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from archnb.errors import AnswerError

__all__ = ["moment"]


def moment(said: str | date | datetime, milestones: Iterable[str] = ()) -> datetime:
    """Return the moment, in UTC, of a date (its end) or of a date and time (UTC unless it says otherwise).

    Raises
    ------
    AnswerError
        If a text is neither; `milestones` are what it might have been.
    """
    if isinstance(said, str):
        try:
            said = _date_or_time(said)
        except ValueError:
            known = ", ".join(f"'{name}'" for name in milestones) or "none yet"
            raise AnswerError(
                f"'{said}' is neither a milestone nor a date",
                remedy=f"Milestones: {known}; dates: 2026-12-24.",
            ) from None
    if not isinstance(said, datetime):
        said = datetime.combine(said, time.max)  # the day's own answers count
    aware = said if said.tzinfo else said.replace(tzinfo=UTC)
    return aware.astimezone(UTC)


def _date_or_time(said: str) -> date | datetime:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return datetime.fromisoformat(said)
