"""Take out of a review's data what must not leave the house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from string import ascii_uppercase
from typing import Any

from archnb.answers import STATUSES, WORDS
from archnb.errors import AnswerError, closest
from archnb.journal.reader import reviewer_of
from archnb.share.names import Key, Replacement, called, spellings
from archnb.share.search import Search, strings_in
from archnb.store import slug

__all__ = ["REDACTABLE", "Cover", "check_redactions"]

REDACTABLE = ("notes", "reviewers", "evidence", "owners")

#: What redaction knows of a line; a field or a kind of line that a newer archnb wrote may say anything.
_ANSWER = ("at", "item", "status", "note", "evidence", "owner", "due", "reviewer", "checklist", "vote", "agreed")
_MILESTONE = ("at", "milestone", "checklist", "reviewer")
_UPGRADE = ("at", "upgrade", "from", "renamed", "check_again", "reviewer")
_REVEAL = ("at", "reveal", "reviewer")
_FIELDS = {"notes": "note", "evidence": "evidence", "owners": "owner", "reviewers": "reviewer"}
_UNSAID = {word.casefold() for word in (*STATUSES, *WORDS.values())}

Data = dict[str, Any]


def check_redactions(said: Iterable[str]) -> frozenset[str]:
    """Return what is to be redacted.

    Raises
    ------
    AnswerError
        If one is none of notes, reviewers, evidence, owners.
    """
    for name in (found := frozenset(said)):
        if name not in REDACTABLE:
            remedy = closest(name, REDACTABLE) or f"Redact one or more of {', '.join(REDACTABLE)}."
            raise AnswerError(f"'{name}' cannot be redacted", remedy=remedy)
    return found


class Cover:
    """What is hidden in one document.

    Parameters
    ----------
    reviews : sequence of dict
        The data of all reviews in it.
    redact : collection of str
        Of `REDACTABLE`.
    key : Key, optional
        Rename projects and people by it.

    Attributes
    ----------
    search : Search
        Finds what must not be in it.
    replace : Replacement
        Puts other names into a text.
    renames : bool
        Whether names are replaced, not only removed.
    hides_names : bool
        Whether a picture might show something that is hidden.
    """

    def __init__(self, reviews: Sequence[Data], redact: Collection[str], key: Key | None) -> None:
        self.redact = [name for name in REDACTABLE if name in redact]
        self.renames = key is not None
        self.hides_names = self.renames or bool({"reviewers", "owners"} & set(redact))
        lines = [line for data in reviews for log in data["logs"].values() for line in log if isinstance(line, dict)]
        texts = [
            text for name in ("notes", "evidence") if name in redact for text in _said(lines, _FIELDS[name])
            if text.casefold() not in _UNSAID
        ]  # fmt: skip
        reviewers = sorted(
            {*_said(lines, "reviewer"), *_said(lines, "agreed"), *(stem for data in reviews for stem in data["logs"])}
        )
        owners = sorted(set(_said(lines, "owner")))
        named = [data["project"] for data in reviews]
        projects, people = key.rename(named, reviewers, owners) if key else ({}, {})
        kept = [] if key else named
        if "owners" in redact:
            people |= dict.fromkeys(owners, "owner")
        if "reviewers" in redact:
            people |= _letters(reviewers, reviews)
        self._people = {name: people.get(name, name) for name in reviewers}
        self.replace = Replacement(projects, people, texts=texts, kept=kept)
        self.search = Search(
            texts,
            [spelling for name in _hidden(projects | people) for spelling in spellings(name)],
            parts=[part for name in _hidden(people) for part in called(name)],
            public=[
                text
                for data in reviews
                for text in strings_in([data["checklist"], *data.get("earlier_checklists", ())])
            ],
            kept=[spelling for name in kept for spelling in spellings(name)],
        )

    def data(self, data: Data) -> Data:
        """Return what is left of a review's data, marked as such; what was removed before stays marked."""
        left = self._left(data)
        if redacted := [name for name in REDACTABLE if name in (*self.redact, *data.get("redacted", ()))]:
            left["redacted"] = redacted
        if self.renames or data.get("anonymized"):
            left["anonymized"] = True
        return left

    def _left(self, data: Data) -> Data:
        kept = ("format", "version", "panel", "checklist", "earlier_checklists", "as_of")
        left: Data = {name: data[name] for name in kept if name in data}
        if not self.renames:
            left["repository"] = self._renamed(data.get("repository", ""))
        left["project"] = self.replace(data["project"])[:300]
        left["tags"] = {name: self._renamed(value) for name, value in data.get("tags", {}).items()}
        left["logs"] = self._logs(data["logs"])
        return left

    def _logs(self, logs: dict[str, list[Any]]) -> dict[str, list[Data]]:
        if not self.renames and "reviewers" not in self.redact:
            return {stem: self._lines(log) for stem, log in logs.items()}
        left: dict[str, list[Data]] = {}
        for stem, log in logs.items():
            name = self._people[stem]
            lines = left.setdefault(slug(name), [])
            lines += [line | ({"reviewer": name} if slug(name) != name else {}) for line in self._lines(log)]
        return {stem: sorted(lines, key=lambda line: str(line["at"])) for stem, lines in sorted(left.items())}

    def _lines(self, log: list[Any]) -> list[Data]:
        answers = [_only(_ANSWER, line) for line in log if isinstance(line, dict) and "item" in line]
        marks = [_only(_MILESTONE, line) for line in log if _is_of_kind("milestone", line)]
        upgrades = [_only(_UPGRADE, line) for line in log if _is_of_kind("upgrade", line)]
        reveals = [_only(_REVEAL, line) for line in log if _is_of_kind("reveal", line)]
        return [self._line(line) for line in answers + marks + upgrades + reveals]

    def _line(self, line: Data) -> Data:
        left = {name: value for name, value in line.items() if name not in map(_FIELDS.__getitem__, self.redact)}
        if self.renames or "reviewers" in self.redact:
            left.pop("reviewer", None)
            if "agreed" in left:
                left["agreed"] = [self._people.get(name, "reviewer") for name in strings_in(left["agreed"])]
        for name in ("note", "evidence", "owner", "milestone"):
            if name in left:
                left[name] = self._renamed(left[name])
        if "check_again" in left:
            left["check_again"] = {item: self._renamed(reason) for item, reason in dict(left["check_again"]).items()}
        return left

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._renamed(part) for part in value]
        return self.replace(value) if isinstance(value, str) else value


