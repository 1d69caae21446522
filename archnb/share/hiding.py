"""Take out of a review's data what must not leave the house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import Any

from archnb.answers import STATUSES, WORDS
from archnb.errors import AnswerError, closest
from archnb.journal.reader import reviewer_of
from archnb.share.asking import ids_in, is_public, renamed, words_of_ids
from archnb.share.calling import key_of
from archnb.share.folding import folded
from archnb.share.matching import Names
from archnb.share.names import Key
from archnb.share.search import Search, strings_in
from archnb.store import slug

__all__ = ["REDACTABLE", "Cover", "check_redactions"]

REDACTABLE = ("notes", "reviewers", "evidence", "owners")

#: What redaction knows of a line; a field or a kind of line that a newer archnb wrote may say anything.
_ANSWER = ("at", "item", "status", "note", "evidence", "owner", "due", "reviewer", "checklist", "vote", "agreed")
_MILESTONE = ("at", "milestone", "checklist", "reviewer")
_UPGRADE = ("at", "upgrade", "from", "renamed", "check_again", "reviewer")
_REFERS = ("checklist", "upgrade", "from")
_SAID = ("note", "evidence", "owner", "milestone")
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
    replace : callable
        Puts other names into a text.
    renames : bool
        Whether names are replaced, not only removed.
    hides_names : bool
        Whether a picture might show something that is hidden.
    told : list of str
        What could not be replaced, and why.
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
        asked = [each for data in reviews for each in (data["checklist"], *data.get("earlier_checklists", ()))]
        named = [data["project"] for data in reviews]
        projects, people = key.rename(named, reviewers, owners) if key else ({}, {})
        kept = [] if key else named
        if "owners" in redact:
            people |= dict.fromkeys(owners, "owner")
        if "reviewers" in redact:
            people |= _letters(reviewers, reviews)
        self._people = {name: people.get(name, name) for name in reviewers}
        self._projects = projects
        instead = {*projects.values(), *people.values()}
        projects, people = _hidden(projects, instead), _hidden(people, instead)
        hidden = {key_of(folded(name)) for name in (*projects, *people)}
        ids = {id_ for each in asked for _, id_ in ids_in(each)}
        # "security.cors" stays, whoever owns security.
        kept += [id_ for id_ in sorted(ids) if not id_.isalnum() and key_of(folded(id_)) not in hidden]
        self.replace = Names(projects, people, texts=texts, kept=[*kept, *instead]).replace
        names = Names(projects, people, kept=[*kept, *instead])
        self.search = Search(texts, names, public=[text for each in asked for text in strings_in(each)])
        self._ids = ids
        # An owner may be a team that is called as a section of the checklist is.
        teams = set(map(str.casefold, owners)) - set(map(str.casefold, reviewers))
        shared = teams & words_of_ids(each for each in asked if not is_public(each))
        people = {name: said for name, said in people.items() if name.casefold() not in shared}
        self._asked = Names(projects, people, kept=instead)
        self.told = [f"'{name}' is a word of the checklist too, and stays there" for name in sorted(shared)]
        if self.hides_names and not all(map(_is_revealed, reviews)):
            self.told.append(
                "a panel is not revealed yet, so that the names of its other reviewers are not known here: "
                "look for them in the notes"
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
        left: Data = {name: data[name] for name in ("format", "version", "panel", "as_of") if name in data}
        left["checklist"] = self._asked_for(data["checklist"])
        if "earlier_checklists" in data:
            left["earlier_checklists"] = [self._asked_for(asked) for asked in data["earlier_checklists"]]
        if not self.renames:
            left["repository"] = self._renamed(data.get("repository", ""))
        left["project"] = (self._projects.get(data["project"]) or self._renamed(data["project"]))[:300]
        tags = data.get("tags", {})
        left["tags"] = {self._renamed(name): self._renamed(value) for name, value in tags.items()}
        left["logs"] = self._logs(data["logs"])
        return left

    def _asked_for(self, checklist: Data) -> Data:
        return checklist if is_public(checklist) else renamed(checklist, self._asked.replace)

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
        for name in _SAID:
            if name in left:
                left[name] = self._renamed(left[name])
        if "item" in left:
            left["item"] = self._item(left["item"])
        if "renamed" in left:
            left["renamed"] = {self._item(old): self._item(new) for old, new in _pairs(left["renamed"])}
        if "check_again" in left:
            again = _pairs(left["check_again"])
            left["check_again"] = {self._item(item): self._renamed(reason) for item, reason in again}
        return left

    def _item(self, said: Any) -> Any:
        """Return the id of an item; of an older checklist that is not here, or of nobody's, it may be anything."""
        return said if isinstance(said, str) and said in self._ids else self._renamed(said)

    def left_over(self, data: Data) -> Iterator[str]:
        """Yield the places in a review's covered data where a name still is that must not be there."""
        hides_reviewers = self.renames or "reviewers" in self.redact
        fields = (*_SAID, "item", "reviewer") if hides_reviewers else _SAID
        texts = {name: data.get(name, "") for name in ("project", "repository", "tags")}
        for stem, log in data["logs"].items():
            texts |= {f"logs.{stem}[{number}]": _told(fields, line) for number, line in enumerate(log)}
            texts |= {f"logs.{stem}": stem} if hides_reviewers else {}
        for place, said in texts.items():
            if any(map(self.search.finds_name, strings_in(said))):
                yield place
        yield from self._ids_left(data)

    def _ids_left(self, data: Data) -> Iterator[str]:
        """Yield where an id or a version has a name in it; a team may be called as a section is."""
        asked = {"checklist": data["checklist"]}
        asked |= {f"earlier_checklists[{n}]": each for n, each in enumerate(data.get("earlier_checklists", ()))}
        public = {f"{each['id']}@{each['version']}" for each in asked.values() if is_public(each)}
        for name, each in asked.items():
            if not is_public(each):
                yield from (f"{name}.{place}" for place, id_ in ids_in(each) if self._asked.are_in(id_))
        for stem, log in data["logs"].items():
            for number, line in enumerate(log):
                said = {*strings_in(list(_only(_REFERS, line).values())), *strings_in(dict(line.get("renamed", {})))}
                if any(map(self._asked.are_in, said - self._ids - public)):
                    yield f"logs.{stem}[{number}]"

    def _renamed(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._renamed(part) for part in value]
        if not isinstance(value, str):
            return value
        left = self.replace(value)
        # In a link or an encoding a name cannot be replaced.
        return "[removed]" if self.search.finds_name(left) else left


