"""Messages of the form's page, and what it is told."""

from __future__ import annotations

import json

from loglines import DOOR

from archnb.form.session import FormSession


def change(seq: int, patch: dict, *, item: str = DOOR, view: str = "v", cursor: int = 0) -> dict:
    return {"type": "change", "view": view, "seq": seq, "item": item, "patch": patch, "cursor": cursor}


def beat(cursor: int, *, view: str = "v", problems: int = 0) -> dict:
    return {"type": "beat", "view": view, "cursor": cursor, "problems": problems}


def told(session: FormSession, message: dict) -> dict:
    """What reaches the page: JSON."""
    return json.loads(json.dumps(session.answer(message)))
