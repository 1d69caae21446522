"""`archnb lab` as a process of its own, with JupyterLab and kernels as they are."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import psutil
import pytest
from running_lab import PROGRAM, Lab, command, running, surroundings

SNAPSHOT = "application/vnd.archnb.review.v1+json"
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lab") / "shop"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def lab(shop: Path) -> Iterator[Lab]:
    with running(shop, "--no-browser") as running_lab:
        yield running_lab


def test_the_address_opens_the_new_notebook_in_jupyterlab(lab: Lab):
    assert urlsplit(lab.address).hostname == "127.0.0.1"
    assert urlsplit(lab.address).path == "/lab/tree/shop.ipynb"


def test_the_server_asks_for_its_token(lab: Lab):
    assert len(parse_qs(urlsplit(lab.address).query)["token"][0]) >= 32
    with pytest.raises(HTTPError, match="403"), urlopen(lab.address.split("/lab")[0] + "/api/sessions", timeout=30):
        pass


def test_the_notebook_has_a_session_with_a_living_kernel(lab: Lab):
    assert [(s["path"], s["kernel"]["execution_state"]) for s in lab.get("sessions")] == [("shop.ipynb", "idle")]


def test_the_file_holds_the_form_and_the_snapshot(lab: Lab, shop: Path):
    cells = {cell["id"]: cell for cell in json.loads((shop / "shop.ipynb").read_bytes())["cells"]}
    form, snapshot = (output["data"] for output in cells["form"]["outputs"])
    assert VIEW in form
    assert snapshot[SNAPSHOT]["project"] == "shop"


def test_jupyterlab_trusts_what_it_ran(lab: Lab):
    cells = lab.get("contents/shop.ipynb")["content"]["cells"]
    assert [cell["metadata"].get("trusted") for cell in cells if cell["cell_type"] == "code"] == [True, True, True]


def test_running_it_answers_nothing(lab: Lab, shop: Path):
    assert sorted(path.name for path in (shop / "reviews" / "shop").iterdir()) == [".gitignore", "review.json"]


def test_ctrl_c_ends_the_server_and_its_kernels(tmp_path: Path):
    folder = tmp_path / "api"
    folder.mkdir()
    with running(folder, "--no-browser") as lab:
        family = psutil.Process(lab.process.pid).children(recursive=True)
        assert len(family) >= 2
        lab.process.send_signal(signal.SIGINT)
        out, err = lab.process.communicate(timeout=60)
        assert (lab.process.returncode, out.splitlines()[-1], err) == (0, "JupyterLab has ended.", "")
        assert [process for process in family if process.is_running()] == []
        with pytest.raises(URLError):
            lab.get("status")


def test_a_notebook_that_fails_is_opened_all_the_same(tmp_path: Path):
    folder = tmp_path / "api"
    folder.mkdir()
    subprocess.run(command("new", "api"), cwd=folder, check=True, capture_output=True)
    notebook = json.loads((folder / "api.ipynb").read_bytes())
    notebook["cells"][1]["source"] = "projekt = 'api'"
    notebook["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["the only copy\n"]}]
    (folder / "api.ipynb").write_text(json.dumps(notebook))
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    with running(folder, BROWSER=str(browser)) as lab:
        opened = _wait_for(tmp_path / "opened")
        lab.process.send_signal(signal.SIGINT)
        _, err = lab.process.communicate(timeout=60)
    assert err.splitlines() == [
        "archnb: cell 3 of api.ipynb: NameError: name 'project' is not defined. "
        "Mend it in JupyterLab, then run it and those below.",
        "archnb: the form may not be ready: run the notebook in JupyterLab (Run, Run All Cells)",
    ]
    assert opened.strip() == lab.address
    kept = json.loads((folder / "api.ipynb").read_bytes())["cells"]
    assert (kept[1]["execution_count"], kept[2]["outputs"]) == (1, notebook["cells"][2]["outputs"])


def _wait_for(file: Path) -> str:
    deadline = time.monotonic() + 30
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < deadline, f"{file} was not written"
        time.sleep(0.05)
    return file.read_text()


def test_a_server_that_does_not_start_is_told_in_one_line(tmp_path: Path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "jupyter_server_config.py").write_text("raise SystemExit('the settings are broken')")
    folder = tmp_path / "api"
    folder.mkdir()
    run = subprocess.run(
        command("lab", "--no-browser"), cwd=folder, env=surroundings(tmp_path), capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert run.returncode == 2
    assert run.stderr == (
        "archnb: JupyterLab did not start: the settings are broken. Try `jupyter lab` by itself: it may say more.\n"
    )


def test_without_jupyterlab_it_says_what_to_install(tmp_path: Path):
    program = f"import sys; sys.modules['jupyterlab'] = None; {PROGRAM}"
    run = subprocess.run(
        [sys.executable, "-c", program, "lab"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == 'archnb: JupyterLab is not installed. Install it with: pip install "archnb[lab]"\n'
    assert list(tmp_path.iterdir()) == []
