"""A JupyterLab of our own, as a child process that ends with us."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from types import FrameType
from typing import IO, Any, NoReturn
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import ProxyHandler, Request, build_opener

from archnb.errors import ArchnbError

__all__ = ["JupyterServer", "running_server"]

_START_SECONDS = 90.0
_REQUEST_SECONDS = 90.0
_END_SECONDS = 15.0

# The server is on this machine: a proxy that the environment names must not be asked.
_opener = build_opener(ProxyHandler({}))


class JupyterServer:
    """A running server.

    Attributes
    ----------
    url : str
        Where it answers, such as ``http://127.0.0.1:8888/``.
    token : str
        What every request must show; empty where the person's own settings ask for a password instead.
    """

    def __init__(self, process: subprocess.Popen[bytes], info: dict[str, Any]) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{info['port']}{info['base_url']}"
        self.token = str(info["token"])

    def address(self, notebook: str) -> str:
        """Return the address that opens `notebook`, a name in the server's folder, in JupyterLab."""
        query = f"?{urlencode({'token': self.token})}" if self.token else ""
        return f"{self.url}lab/tree/{quote(notebook)}{query}"

    def request(self, method: str, path: str, data: Any = None) -> Any:
        """Send one request of Jupyter's REST interface and return its answer.

        Raises
        ------
        ArchnbError
            If the server refuses it.
        OSError
            If the server does not answer.
        """
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        body = None if data is None else json.dumps(data).encode()
        try:
            asked = Request(f"{self.url}api/{path}", data=body, headers=headers, method=method)
            with _opener.open(asked, timeout=_REQUEST_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as error:
            raise ArchnbError(f"JupyterLab answered {method} {path} with {error.code} {error.reason}") from error

    def wait(self) -> None:
        """Return when the server has ended."""
        self._process.wait()


@contextmanager
def running_server(folder: Path, *, port: int | None = None) -> Iterator[JupyterServer]:
    """Run JupyterLab in `folder` on 127.0.0.1; it ends, with its kernels, when the block is left.

    Raises
    ------
    ArchnbError
        If it does not start.
    """
    earlier = {info["pid"] for info in _running()}
    # A group of its own: Ctrl+C reaches archnb alone, which then ends the server without its yes-or-no question.
    apart: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    # Jupyter's own words hold a second address, without the notebook; they are told only when it does not start.
    with _signals_as_exit(), TemporaryFile() as log:
        process = subprocess.Popen(
            _command(folder, port), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **apart
        )
        try:
            info = _wait_for_start(process, folder, earlier)
            if info is None:
                raise ArchnbError(
                    f"JupyterLab did not start: {_last_line(log)}",
                    remedy="Try `jupyter lab` by itself: it may say more.",
                )
            yield JupyterServer(process, info)
        finally:
            _end(process)


def _command(folder: Path, port: int | None) -> list[str]:
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--log-level=ERROR"),
        *(f"--ServerApp.root_dir={folder}", "--ServerApp.ip=127.0.0.1"),
    ]
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in containers; the server is on this machine only, behind its token
    return command


def _wait_for_start(process: subprocess.Popen[bytes], folder: Path, earlier: set[int]) -> dict[str, Any] | None:
    """Return what the server says of itself once it runs (port, base_url, token), or None if it does not."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        for info in _running():
            # Windows starts Python through a launcher, so the process there has another id than its child.
            ours = info["pid"] == process.pid or (os.name == "nt" and info["pid"] not in earlier)
            if ours and Path(info["root_dir"]).samefile(folder):
                return info
        time.sleep(0.05)
    return None


def _last_line(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def _running() -> list[dict[str, Any]]:
    from jupyter_server.serverapp import list_running_servers

    try:
        return list(list_running_servers(log=None))
    except ValueError:  # a file that is being written this moment
        return []


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to end, which ends its kernels; insist after a while."""
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.kill()
        process.wait()


@contextmanager
def _signals_as_exit() -> Iterator[None]:
    """Leave in good order when the terminal is closed or somebody ends archnb."""
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _exit) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _exit(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)
