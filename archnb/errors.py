"""What can go wrong, said as where, what, and what to do."""

from __future__ import annotations

import difflib
import errno
from collections.abc import Iterable

import msgspec

from archnb.printable import printable

__all__ = [
    "AnswerError",
    "ArchnbError",
    "ArchnbWarning",
    "ChecklistError",
    "Problem",
    "StoreError",
    "closest",
]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that could not be read or done.

    Attributes
    ----------
    path : str
        The file or folder; empty when no file is involved.
    place : str
        Where in it: a line number (``"17"``) or a path in the data (``"sections[3].items[2].severity"``).
    reason : str
        What is wrong, without a full stop.
    remedy : str
        What to do about it; empty when nothing can be.
    """

    path: str = ""
    place: str = ""
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        where = ":".join(part for part in (self.path, self.place) if part)
        said = f"{where}: {self.reason}" if where else self.reason
        return printable(f"{said}. {self.remedy}" if self.remedy else said)


class ArchnbError(Exception):
    """Base of every error that archnb raises on purpose; ``problem`` holds its parts."""

    def __init__(self, reason: str, *, path: object = "", place: str = "", remedy: str = "") -> None:
        self.problem = Problem(path=str(path), place=place, reason=reason, remedy=remedy)
        super().__init__(str(self.problem))


class ChecklistError(ArchnbError, ValueError):
    """A checklist that cannot be read, or an item or checklist that does not exist."""


class AnswerError(ArchnbError, ValueError):
    """An answer that cannot be recorded: an unknown item, a wrong status, a malformed date."""


class StoreError(ArchnbError, OSError):
    """A review folder that cannot be read or written."""

    # OSError formats itself from errno and strerror; the problem's own words are better.
    def __str__(self) -> str:
        return str(self.problem)

    @classmethod
    def of(cls, error: OSError, path: object) -> StoreError:
        """Return the system's `error` about `path` with a remedy, or `error` itself if it has one."""
        if isinstance(error, StoreError):
            return error
        reason = error.strerror or str(error)
        return cls(reason[:1].lower() + reason[1:], path=path, remedy=_REMEDIES.get(error.errno or 0, ""))


_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some space, then try again.",
    errno.EDQUOT: "The disk quota is used up: free some space, then try again.",
    errno.EROFS: "The folder is on a read-only file system: move the review or mount it writable.",
    errno.EACCES: "The folder is read-only for you: ask for write permission.",
    errno.EPERM: "The folder is read-only for you: ask for write permission.",
    errno.ELOOP: "It is a link: archnb writes to plain files only.",
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.EEXIST: "A file stands where the folder should be: choose another place.",
    errno.ENOTDIR: "A file stands where a folder should be: choose another place.",
}


class ArchnbWarning(UserWarning):
    """Something was skipped while reading; nothing on disk was changed."""


def closest(word: str, choices: Iterable[str]) -> str:
    """Return ``Did you mean 'x'?`` for the choice most like `word`, or an empty string."""
    near = difflib.get_close_matches(str(word), list(choices), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""
