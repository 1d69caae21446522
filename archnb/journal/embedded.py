"""A review's data as a document carries it: what was asked, and the logs' lines as they stand on disk."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from archnb.journal.state import State

__all__ = ["MIME", "digest", "embedded"]

#: The key of the data in a notebook's output; its number grows with a change that old readers cannot take.
MIME = "application/vnd.archnb.review.v1+json"


def embedded(state: State, lines: dict[str, list[bytes]]) -> dict[str, Any]:
    """Return the data of a review, complete enough to make the folder from it again.

    Parameters
    ----------
    state : State
        The review's checklist and info.
    lines : dict of str to list of bytes
        The readable lines of each log, by file name without ending (`Journal.lines`).
    """
    data: dict[str, Any] = {
        "format": "archnb.review",
        "version": 1,
        **msgspec.to_builtins(state.info),
        "checklist": state.checklist.to_data(guidance=False),
        "logs": {stem: [msgspec.json.decode(line) for line in log] for stem, log in lines.items()},
    }
    if state.at is not None:
        data["as_of"] = msgspec.to_builtins(state.at)
    return data | {"digest": digest(data)}


def digest(data: dict[str, Any]) -> str:
    """Return the SHA-256 of a review's data, its own ``digest`` aside, whatever the order of its keys."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    return hashlib.sha256(msgspec.json.encode(rest, order="sorted")).hexdigest()
