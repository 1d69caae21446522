"""What several reviewers do together: vote each on their own, reveal, compare, settle."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from archnb.answers import Answer, parse_patch
from archnb.errors import AnswerError
from archnb.review.documents import Documents

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Panel"]


class Panel(Documents):
    """The part of a review that only a panel has; until the reveal it shows nobody but oneself."""

    @property
    def is_panel(self) -> bool:
        """Whether the reviewers vote each on their own."""
        return self._journal.is_panel

    @property
    def revealed(self) -> datetime | None:
        """Since when the votes are seen by all; None before."""
        return self.state.revealed

    @property
    def turnout(self) -> dict[str, int]:
        """On how many items each reviewer has voted, by name; never how."""
        self._journal.refresh()
        return self._journal.turnout()

    @property
    def votes(self) -> pd.DataFrame:
        """One row per item and reviewer; before the reveal one's own votes only."""
        from archnb import frames

        state = self.state
        return frames.votes(state, state.answers.values() if self._journal.hides_others else ())

    @property
    def disputes(self) -> pd.DataFrame:
        """One row per item on which the votes differ: disputed ones first, then settled ones, wide gaps first."""
        from archnb import frames

        return frames.disputes(self.state)

    def agreement(self, by: Literal["section", "item"] | None = None) -> pd.DataFrame:
        """Return how far the reviewers agree, over all items or by section or item; see `archnb.metrics.agreement`."""
        from archnb import metrics

        return metrics.agreement(self.votes, by=by)

    def reveal(self) -> datetime:
        """Let the reviewers see one another's votes from now on, and return since when they do.

        Raises
        ------
        AnswerError
            If this review is no panel, or read-only.
        """
        self._refuse_in_the_past()
        return self._journal.reveal().at

    def settle(self, item: str, status: str, *, agreed: Iterable[str], **fields: Any) -> Answer:
        """Record the answer on which the panel agreed; it holds until somebody votes on the item again.

        Parameters
        ----------
        item : str
            Id, such as ``"security.cors"``.
        status : {"yes", "partial", "no", "na", "unanswered"}
            What was agreed; ``"unanswered"`` takes it back.
        agreed : iterable of str
            Who agreed, by name.
        **fields
            ``note``, ``evidence``, ``owner`` and ``due``, as for `Review.answer`.

        Raises
        ------
        AnswerError
            If the votes are not revealed yet, or a value is wrong.
        StoreError
            If it could not be written.
        """
        self._refuse_in_the_past()
        names = [agreed] if isinstance(agreed, str) else list(agreed)
        return self._journal.settle(item, parse_patch({"status": status, **fields}), agreed=names)

    def _refuse_in_the_past(self) -> None:
        if self._at is not None:
            raise AnswerError(
                f"this is the review as of {self._at:%Y-%m-%d %H:%M} UTC, read-only",
                remedy="Open the review itself to answer.",
            )
