"""What there is to say of a checklist's file, each with its place."""

from __future__ import annotations

from typing import Literal

import msgspec

from archnb.authoring.marked import Mark
from archnb.printable import printable

__all__ = ["Remark", "remark"]


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in a checklist's file, or could be better.

    Attributes
    ----------
    level : {"error", "warning"}
        With an error the file is no checklist; a warning is for its author to judge.
    path : str
        The file, which may be one that the checklist extends.
    line : int
        Counted from 1; 0 where the file has no lines to tell.
    place : str
        What it is about: ``"doors.locked.severity"``; empty for the whole checklist.
    reason, remedy : str
        What is wrong, without a full stop, and what to do.
    """

    level: Literal["error", "warning"]
    path: str
    line: int = 0
    place: str = ""
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        what = f"{self.place}: {self.reason}" if self.place else self.reason
        return printable(f"{where}: {self.level}: {what}. {self.remedy}".rstrip(), one_line=True)


def remark(level: Literal["error", "warning"], mark: Mark, reason: str, remedy: str, *, place: str = "") -> Remark:
    """Return a remark at `mark`."""
    return Remark(level=level, path=mark.path, line=mark.line, place=place, reason=reason, remedy=remedy)
