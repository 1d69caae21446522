"""Run a notebook in the very kernel that JupyterLab will show it with: opening a notebook runs nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_core.paths import jupyter_runtime_dir
from nbformat.v4 import output_from_msg

from archnb.cli.server import JupyterServer
from archnb.errors import ArchnbError

__all__ = ["run_notebook"]

_READY_SECONDS = 60
_CELL_SECONDS = 60


def run_notebook(server: JupyterServer, name: str) -> None:
    """Run the code cells of the notebook `name` in a new session of `server`, and save their outputs in the file.

    JupyterLab finds the session by the notebook's path and takes up its kernel, live widgets included. A cell that
    does not end well keeps the output that the file holds: it may be the only copy of somebody's answers.

    Raises
    ------
    ArchnbError
        If a cell fails or takes too long; the cells after it are not run.
    OSError
        If the server or its kernel cannot be reached.
    """
    path = quote(name)
    model = server.request("GET", f"contents/{path}?type=notebook&content=1")
    notebook = model["content"]
    try:
        with _kernel(server, name, notebook) as client:
            for number, cell in enumerate(notebook["cells"], start=1):
                if cell["cell_type"] == "code" and cell["source"].strip():
                    _run_cell(client, cell, f"cell {number} of {name}")
    finally:
        # The server signs the notebook if all of its outputs are trusted: ours are, as if the cells were run in it.
        server.request("PUT", f"contents/{path}", {"type": "notebook", "format": "json", "content": notebook})


@contextmanager
def _kernel(server: JupyterServer, name: str, notebook: dict[str, Any]) -> Iterator[BlockingKernelClient]:
    kernel = notebook["metadata"].get("kernelspec", {}).get("name", "python3")
    wanted = {"path": name, "name": name, "type": "notebook", "kernel": {"name": kernel}}
    session = server.request("POST", "sessions", wanted)
    client = BlockingKernelClient()
    client.load_connection_file(str(Path(jupyter_runtime_dir()) / f"kernel-{session['kernel']['id']}.json"))
    client.start_channels()
    try:
        client.wait_for_ready(timeout=_READY_SECONDS)
        yield client
    except RuntimeError as error:
        raise ArchnbError(f"the kernel does not answer: {error}", remedy="Restart it in JupyterLab.") from error
    finally:
        client.stop_channels()


def _run_cell(client: BlockingKernelClient, cell: dict[str, Any], place: str) -> None:
    outputs = _Outputs()
    try:
        reply = client.execute_interactive(
            cell["source"], allow_stdin=False, timeout=_CELL_SECONDS, output_hook=outputs.take
        )
    except TimeoutError:
        raise ArchnbError(
            f"still running after {_CELL_SECONDS} seconds", path=place, remedy="Wait for it, or stop it in JupyterLab."
        ) from None
    said = reply["content"]
    if said["status"] != "ok":
        raise ArchnbError(
            f"{said.get('ename', 'error')}: {said.get('evalue', '')}",
            path=place,
            remedy="Mend it in JupyterLab, then run it and those below.",
        )
    cell["outputs"], cell["execution_count"] = outputs.kept, said["execution_count"]
    cell["metadata"]["trusted"] = True


class _Outputs:
    """What a running cell shows, as the notebook keeps it."""

    def __init__(self) -> None:
        self.kept: list[dict[str, Any]] = []
        self._ids: list[str] = []
        self._clear_next = False

    def take(self, message: dict[str, Any]) -> None:
        kind, content = message["msg_type"], message["content"]
        if kind == "clear_output":
            self._clear_next = True
            if not content["wait"]:
                self._clear()
        elif kind == "update_display_data":
            self._update(content)
        elif kind in ("stream", "display_data", "execute_result", "error"):
            if self._clear_next:
                self._clear()
            self._add(output_from_msg(message), (content.get("transient") or {}).get("display_id", ""))

    def _add(self, output: dict[str, Any], id_: str) -> None:
        last = self.kept[-1] if self.kept else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            self.kept.append(output)
            self._ids.append(id_)

    def _update(self, content: dict[str, Any]) -> None:
        for output, id_ in zip(self.kept, self._ids, strict=True):
            if id_ and id_ == content["transient"]["display_id"]:
                output.update(data=content["data"], metadata=content["metadata"])

    def _clear(self) -> None:
        self.kept.clear()
        self._ids.clear()
        self._clear_next = False
