"""A real Jupyter server, and a notebook of it in a real browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Locator, Page

PATIENCE = 60_000  # ms; a kernel's first start on a busy machine takes its time


class Server:
    """``jupyter lab`` on 127.0.0.1, with folders of its own; it serves Notebook 7 as well.

    Attributes
    ----------
    root : Path
        The folder that it shows.
    url : str
        Its address.
    """

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root
        own = {f"JUPYTER_{name}": str(home / name.lower()) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
        lab = {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
        settings = home / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        quiet = {"fetchNews": "false", "checkForUpdates": False}
        (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet), encoding="utf-8")
        self.log = home / "server.log"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root",
             "--IdentityProvider.token=", "--ServerApp.password=", f"--ServerApp.root_dir={root}"],
            cwd=root,
            env=os.environ | own | lab | {"HOME": str(home), "ARCHNB_REVIEWER": "ana"},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.url = self._wait_for_url()

    def _wait_for_url(self) -> str:
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline and self._process.poll() is None:
            if found := re.search(r"(http://127\.0\.0\.1:\d+)/lab", self.log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"jupyter lab did not start:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> None:
        """End the server and its kernels."""
        self._process.terminate()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.kill()


class Notebook:
    """A notebook file, open in JupyterLab (``front="lab"``) or Notebook 7 (``front="notebook"``)."""

    def __init__(self, server: Server, page: Page, path: Path, *, front: str) -> None:
        self.server, self.page, self.path, self.front = server, page, path, front

    @classmethod
    def create(cls, server: Server, page: Page, name: str, *cells: str, front: str = "lab") -> Notebook:
        """Write a notebook with `cells` of code, and open it."""
        made = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        path = server.root / f"{name}.ipynb"
        nbformat.write(made, path)
        return cls(server, page, path, front=front).load()

    def load(self) -> Notebook:
        """Open the notebook, or load it again."""
        place = "doc/tree" if self.front == "lab" else "notebooks"
        self.page.goto(f"{self.server.url}/{place}/{self.path.name}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE)
        self.wait_idle()
        return self

    def wait_idle(self) -> None:
        """Wait until the page is connected to a kernel that has nothing to do."""
        deadline = time.monotonic() + PATIENCE / 1000
        while not self._connected() and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        self.page.wait_for_selector(
            ".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=PATIENCE
        )
        self.page.wait_for_timeout(200)

    def _connected(self) -> bool:
        sessions = self.page.request.get(f"{self.server.url}/api/sessions").json()
        kernels = [session["kernel"] for session in sessions if session["path"] == self.path.name]
        return any(kernel["connections"] and kernel["execution_state"] == "idle" for kernel in kernels)

    def run(self, index: int = 0) -> None:
        """Run a cell as a person does: click into its editor, Shift+Enter, and again if the page was not ready."""
        prompt = self.cell(index).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        for _ in range(5):
            self.cell(index).locator(".cm-content").click()
            self.page.keyboard.press("Shift+Enter")
            for _ in range(30):
                self.page.wait_for_timeout(100)
                if prompt.inner_text() != before:
                    return
        raise AssertionError(f"the cell did not run: its prompt stays {before!r}")

    def run_form(self, index: int = 0) -> Locator:
        """Run the cell that shows a form, and return the form."""
        self.run(index)
        form = self.cell(index).locator(".archnb-form")
        form.locator(".archnb-row").first.wait_for(timeout=PATIENCE)
        return form

    def cell(self, index: int) -> Locator:
        """Return a cell."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    @property
    def form(self) -> Locator:
        """The form that is shown."""
        return self.page.locator(".jp-Notebook .archnb-form")

    def row(self, item: str) -> Locator:
        """Return the row of an item."""
        return self.form.locator(f'.archnb-row[data-item="{item}"]')

    def choose(self, item: str, status: str) -> None:
        """Click an answer and wait until it is saved."""
        self.row(item).locator(f'input[value="{status}"]').click()
        self.page.wait_for_selector(".archnb-state[data-kind=saved]")

    def section(self, title: str) -> None:
        """Show a section."""
        self.form.locator(".archnb-section", has_text=title).click()

    def save(self) -> dict[str, Any]:
        """Wait for the notebook's copy of the answers, save, and return the file.

        What is waited for is the count of the log's lines; where the copy stays behind, the file is returned as it is.
        """
        deadline = time.monotonic() + 10
        while True:
            self.page.wait_for_timeout(1_500)
            file = self._save()
            behind = [data for data in copies(file) if self._lines_of(data) > sum(map(len, data["logs"].values()))]
            if not behind or time.monotonic() > deadline:
                return file

    def _lines_of(self, data: dict[str, Any]) -> int:
        """Return how many lines the logs have of the review that `data` is a copy of."""
        infos = self.server.root.glob("reviews/*/review.json")
        folders = [path.parent for path in infos if json.loads(path.read_bytes())["project"] == data["project"]]
        return sum(log.read_bytes().count(b"\n") for folder in folders for log in folder.glob("*.jsonl"))

    def _save(self) -> dict[str, Any]:
        before = self.path.stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        deadline = time.monotonic() + 10
        while self.path.stat().st_mtime_ns == before and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        self.page.wait_for_timeout(300)  # the server writes the file in place
        return self.saved()

    def saved(self) -> dict[str, Any]:
        """Return the file as it is on the disk."""
        return json.loads(self.path.read_text(encoding="utf-8"))

    def restart_kernel(self) -> None:
        """Restart the kernel as a person does: by the toolbar, then confirm."""
        self.page.locator('[data-command="notebook:restart-kernel"]').click()
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.wait_for_timeout(500)


def copies(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the reviews' data that a notebook file carries."""
    mime = "application/vnd.archnb.review.v1+json"
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output["data"][mime] for output in outputs if mime in output.get("data", {})]
