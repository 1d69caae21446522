"""A real browser for the tests: the system's Chromium, or the one that Playwright brings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Playwright

# The last four keep Chromium from calling home, which a closed network answers with many refused connections.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium; where there is none, Playwright's own is downloaded first. Never a silent skip."""
    found = os.environ.get("ARCHNB_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and not os.path.exists(playwright.chromium.executable_path):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
