"""The checklists that come with archnb."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from archnb.errors import ChecklistError, closest

__all__ = ["BUILT_IN", "built_in"]

BUILT_IN = Path(str(files("archnb"))) / "checklists"


def built_in(name: str) -> Path:
    """Return the file of the built-in checklist `name`.

    Raises
    ------
    ChecklistError
        If there is none; the error lists what there is.
    """
    known = sorted(file.stem for file in BUILT_IN.glob("*.yaml"))
    if name not in known:
        raise ChecklistError(
            f"there is no built-in checklist '{name}'",
            remedy=closest(name, known) or f"Built in: {', '.join(known)}; or give a file's path.",
        )
    return BUILT_IN / f"{name}.yaml"
