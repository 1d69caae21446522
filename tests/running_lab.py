"""Start `archnb lab` as a process of its own, with settings of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

PROGRAM = "from archnb.cli import main; main()"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments]


def surroundings(folder: Path) -> dict[str, str]:
    own = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    return os.environ | own | {"ARCHNB_REVIEWER": "ana", "IPYTHONDIR": str(folder / "ipython")}


class Lab:
    """A running `archnb lab`, and the address that it printed."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address

    def get(self, path: str) -> Any:
        parts = urlsplit(self.address)
        with urlopen(f"{parts.scheme}://{parts.netloc}/api/{path}?{parts.query}", timeout=30) as answer:
            return json.load(answer)


@contextmanager
def running(folder: Path, *arguments: str, **env: str) -> Iterator[Lab]:
    process = subprocess.Popen(
        command("lab", *arguments), cwd=folder, env=surroundings(folder.parent) | env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        address = next(line.strip() for line in process.stdout if line.startswith("  http"))
        yield Lab(process, address)
    finally:
        process.terminate()
        process.communicate(timeout=60)
