from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from archnb.cli import main
from archnb.notebook import compose_notebook, find_notebooks, write_notebook

SNAPSHOT = "application/vnd.archnb.review.v1+json"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def opens_a_review(path: str, *, changed: int) -> Path:
    write_notebook(Path(path), compose_notebook("api", "api"))
    os.utime(path, (changed, changed))
    return Path(path)


def test_the_new_notebook_is_version_4_5_and_valid():
    CliRunner().invoke(main, ["new", "api"])
    notebook = json.loads(Path("api.ipynb").read_bytes())
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"


def test_its_cells_keep_their_ids():
    assert [(cell.id, cell.cell_type) for cell in compose_notebook("API", "api").cells] == [
        ("title", "markdown"),
        ("parameters", "code"),
        ("form", "code"),
        ("findings", "code"),
    ]


def test_the_project_is_a_parameter():
    cell = compose_notebook("API", "api").cells[1]
    assert (cell.metadata.tags, cell.source) == (["parameters"], 'project = "api"')


def test_a_reviewer_is_a_parameter_too():
    _, parameters, form, _ = compose_notebook("API", "api", reviewer='Ana "A" Lee').cells
    assert parameters.source == 'project = "api"\nreviewer = "Ana \\"A\\" Lee"'
    assert 'Review.open(f"reviews/{project}", reviewer=reviewer)' in form.source


def test_a_name_is_only_text_in_the_title():
    title = compose_notebook("a_b *c* <img src=x>\n# [d](javascript:e) $f$", "x").cells[0].source
    assert title.splitlines()[0] == r"# a\_b \*c\* \<img src=x\> \# \[d\](javascript:e) \$f\$"


def test_nbconvert_executes_it_in_its_folder(here: Path):
    CliRunner().invoke(main, ["new", "Payments API", "--reviewer", "Ben"])
    CliRunner().invoke(main, ["answer", "payments-api", "security.cors", "no", "--note", "allows *"])
    before = sorted(path.name for path in Path("reviews/payments-api").iterdir())
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "done.ipynb"]
    subprocess.run([*command, "payments-api.ipynb"], cwd=here, check=True, capture_output=True, timeout=120)
    cells = {cell["id"]: cell for cell in json.loads(Path("done.ipynb").read_bytes())["cells"]}
    snapshot = cells["form"]["outputs"][1]["data"]
    assert snapshot[SNAPSHOT]["project"] == "Payments API"
    assert "allows *" in "".join(snapshot["text/plain"])
    assert "security.cors" in "".join(cells["findings"]["outputs"][0]["data"]["text/plain"])
    assert sorted(path.name for path in Path("reviews/payments-api").iterdir()) == before


def test_a_file_that_is_there_is_not_written():
    Path("api.ipynb").write_text("mine")
    assert write_notebook(Path("api.ipynb"), compose_notebook("api", "api")) is False
    assert Path("api.ipynb").read_text() == "mine"


def test_notebooks_that_open_a_review_are_found_newest_first(here: Path):
    older = opens_a_review("a.ipynb", changed=1_000)
    newer = opens_a_review("b.ipynb", changed=2_000)
    assert find_notebooks(Path()) == [newer, older]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "\xff", '{"cells": [{"cell_type": "code"}]}', '{"cells": 1}', '{"cells": []}', "[" * 100_000],
)
def test_other_notebooks_are_passed_over(text: str):
    Path("x.ipynb").write_text(text, encoding="latin-1")
    assert find_notebooks(Path()) == []
