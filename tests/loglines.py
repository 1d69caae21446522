"""Lines of a log, written by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DOOR = "doors.locked"

#: What may be said of a finding.
SAID = {
    "note": "It stands open.\n\nAlways.",
    "evidence": ["hall.jpg:3", "https://example.org/door?a=1&b=2"],
    "owner": "Ben",
    "due": "2026-12-24",
}


def line(at: datetime, status: str = "yes", *, item: str = DOOR, **fields: object) -> bytes:
    return json.dumps({"at": at.isoformat(), "item": item, "status": status, **fields}).encode()


def write(folder: Path, name: str, *lines: bytes) -> None:
    (folder / name).write_bytes(b"".join(each + b"\n" for each in lines))


def replace(folder: Path, name: str, *lines: bytes) -> None:
    """Put another file in its place, as git does."""
    write(folder, f"{name}.new", *lines)
    (folder / f"{name}.new").replace(folder / name)
