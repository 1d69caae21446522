"""Which of two answers holds."""

from __future__ import annotations

import msgspec

from archnb.answers import Answer

__all__ = ["is_newer"]


def is_newer(one: Answer, other: Answer) -> bool:
    """Whether `one` holds against `other`; at the same microsecond every machine decides alike."""
    if one.at != other.at:
        return one.at > other.at
    return (one.reviewer, msgspec.json.encode(one)) > (other.reviewer, msgspec.json.encode(other))
