"""Which theme JupyterLab uses, as far as a kernel on the same machine can know."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["theme_in_use"]

_FILE = Path("@jupyterlab") / "apputils-extension" / "themes.jupyterlab-settings"
# The settings are JSON with comments, so that a JSON parser would refuse most of them.
_NAME = re.compile(r'^(?!\s*//).*"theme"\s*:\s*"([^"]*)"', re.MULTILINE)


def theme_in_use() -> str:
    """Return "dark" if the user's JupyterLab is set to a dark theme, else "light"."""
    place = os.environ.get("JUPYTERLAB_SETTINGS_DIR")
    own = os.environ.get("JUPYTER_CONFIG_DIR") or Path.home() / ".jupyter"
    folder = Path(place) if place else Path(own) / "lab" / "user-settings"
    try:
        said = (folder / _FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return "light"
    found = _NAME.search(said)
    return "dark" if found and "dark" in found[1].lower() else "light"
