"""A review of one project, as a notebook holds it in its hands."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archnb import scoring
from archnb.answers import Answer, Milestone, parse_patch
from archnb.checklist import Checklist
from archnb.errors import ArchnbWarning, Problem, StoreError
from archnb.journal import Journal, create_journal, open_journal
from archnb.moments import moment as read_moment
from archnb.review.panel import Panel
from archnb.store import INFO, ChecklistRef, ReviewInfo, reviewer_name

if TYPE_CHECKING:
    import pandas as pd

    from archnb.diff import Difference
    from archnb.form import ReviewForm
    from archnb.upgrade import UpgradePlan

__all__ = ["Review"]

_MOST_WARNINGS = 10


class Review(Panel):
    """One project held against one checklist; open it with `Review.open`.

    Everything shown is read from the logs in the folder, so what other people and kernels write appears too.
    """

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        checklist: Checklist | str | Path | None = None,
        project: str | None = None,
        tags: Mapping[str, str | int | float | bool] | None = None,
        repository: str | None = None,
        reviewer: str | None = None,
        independent: bool = False,
    ) -> Review:
        """Open the review in the folder `path`.

        Parameters
        ----------
        path : str or Path
            The project's folder, such as ``"reviews/payments-api"``.
        create : bool
            Make the folder if there is no review in it yet.
        checklist : Checklist, str or Path, optional
            For a new review: built-in id or file; ``"python-backend"`` by default.
        project : str, optional
            For a new review: the project's name; by default the folder's.
        tags : mapping, optional
            ``{"team": "payments", "tier": 1}``; set on a new review, merged into an old one's.
        repository : str, optional
            Where the project's code lives.
        reviewer : str, optional
            Who answers; by default ``ARCHNB_REVIEWER``, ``JUPYTERHUB_USER``, git's ``user.name`` or the login.
        independent : bool
            Make a new review a panel, where everybody votes without seeing the others until the reveal. A panel is
            opened so anyway; any other review is refused.

        Raises
        ------
        StoreError
            If there is no review (and `create` is false), or the folder cannot be read or made.
        ChecklistError
            If the checklist cannot be found or read.

        Warns
        -----
        ArchnbWarning
            For each line of a log that was skipped, with file and line number.
        """
        folder = Path(path)
        who = reviewer_name(reviewer, folder=folder)
        if create and not os.path.exists(folder / INFO):  # Path.exists raises for a name that is too long
            asked = checklist if isinstance(checklist, Checklist) else Checklist.load(checklist or "python-backend")
            info = ReviewInfo(
                project=project if project is not None else folder.name,
                checklist=ChecklistRef(id=asked.id, version=asked.version),
                tags=dict(tags or {}),
                repository=repository or "",
                panel=independent,
            )
            journal = create_journal(folder, info, asked, reviewer=who)
        else:
            journal = open_journal(folder, reviewer=who)
            _refuse_other_checklist(journal, checklist)
            _refuse_without_panel(journal, independent)
            journal.folder.update(tags=tags, repository=repository)
        for problem in journal.problems[:_MOST_WARNINGS]:
            warnings.warn(str(problem), ArchnbWarning, stacklevel=2)
        return cls(journal)

    @property
    def path(self) -> Path:
        """The review's folder."""
        return self._journal.folder.path

    @property
    def project(self) -> str:
        """The project's name."""
        return self._journal.folder.info.project

    @property
    def checklist(self) -> Checklist:
        """What is asked, or was at the moment of `as_of`."""
        return self._journal.checklist_at(self._at)

    @property
    def tags(self) -> dict[str, str | int | float | bool]:
        """The review's tags, such as team and tier."""
        return dict(self._journal.folder.info.tags)

    @property
    def reviewer(self) -> str:
        """In whose name this object answers; empty where it is read-only."""
        return "" if self._at else self._journal.reviewer

    @property
    def problems(self) -> list[Problem]:
        """What could not be read in the logs, where and why."""
        self._journal.refresh()
        return self._journal.problems

    def answer(self, item: str, status: str | None = None, **fields: Any) -> Answer:
        """Record an answer, on the disk when this returns; fields that are not given stay as they are.

        Parameters
        ----------
        item : str
            Id, such as ``"security.cors"``.
        status : {"yes", "partial", "no", "na", "unanswered"}, optional
            The new status.
        **fields
            ``note`` and ``owner`` (str), ``evidence`` (list of str), ``due`` (date or ``"2026-12-24"``).

        Raises
        ------
        AnswerError
            If the item, the status or a field is wrong, or this review is read-only.
        StoreError
            If it could not be written.
        """
        self._refuse_in_the_past()
        if status is not None:
            fields["status"] = status
        return self._journal.record(item, parse_patch(fields))

    @property
    def answers(self) -> pd.DataFrame:
        """One row per item in checklist order; see `archnb.frames` for the columns."""
        from archnb import frames

        return frames.answers(self.state)

    @property
    def history(self) -> pd.DataFrame:
        """One row per answer ever given, oldest first."""
        from archnb import frames

        return frames.history(self._given(), self.state)

    @property
    def findings(self) -> pd.DataFrame:
        """One row per item answered no or partial, worst first."""
        from archnb import frames

        return frames.findings(self.state)

    @property
    def score(self) -> float:
        """Weighted share of yes (1), partial (½) and no (0), in [0, 1]; NaN where nothing can be said."""
        return float(scoring.score(self.state.tally(weights="item")))

    @property
    def bounds(self) -> tuple[float, float]:
        """The score if every unanswered item were no, and if every one were yes."""
        low, high = scoring.bounds(self.state.tally(weights="item"))
        return float(low), float(high)

    @property
    def coverage(self) -> float:
        """Answered share of all items, N/A included, in [0, 1]."""
        return float(scoring.coverage(self.state.tally()))

    def milestone(self, name: str) -> Milestone:
        """Name this moment, so that `as_of` can return to it."""
        self._refuse_in_the_past()
        return self._journal.mark(name)

    def as_of(self, moment: str | date | datetime) -> Review:
        """Return the review as it stood, read-only.

        Parameters
        ----------
        moment : str, date or datetime
            A milestone's name, an ISO date (its end, UTC) or an ISO date and time (UTC unless it says otherwise).

        Raises
        ------
        AnswerError
            If it is neither a milestone nor a date.
        """
        # The first holds where two branches named theirs alike: a milestone does not move.
        marks = {mark.milestone: mark.at for mark in reversed(self.milestones)}
        at = marks.get(moment) if isinstance(moment, str) else None
        return Review(self._journal, at=at or read_moment(moment, [mark.milestone for mark in self.milestones]))

    def plan_upgrade(self, to: Checklist | str | Path, *, matches: Mapping[str, str] | None = None) -> UpgradePlan:
        """Return what `upgrade` would do; nothing is written."""
        from archnb.upgrade import plan_for

        self._refuse_in_the_past()
        return plan_for(self._journal, to if isinstance(to, Checklist) else Checklist.load(to), matches)

    def upgrade(self, to: Checklist | str | Path, *, matches: Mapping[str, str] | None = None) -> UpgradePlan:
        """Hold the answers against another version of the checklist from now on, after a milestone; return the report.

        No answer is lost: one to a reworded item is marked to check again, one to a retired item stays in the log.
        Items are matched by id, then by text.

        Parameters
        ----------
        to : Checklist, str or Path
            A newer or an older version: a checklist, a built-in id or a file.
        matches : mapping of str to str
            For items whose id and text are both others: the new id by the old one; `plan_upgrade` proposes some.

        Raises
        ------
        ChecklistError
            If it is another checklist, or a match makes no sense; then nothing is written.
        StoreError
            If it could not be written.
        """
        from archnb.upgrade import carry_out

        plan = self.plan_upgrade(to, matches=matches)
        carry_out(self._journal, plan)
        return plan

    def form(self) -> ReviewForm:
        """Return the interactive form; as a cell's last line it is shown, with a snapshot below it.

        On a panel it shows one's own votes and nothing else, before the reveal and after it.
        """
        from archnb.form import ReviewForm

        self._refuse_in_the_past()
        self._journal.refresh()
        if self._journal.is_panel:
            return ReviewForm.of(open_journal(self.path, reviewer=self.reviewer, ballot=True))
        return ReviewForm.of(self._journal)

    def diff(self, other: Review | str | Path | date = "", *, revision: str | None = None) -> Difference:
        """Return what is different in this review, compared with another one or with its own past.

        Parameters
        ----------
        other : Review, str, date, datetime or Path
            A review; a moment of this one, as for `as_of`; or the Path of a review's folder or of a notebook.
        revision : str, optional
            Instead of `other`: a revision that git keeps of this review's folder, such as ``"HEAD~5"``.
        """
        from archnb.diff import compare, read_journal, read_revision

        if revision is not None:
            return compare(read_revision(self.path, revision), self.state, names=(revision, self.project))
        if isinstance(other, Path):
            return compare(read_journal(other).state(), self.state)
        return compare((other if isinstance(other, Review) else self.as_of(other)).state, self.state)

    def __repr__(self) -> str:
        state = self.state
        counts = state.tally()
        return (
            f"<Review {state.info.project!r}: {sum(counts) - counts.unanswered} of {sum(counts)} answered, "
            f"score {scoring.shown(self.score)}>"
        )


def _refuse_without_panel(journal: Journal, independent: bool) -> None:
    if independent and not journal.is_panel:
        raise StoreError(
            "this review is no panel: its answers were given in sight of one another",
            path=journal.folder.path,
            remedy="Open it without independent=True, or make a panel in another folder.",
        )


def _refuse_other_checklist(journal: Journal, asked: Checklist | str | Path | None) -> None:
    if asked is None:
        return
    wanted = asked if isinstance(asked, Checklist) else Checklist.load(asked)
    ref = journal.folder.info.checklist
    if (wanted.id, wanted.version) != (ref.id, ref.version):
        raise StoreError(
            f"this review is answered against {ref}, not {wanted.id}@{wanted.version}",
            path=journal.folder.path,
            remedy="Open it without a checklist, and move it to another version with review.upgrade(…)."
            if wanted.id == ref.id
            else "Open it without a checklist, or make a new review in another folder.",
        )
