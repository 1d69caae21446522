"""What a reviewer says about an item: a status with note, evidence, owner and due date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, UnsetType

from archnb.errors import AnswerError, closest
from archnb.printable import well_formed

__all__ = [
    "GLYPHS",
    "STATUSES",
    "WORDS",
    "Answer",
    "Milestone",
    "Patch",
    "Reveal",
    "Status",
    "Upgrade",
    "check_status",
    "parse_patch",
]

Status = Literal["yes", "partial", "no", "na", "unanswered"]
STATUSES: tuple[Status, ...] = get_args(Status)

#: How a status is written for people; never by colour alone.
WORDS: dict[str, str] = {
    "yes": "yes",
    "partial": "partial",
    "no": "no",
    "na": "N/A",
    "unanswered": "unanswered",
}
GLYPHS: dict[str, str] = {"yes": "✔", "partial": "◐", "no": "✘", "na": "–", "unanswered": "○"}

Moment = Annotated[datetime, Meta(tz=True)]
_FIRST_YEAR = 1970
#: One answer stays well below a log line's limit; 200,000 characters hold any note that a person types.
Note = Annotated[str, Meta(max_length=200_000)]
Evidence = Annotated[tuple[Annotated[str, Meta(max_length=4_000)], ...], Meta(max_length=200)]
Owner = Annotated[str, Meta(max_length=400)]
Agreed = Annotated[tuple[Annotated[str, Meta(max_length=400)], ...], Meta(max_length=200)]


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One status for one item, by one reviewer at one time; also one line of a log.

    Attributes
    ----------
    at : datetime
        Time-zone-aware moment on the review's hybrid clock, in microseconds.
    item : str
        The item's id, such as ``"security.cors"``.
    status : {"yes", "partial", "no", "na", "unanswered"}
        ``"unanswered"`` takes an earlier answer back.
    note : str
        Free text, up to 200,000 characters.
    evidence : tuple of str
        Paths such as ``"app/main.py:31"`` and links.
    owner : str
        Who mends a finding.
    due : date or None
        Until when.
    reviewer : str
        Who answered. A log line carries it only where the file's name cannot.
    checklist : str
        The ``id@version`` that was asked; empty in a review that had not been upgraded yet.
    vote : bool
        Whether it is the reviewer's own vote on a panel, which counts beside the others'.
    agreed : tuple of str
        Who agreed to this answer, where a panel settled on it.
    by, version, commit : str
        ``"scan"`` where a person took over what a scan proposed, with archnb's version and the commit that was
        scanned; empty for a person's own answer.
    """

    at: Moment
    item: str
    status: Status
    note: Note = ""
    evidence: Evidence = ()
    owner: Owner = ""
    due: date | None = None
    reviewer: str = ""
    checklist: str = ""
    vote: bool = False
    agreed: Agreed = ()
    by: str = ""
    version: str = ""
    commit: str = ""

    def says_the_same_as(self, other: Answer | None) -> bool:
        """Whether both give the same status, note, evidence, owner and due date."""
        if other is None:
            return (self.status, self.note, self.evidence, self.owner, self.due) == (
                "unanswered", "", (), "", None,
            )  # fmt: skip
        return all(getattr(self, name) == getattr(other, name) for name in Patch.__struct_fields__)


class Milestone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named moment of a review; ``checklist`` is the ``id@version`` that was in force."""

    at: Moment
    milestone: Annotated[str, Meta(min_length=1, max_length=200)]
    checklist: str = ""
    reviewer: str = ""


class Upgrade(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The moment from which a review is held against another version of its checklist.

    Attributes
    ----------
    at : datetime
        Time-zone-aware moment on the review's hybrid clock.
    upgrade, before : str
        ``id@version`` from now on, and until now (``"from"`` in a log).
    renamed : dict of str to str
        The new id of each item that had another one; the others keep theirs.
    check_again : dict of str to str
        Why an earlier answer is to be looked at again, by the item's new id.
    reviewer : str
        Who did it.
    """

    at: Moment
    upgrade: Annotated[str, Meta(min_length=1)]
    before: Annotated[str, Meta(min_length=1)] = msgspec.field(name="from")
    renamed: dict[str, str] = {}
    check_again: dict[str, str] = {}
    reviewer: str = ""


class Reveal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The moment from which the reviewers of a panel see one another's votes."""

    at: Moment
    reveal: Literal[True]
    reviewer: str = ""


class Patch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of an answer that a reviewer changes; the others stay as they are."""

    status: Status | UnsetType = UNSET
    note: Note | UnsetType = UNSET
    evidence: Evidence | UnsetType = UNSET
    owner: Owner | UnsetType = UNSET
    due: date | UnsetType | None = UNSET

    def apply(self, previous: Answer | None, *, item: str, at: datetime, reviewer: str) -> Answer:
        """Return `previous` (or an empty answer) with this patch's fields, given at `at` by `reviewer`.

        What a scan proposed and a person changes is the person's own.
        """
        base = previous or Answer(at=at, item=item, status="unanswered")
        changes = {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not UNSET}
        return msgspec.structs.replace(
            base, at=at, item=item, reviewer=reviewer, by="", version="", commit="", **changes
        )


def parse_patch(fields: Mapping[str, Any]) -> Patch:
    """Check plain values, as a form or a caller gives them, and return them as a `Patch`.

    Raises
    ------
    AnswerError
        Naming the field, what is wrong with it, and what it may be.
    """
    plain = {name: _clean(value) for name, value in fields.items()}
    if plain.get("due") == "":
        plain["due"] = None
    if isinstance(said := plain.get("evidence"), str):
        plain["evidence"] = [said] if said else []
    check_status(plain.get("status", "unanswered"))
    try:
        patch = msgspec.convert(plain, Patch)
    except msgspec.ValidationError as error:
        reason = str(error).replace("`$.", "`")
        raise AnswerError(reason, remedy=_remedy(reason, plain)) from None
    if isinstance(patch.due, date) and patch.due.year < _FIRST_YEAR:
        raise AnswerError(f"the due date {patch.due} is long past", remedy="Dates are written 2026-12-24.")
    return patch


def check_status(status: object) -> None:
    """Refuse what is not a status, with the one that was probably meant."""
    if status not in STATUSES:
        raise AnswerError(
            f"status '{str(status)[:40]}' is not one of {', '.join(STATUSES[:4])}",
            remedy=closest(str(status).lower(), STATUSES),
        )


def _remedy(reason: str, fields: Mapping[str, Any]) -> str:
    known = Patch.__struct_fields__
    for name in fields:
        if name not in known:
            return closest(name, known) or f"An answer has {', '.join(known)}."
    if "`due`" in reason:
        return "Dates are written 2026-12-24."
    return "Shorten it." if "length <=" in reason else ""


def _clean(value: Any) -> Any:
    """Make text storable: it may hold lone surrogates."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    return value
