"""One reviewer's log, decoded line by line; a line that cannot be read costs that line alone."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from archnb.answers import Answer, Milestone, Reveal, Upgrade, check_status
from archnb.errors import AnswerError, Problem, StoreError
from archnb.store import BOM, Line, Log, slug

__all__ = ["LAST_YEAR", "LogReader", "reviewer_of"]

_LONGEST = 5 * 2**20
_DEEPEST = 50  # levels; a notebook that carries more cannot be saved
#: From here on no moment is believed: nothing could be dated after it.
LAST_YEAR = 9000


#: What a line is, by the key that tells.
_KINDS: dict[str, type[Answer | Milestone | Upgrade | Reveal]] = {
    "item": Answer,
    "milestone": Milestone,
    "upgrade": Upgrade,
    "reveal": Reveal,
}


class Kept(NamedTuple):
    """A readable line as it stands on disk, with its moment where it has one."""

    at: datetime | None
    data: bytes


class LogReader:
    """The answers in the log at `path`, as far as it has been written.

    Attributes
    ----------
    answers, milestones, upgrades, reveals : list
        In the order of the lines.
    kept : list of Kept
        Every readable line, those of an unknown kind included.
    unknown : int
        How many lines or fields are of a kind that this version does not know; they stay on disk.
    newest : datetime or None
        The latest moment of an answer.
    """

    def __init__(self, path: Path) -> None:
        self._log = Log(path)
        self._forget()

    def _forget(self) -> None:
        self.answers: list[Answer] = []
        self.milestones: list[Milestone] = []
        self.upgrades: list[Upgrade] = []
        self.reveals: list[Reveal] = []
        self.kept: list[Kept] = []
        self.unknown = 0
        self.newest: datetime | None = None
        self._problems: list[Problem] = []

    @property
    def path(self) -> Path:
        """The file."""
        return self._log.path

    @property
    def problems(self) -> list[Problem]:
        """The lines that were skipped, each with file and line number."""
        torn = self._log.torn
        cut = [self._problem(torn, "the last line is cut off and was skipped")] if torn else []
        return self._problems + cut

    def read_new(self) -> tuple[bool, list[Answer]]:
        """Return whether the file was replaced, and the answers that are new since the last call."""
        restarted, lines = self._log.read()
        if restarted:
            self._forget()
        known = len(self.answers)
        for line in lines:
            self._take(line)
        return restarted, self.answers[known:]

    def _take(self, line: Line) -> None:
        if len(line.data) > _LONGEST:
            self._problems.append(self._problem(line, "the line is longer than 5 MiB and was skipped"))
            return
        try:
            data = line.data.removeprefix(BOM).strip()
            fields = msgspec.json.decode(data, type=dict[str, Any])
            _refuse_depth(fields)
            at = self._decode(fields)
        except AnswerError as error:
            self._problems.append(self._problem(line, error.problem.reason, error.problem.remedy))
        except (msgspec.DecodeError, ValueError, RecursionError, OverflowError) as error:
            self._problems.append(self._problem(line, _what_is_wrong(line, error)))
        else:
            self.kept.append(Kept(at, data))

    def _decode(self, fields: dict[str, Any]) -> datetime | None:
        kind = next((kind for key, kind in _KINDS.items() if key in fields), None)
        if kind is None:
            self.unknown += 1
            return None
        if kind is Answer:
            check_status(fields.get("status", "unanswered"))  # msgspec's words for a missing one are clearer
        entry = msgspec.convert(fields, kind)
        entry = msgspec.structs.replace(
            entry, at=entry.at.astimezone(UTC), reviewer=reviewer_of(entry.reviewer, self.path.stem)
        )
        if entry.at.year >= LAST_YEAR:
            raise ValueError(f"dated {entry.at:%Y}, after which no answer could follow")
        self.unknown += len(fields.keys() - set(kind.__struct_encode_fields__))
        self._keep(entry)
        return entry.at

    def _keep(self, entry: Answer | Milestone | Upgrade | Reveal) -> None:
        match entry:
            case Answer():
                self.answers.append(entry)
                self.newest = max(self.newest or entry.at, entry.at)
            case Milestone():
                self.milestones.append(entry)
            case Upgrade():
                self.upgrades.append(entry)
            case Reveal():
                self.reveals.append(entry)

    def _problem(self, line: Line, reason: str, remedy: str = "") -> Problem:
        remedy = remedy or "The other lines were read; mend this one or leave it."
        return Problem(path=str(self.path), place=str(line.number), reason=reason, remedy=remedy)


@lru_cache(maxsize=1024)
def reviewer_of(said: str, stem: str) -> str:
    """Return the name that a line gives, if it is the one that the file is named after."""
    try:
        return said if said and slug(said) == stem else stem
    except StoreError:  # nothing of the name is visible
        return stem


def _refuse_depth(fields: dict[str, Any]) -> None:
    level: list[Any] = [fields]
    for _ in range(_DEEPEST):
        level = [
            inner
            for value in level
            for inner in (value.values() if isinstance(value, dict) else value)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise ValueError(f"nested deeper than {_DEEPEST} levels")


def _what_is_wrong(line: Line, error: Exception) -> str:
    if line.data.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
        return "a merge conflict's marker"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return str(error)
