"""Record an answer, name a moment: what is added to a review's logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain, count

import msgspec

from archnb.answers import Answer, Milestone, Patch, Reveal, Upgrade
from archnb.checklist import Checklist
from archnb.errors import AnswerError, StoreError, closest
from archnb.journal.following import Following
from archnb.journal.order import is_newer
from archnb.journal.poll import take_polls
from archnb.printable import well_formed
from archnb.store import ChecklistRef, Log, slug

__all__ = ["Journal"]

_TICK = timedelta(microseconds=1)


class Journal(Following):
    """The answers to a checklist that lie in a folder, and the way to add to them.

    Safe to use from several threads; other processes are met under a file lock.
    """

    def record(self, item: str, patch: Patch) -> Answer:
        """Apply `patch` to the newest answer of `item`, on disk, and return the answer that now holds.

        A patch that changes nothing of one's own answer adds no line, so a message that arrives twice is recorded once;
        to say the same as somebody else, or again of an item to check again, is an answer of its own.

        Raises
        ------
        AnswerError
            If the checklist has no such item, or the journal is read-only.
        StoreError
            If it could not be written; then nothing was.
        """
        self._check_item(item)
        with self._writing() as log:
            previous = self._own_vote(item) if self.is_panel else self._newest.get(item)
            at = self._later_than(previous)
            if self.is_panel and self.revealed:
                at = max(at, self.revealed + _TICK)
            answer = patch.apply(previous, item=item, at=at, reviewer=self.reviewer)
            asked = self.asked if self.versions else ""
            answer = msgspec.structs.replace(answer, checklist=asked, vote=self.is_panel, agreed=())
            own = previous is None or previous.reviewer in (self.reviewer, log.path.stem)
            if own and answer.says_the_same_as(previous) and not self._check_again.get(item):
                return previous or answer
            return self._append(answer, log)

    def record_first(self, item: str, patch: Patch, *, by: str, version: str, commit: str = "") -> Answer | None:
        """Record an answer that a program proposes, and return it; None where anybody ever answered the item.

        An answer that was taken back is a person's word too; on a panel one's own vote is meant. `by`, `version` and
        `commit` are as in `Answer`; it raises what `record` does.
        """
        self._check_item(item)
        with self._writing() as log:
            if (self._own_vote(item) if self.is_panel else self._newest.get(item)) is not None:
                return None
            at = self._later_than(None)
            if self.is_panel and self.revealed:
                at = max(at, self.revealed + _TICK)
            answer = patch.apply(None, item=item, at=at, reviewer=self.reviewer)
            asked = self.asked if self.versions else ""
            answer = msgspec.structs.replace(answer, checklist=asked, vote=self.is_panel)
            return self._append(msgspec.structs.replace(answer, by=by, version=version, commit=commit), log)

    def _append(self, answer: Answer, log: Log) -> Answer:
        """Write `answer` to the log, which is held, and return the answer that then holds."""
        log.append([_encode(answer, log.path.stem)])
        self.refresh()
        held = self._own_vote(answer.item) if self.is_panel else self._newest.get(answer.item)
        if held is None or is_newer(answer, held):
            raise StoreError(
                "the answer was written and cannot be read back",
                path=log.path,
                remedy="Look at the problems of the review.",
            )
        return held

    def _check_item(self, item: str) -> None:
        if item not in self.checklist.items:
            raise AnswerError(
                f"there is no item '{item}' in {self.checklist.id} {self.checklist.version}",
                remedy=closest(item, self.checklist.items) or "`archnb checklist show` lists them.",
            )

    def _own_vote(self, item: str) -> Answer | None:
        stem = slug(self.reviewer)
        given = [self.versions.read(a, self.checklist)[0] for a in self._given(None) if a.vote]
        polls = take_polls(a for a in given if a.item == item and slug(a.reviewer) == stem)
        return polls[item].votes[0] if polls else None

    def reveal(self) -> Reveal:
        """Let the reviewers of a panel see one another's votes from now on; a second reveal changes nothing.

        Raises
        ------
        AnswerError
            If the review is no panel, or the journal is read-only.
        StoreError
            If it could not be written.
        """
        self._refuse_without_panel("reveal")
        with self._writing() as log:
            if self.revealed:
                return Reveal(at=self.revealed, reveal=True)
            given = [answer for log_ in self._logs.values() for answer in log_.answers]
            entry = Reveal(
                at=self._later_than(max(given, key=lambda answer: answer.at, default=None)),
                reveal=True,
                reviewer=self.reviewer,
            )
            log.append([_encode(entry, log.path.stem)])
            self.refresh()
            return entry

    def settle(self, item: str, patch: Patch, *, agreed: Iterable[str]) -> Answer:
        """Record the answer on which a revealed panel agreed; it holds until somebody votes on the item again.

        Parameters
        ----------
        item : str
            Id of the item.
        patch : Patch
            The answer; what it leaves out is empty.
        agreed : iterable of str
            Who agreed.

        Raises
        ------
        AnswerError
            If the panel was not revealed yet, or there is no such item.
        StoreError
            If it could not be written.
        """
        self._check_item(item)
        self._refuse_without_panel("settle")
        with self._writing() as log:
            if self.revealed is None:
                raise AnswerError("the votes of this panel are not revealed yet", remedy="Call review.reveal() first.")
            known = [a for a in self.history() if a.item == item]
            at = max(self._later_than(known[-1] if known else None), self.revealed + _TICK)
            answer = patch.apply(None, item=item, at=at, reviewer=self.reviewer)
            asked = self.asked if self.versions else ""
            answer = msgspec.structs.replace(answer, checklist=asked, agreed=tuple(agreed))
            log.append([_encode(answer, log.path.stem)])
            self.refresh()
            return answer

    def _refuse_without_panel(self, what: str) -> None:
        if not self.is_panel:
            raise AnswerError(
                f"this review is no panel: there is nothing to {what}",
                remedy="Make one with `archnb new PROJECT --panel` or Review.open(…, create=True, independent=True).",
            )

    def mark(self, name: str) -> Milestone:
        """Name this moment, later than every answer that is known.

        Raises
        ------
        AnswerError
            If the name is empty, longer than 200 characters, or taken.
        """
        name = well_formed(name).strip()
        with self._writing() as log:
            if any(mark.milestone == name for mark in self.milestones):
                raise AnswerError(
                    f"there is a milestone '{name}' already", remedy="A milestone stays; choose another name."
                )
            if not 0 < len(name) <= 200:
                raise AnswerError("a milestone's name has 1 to 200 characters")
            mark = self._milestone(name)
            log.append([_encode(mark, log.path.stem)])
            self.refresh()
            return mark

    def _milestone(self, name: str) -> Milestone:
        newest = max(self._newest.values(), key=lambda answer: answer.at, default=None)
        return Milestone(at=self._later_than(newest), milestone=name, checklist=self.asked, reviewer=self.reviewer)

    def upgrade(self, to: Checklist, *, renamed: dict[str, str], check_again: dict[str, str]) -> Milestone:
        """Hold the answers against `to` from now on, and return the milestone that was set just before.

        No line that is there changes. Both checklists must be where the review finds them (`keep_checklist`).

        Parameters
        ----------
        to : Checklist
            Another version of the checklist.
        renamed, check_again : dict of str to str
            As in `Upgrade`.

        Raises
        ------
        AnswerError
            If somebody else upgraded the review meanwhile, or the journal is read-only.
        StoreError
            If it could not be written.
        """
        ref = ChecklistRef(id=to.id, version=to.version)
        with self._writing() as log:
            if problems := self._upgraded():
                raise AnswerError(problems[0].reason, remedy="Open the review again and look at a new plan.")
            mark = self._milestone(self._free_name(f"before {to.id[:80]} {to.version[:80]}"))
            entry = Upgrade(
                at=mark.at + _TICK,
                upgrade=str(ref),
                before=self.asked,
                renamed=renamed,
                check_again=check_again,
                reviewer=self.reviewer,
            )
            log.append([_encode(mark, log.path.stem), _encode(entry, log.path.stem)])
            self._hold_against(to, ref)
            return mark

    def complete_upgrade(self, to: Checklist) -> bool:
        """Write what is missing where the logs tell of an upgrade to `to` and ``review.json`` does not.

        That is so after a crash between the two, or where only the log came from elsewhere.

        Returns
        -------
        bool
            Whether that was the case.
        """
        ref = ChecklistRef(id=to.id, version=to.version)
        with self._writing():
            last = self.versions.upgrades[-1:]
            if [(upgrade.before, upgrade.upgrade) for upgrade in last] != [(self.asked, str(ref))]:
                return False
            self._hold_against(to, ref)
            return True

    def _hold_against(self, to: Checklist, ref: ChecklistRef) -> None:
        self.folder.update(checklist=ref)
        self.checklist = to
        self.refresh()
        self._rebuild()

    def _free_name(self, name: str) -> str:
        taken = {mark.milestone for mark in self.milestones}
        names = chain([name], (f"{name} ({number})" for number in count(2)))
        return next(name for name in names if name not in taken)

    @contextmanager
    def _writing(self) -> Iterator[Log]:
        """Hold the reviewer's log against other processes, with everything known that others wrote before."""
        if not self.reviewer:
            raise AnswerError("this review is read-only", remedy="Open the review itself to answer.")
        log = Log(self.folder.path / f"{slug(self.reviewer)}.jsonl")
        with self._mutex, log.locked():
            self.folder.check_in_place()
            self.refresh()
            yield log

    def _later_than(self, newest: Answer | None) -> datetime:
        """Return the hybrid clock: now, but later than what one has seen, whatever the machines' clocks say."""
        now = self._clock().astimezone(UTC)
        return now if newest is None else max(now, newest.at + _TICK)


def _encode(entry: Answer | Milestone | Upgrade | Reveal, stem: str) -> bytes:
    """Return the log's line; it names the reviewer only where the file's name does not."""
    if entry.reviewer == stem:
        entry = msgspec.structs.replace(entry, reviewer="")
    return msgspec.json.encode(entry)
