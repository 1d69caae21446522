"""What a review can be taken away as."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archnb.answers import Answer, Milestone
from archnb.journal import Journal, State

if TYPE_CHECKING:
    from archnb.export.csv import Layout
    from archnb.snapshot import Snapshot

__all__ = ["Documents"]


class Documents:
    """The answers of `journal`, now or at a moment, and the documents made of them."""

    def __init__(self, journal: Journal, *, at: datetime | None = None) -> None:
        self._journal = journal
        self._at = at

    @property
    def state(self) -> State:
        """The newest answer to each item."""
        self._journal.refresh()
        return self._journal.state(self._at)

    @property
    def milestones(self) -> list[Milestone]:
        """The named moments, oldest first."""
        self._journal.refresh()
        return [mark for mark in self._journal.milestones if self._at is None or mark.at <= self._at]

    def snapshot(self) -> Snapshot:
        """Return the review as a static document: HTML, text and data, readable without a kernel."""
        from archnb.snapshot import Snapshot

        return Snapshot(self.state, self._journal.lines(self._at))

    def to_markdown(self) -> str:
        """Return a task list in GitHub's Markdown; `archnb.export.read_statuses` reads it back."""
        from archnb.export import to_markdown

        return to_markdown(self.state)

    def to_csv(self) -> str:
        """Return one row per item with its answer; see `archnb.export.to_csv`."""
        from archnb.export import to_csv

        return to_csv(self.state)

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook with the sheets answers, findings, sections, history and about."""
        from archnb.export.excel import to_excel

        to_excel(Path(path), self.state, self._given(), self.milestones)

    def findings_to_csv(self, *, layout: Layout = "jira") -> str:
        """Return the findings as an issue tracker's importer takes them: ``"jira"`` or ``"github"``."""
        from archnb.export import findings_to_csv

        return findings_to_csv(self.state, layout=layout)

    def to_json(self) -> str:
        """Return the review's data, to the letter; `archnb.export.schema` describes it."""
        from archnb.export import to_json

        return to_json(self.state, self._journal.lines(self._at))

    def _given(self) -> list[Answer]:
        self._journal.refresh()
        return self._journal.history(self._at)
