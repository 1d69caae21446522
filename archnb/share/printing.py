"""An HTML page as PDF, printed by a browser of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from archnb.errors import StoreError

__all__ = ["find_browser", "to_pdf"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_SECONDS = 120
# The page has no links to follow; without these the browser calls home.
_OFFLINE = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")


def find_browser() -> str:
    """Return the program that prints: ``ARCHNB_CHROMIUM``, or a Chromium, Chrome or Edge that is installed.

    Raises
    ------
    StoreError
        If there is none.
    """
    known = [os.environ.get("ARCHNB_CHROMIUM"), *map(shutil.which, _NAMES), *filter(os.path.exists, _PLACES)]
    for program in known:
        if program:
            return program
    raise StoreError(
        "for a PDF a Chromium, Chrome or Edge is needed, and none is installed",
        remedy="Install one, or name it in ARCHNB_CHROMIUM, or share as .html and print that.",
    )


def to_pdf(page: str) -> bytes:
    """Return the HTML `page` printed.

    Raises
    ------
    StoreError
        If there is no browser, or it does not print.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="archnb-") as temporary:
        source, printed = Path(temporary) / "page.html", Path(temporary) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [
            *(browser, "--headless", "--disable-gpu", *_OFFLINE, "--no-first-run", "--no-pdf-header-footer"),
            *(f"--user-data-dir={temporary}/profile", f"--print-to-pdf={printed}", source.as_uri()),
        ]
        if sys.platform == "linux" and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # in containers, where its sandbox cannot start
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            if printed.exists():
                return printed.read_bytes()
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"]
            reason = f"the browser did not print: {said[-1][:300]}"
        except subprocess.TimeoutExpired:
            reason = f"the browser did not print within {_SECONDS} s"
        except OSError as error:
            raise StoreError.of(error, browser) from error
    raise StoreError(reason, path=browser, remedy="Share as .html and print that.")