def _hidden(names: dict[str, str], instead: Collection[str]) -> dict[str, str]:
    """Return the names that must not be found; one that stands for another is none of them."""
    return {name: said for name, said in names.items() if name not in instead}


def _letters(reviewers: Iterable[str], reviews: Sequence[Data]) -> dict[str, str]:
    """Return what stands for each reviewer: a letter where a panel's votes must stay apart, else one word for all."""
    if not any(data.get("panel") for data in reviews):
        return dict.fromkeys(reviewers, "reviewer")
    stems = sorted({stem for data in reviews for stem in data["logs"]})
    letters = {stem: ascii_uppercase[n % 26] + str(n // 26 or "") for n, stem in enumerate(stems)}
    return {name: next((letters[stem] for stem in stems if reviewer_of(name, stem) == name), "reviewer")
            for name in reviewers}  # fmt: skip


def _is_revealed(data: Data) -> bool:
    """Whether a review is no panel, or one whose reviewers may see one another."""
    lines = (line for log in data["logs"].values() for line in log)
    return not data.get("panel") or any(isinstance(line, dict) and "reveal" in line for line in lines)


def _only(fields: Collection[str], line: Data) -> Data:
    return {name: line[name] for name in fields if name in line}


def _pairs(value: Any) -> Collection[tuple[str, Any]]:
    """Return what a mapping maps; a line that somebody wrote by hand may have anything there."""
    return value.items() if isinstance(value, dict) else ()


def _told(fields: Collection[str], line: Data) -> list[Any]:
    return [*_only(fields, line).values(), *line.get("check_again", {}).values()]


def _is_of_kind(kind: str, line: Any) -> bool:
    """Whether the line is read as one of that kind: the first of four keys that it has says what it is."""
    kinds = ("item", "milestone", "upgrade", "reveal")
    return isinstance(line, dict) and next((key for key in kinds if key in line), "") == kind


def _said(lines: Iterable[Data], field: str) -> list[str]:
    """Return what the lines say in a field that holds a text or several."""
    values = (line.get(field) for line in lines)
    return [text for value in values for text in strings_in(value) if text.strip()]
