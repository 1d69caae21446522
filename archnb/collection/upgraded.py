"""Upgrades in logs that are read in bulk: one that renames nothing changes nothing that a table says."""

from __future__ import annotations

from datetime import UTC

import msgspec

from archnb.answers import Upgrade
from archnb.collection.plain import Unusual
from archnb.journal.reader import LAST_YEAR
from archnb.journal.versions import Versions

__all__ = ["PlainUpgrades"]

#: Stands in no text of a JSON line: there a quote has a backslash before it.
_KEY = b'"upgrade":'
_OTHER_KINDS = (b'"item":', b'"milestone":')

_decode = msgspec.json.Decoder(Upgrade).decode


class PlainUpgrades:
    """Takes the upgrades out of a review's logs; whatever is unusual about one is left to `Journal`.

    Parameters
    ----------
    ref : str
        The ``id@version`` that the review says it is held against.
    """

    def __init__(self, ref: str) -> None:
        self._ref = ref
        self._found: list[Upgrade] = []

    def taken_from(self, log: bytes) -> bytes:
        """Return the log without its upgrades.

        Raises
        ------
        Unusual
            If one renames items, or a line that mentions an upgrade is none.
        """
        if _KEY not in log:
            return log
        return b"\n".join(line for line in log.split(b"\n") if not self.take(line))

    def take(self, line: bytes) -> bool:
        """Take the line, if it is an upgrade."""
        if _KEY not in line:
            return False
        try:
            found = _decode(line)
            year = found.at.astimezone(UTC).year
        except (msgspec.DecodeError, ValueError, RecursionError, OverflowError):
            raise Unusual from None
        if found.renamed or year >= LAST_YEAR or any(key in line for key in _OTHER_KINDS):
            raise Unusual
        self._found.append(found)
        return True

    def check(self) -> None:
        """Raise `Unusual` unless the last upgrade led to what the review is held against."""
        if self._found and Versions(self._found).upgrades[-1].upgrade != self._ref:
            raise Unusual