def _hidden(names: dict[str, str]) -> list[str]:
    """Return the names that must not be found; one that stands for another is none of them."""
    return [name for name in names if name not in names.values()]


def _letters(reviewers: Iterable[str], reviews: Sequence[Data]) -> dict[str, str]:
    """Return what stands for each reviewer: a letter where a panel's votes must stay apart, else one word for all."""
    if not any(data.get("panel") for data in reviews):
        return dict.fromkeys(reviewers, "reviewer")
    stems = sorted({stem for data in reviews for stem in data["logs"]})
    letters = {stem: ascii_uppercase[n % 26] + str(n // 26 or "") for n, stem in enumerate(stems)}
    return {name: next((letters[stem] for stem in stems if reviewer_of(name, stem) == name), "reviewer")
            for name in reviewers}  # fmt: skip


def _only(fields: Collection[str], line: Data) -> Data:
    return {name: line[name] for name in fields if name in line}


def _is_of_kind(kind: str, line: Any) -> bool:
    """Whether the line is read as one of that kind: the first of four keys that it has says what it is."""
    kinds = ("item", "milestone", "upgrade", "reveal")
    return isinstance(line, dict) and next((key for key in kinds if key in line), "") == kind


def _said(lines: Iterable[Data], field: str) -> list[str]:
    """Return what the lines say in a field that holds a text or several."""
    values = (line.get(field) for line in lines)
    return [text for value in values for text in strings_in(value) if text.strip()]
