"""Who is answering, where nobody says so."""

from __future__ import annotations

import getpass
import os
import subprocess
from functools import cache
from pathlib import Path

from archnb.printable import well_formed

__all__ = ["reviewer_name"]


def reviewer_name(given: str | None = None, *, folder: Path = Path()) -> str:
    """Return the reviewer's name.

    The first that is not blank of: `given`, ``ARCHNB_REVIEWER``, ``JUPYTERHUB_USER``, git's ``user.name`` as it
    holds in `folder` (asked once in a process), the login name.
    """
    named = (given, os.environ.get("ARCHNB_REVIEWER"), os.environ.get("JUPYTERHUB_USER"))
    for name in named:
        if name and name.strip():
            return well_formed(name).strip()
    while not os.path.isdir(folder):  # false also for a name that is too long, where Path.is_dir raises
        folder = folder.parent
    return _git_name(folder.resolve()) or _login_name()


@cache  # a form that is run again would spend as long on starting git as on everything else
def _git_name(folder: Path) -> str:
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=folder, capture_output=True, text=True, timeout=5, check=False
        )
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return asked.stdout.strip()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "reviewer"
