"""What `archnb check` demands of a review, and what it says of one that falls short."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from archnb import scoring
from archnb.checklist import SEVERITIES
from archnb.journal import Finding, Journal, State

__all__ = ["Demands", "Failure"]


class Failure(NamedTuple):
    """Why one review does not pass.

    Attributes
    ----------
    kind : {"finding", "coverage", "score", "age", "unreadable"}
        Which demand it does not meet.
    reason, remedy : str
        What is wrong, without a full stop; and what to do about it.
    item, severity, status : str
        Of a finding; else empty.
    """

    kind: str
    reason: str
    remedy: str
    item: str = ""
    severity: str = ""
    status: str = ""


class Demands(NamedTuple):
    """What a review must meet.

    Attributes
    ----------
    severity : str
        Items of this severity and worse must not be at no.
    partial : bool
        Nor at partial.
    coverage, score : float or None
        Least values, in [0, 1].
    age : timedelta or None
        How old the newest answer or milestone may be.
    """

    severity: str = "critical"
    partial: bool = False
    coverage: float | None = None
    score: float | None = None
    age: timedelta | None = None

    def __str__(self) -> str:
        worst = list(SEVERITIES[: SEVERITIES.index(self.severity) + 1])
        named = " or ".join([", ".join(worst[:-1]), worst[-1]] if worst[:-1] else worst)
        said = [f"no {named} item at no{' or partial' * self.partial}"]
        if self.coverage is not None:
            said.append(f"coverage at least {_percent(self.coverage)}")
        if self.score is not None:
            said.append(f"score at least {_percent(self.score)}")
        if self.age is not None:
            said.append(f"looked at within {_days(self.age)}")
        return ", ".join(said)

    def failures(self, journal: Journal, now: datetime) -> Iterator[Failure]:
        """Yield everything in which a review falls short at `now`, worst first."""
        state = journal.state()
        yield from self._findings(state, now)
        yield from self._shares(state)
        yield from self._age(journal, state, now)

    def _findings(self, state: State, now: datetime) -> Iterator[Failure]:
        worst = SEVERITIES[: SEVERITIES.index(self.severity) + 1]
        for finding in state.findings():
            item, status = finding.item, finding.answer.status
            if item.severity in worst and (status == "no" or self.partial):
                reason = f"{item.severity} item {item.id} is at {status}: {item.text.rstrip('.')}"
                yield Failure("finding", reason, _mend(finding, now), item.id, item.severity, status)

    def _shares(self, state: State) -> Iterator[Failure]:
        counts = state.tally()
        answered, asked = sum(counts) - counts.unanswered, sum(counts)
        coverage = scoring.coverage(counts)
        if self.coverage is not None and coverage < self.coverage:
            reason = f"coverage {_percent(coverage)} is below {_percent(self.coverage)}: {answered} of {asked} answered"
            yield Failure("coverage", reason, f"Answer {_needed(answered, asked, self.coverage)} more.")
        score = scoring.score(state.tally(weights="item"))
        if self.score is None:
            return
        if math.isnan(score):
            yield Failure("score", "it has no score yet", "Answer some items with yes, partial or no.")
        elif score < self.score:
            reason = f"score {_percent(score)} is below {_percent(self.score)}"
            yield Failure("score", reason, f"Mend findings; there are {len(state.findings())}.")

    def _age(self, journal: Journal, state: State, now: datetime) -> Iterator[Failure]:
        if self.age is None:
            return
        last = state.last_answered
        if last is None:
            yield Failure("age", "nothing has been answered yet", "Answer the review: archnb lab.")
            return
        # Who goes through a review and finds nothing to change adds no answer, but can name the moment.
        last = max([last, *(mark.at for mark in journal.milestones)])
        if now - last > self.age:
            reason = f"it was last looked at on {last:%Y-%m-%d}, more than {_days(self.age)} ago"
            yield Failure("age", reason, "Go through it again, and mark that with a milestone.")


def _mend(finding: Finding, now: datetime) -> str:
    """Say what to do about a finding, who does it and until when."""
    answer = finding.answer
    said = [f"owner {answer.owner}" if answer.owner else "no owner yet"]
    if answer.due:
        said.append(f"due {answer.due}" + ", overdue" * (answer.due < now.date()))
    return f"Mend it and answer yes ({', '.join(said)})."


def _needed(answered: int, asked: int, coverage: float) -> int:
    # The small step down keeps 0.7 × 10, which is a little more than 7 in binary, at 7.
    return max(math.ceil(coverage * asked - 1e-9) - answered, 1)


def _percent(share: float) -> str:
    """Write a share in per cent, cut off and not rounded: 79.96 % must not look like 80 %."""
    tenths = math.floor(1000 * share + 1e-9) / 10
    return f"{tenths:.1f}".removesuffix(".0") + " %"


def _days(age: timedelta) -> str:
    hours = age // timedelta(hours=1)
    unit, count = ("hour", hours) if hours % 24 else ("day", hours // 24)
    return f"{count} {unit}{'s' * (count != 1)}"
