from __future__ import annotations

import re
import shlex
from pathlib import Path

import nbformat
import pytest
import yaml
from click.testing import CliRunner, Result
from shared_notebooks import data_of, save

from archnb import Review
from archnb.cli import main

HOOKS = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text())


@pytest.fixture(autouse=True)
def villa(filled: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notebook that is behind its logs."""
    monkeypatch.chdir(tmp_path)
    save(filled, Path("villa.ipynb"))
    filled.answer("roof.insulated", "yes")
    return Path("villa.ipynb")


def stamp(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["stamp", *arguments])


def test_a_stale_notebook_is_brought_up_to_date(filled: Review, villa: Path):
    result = stamp("villa.ipynb")
    assert (result.exit_code, result.stdout) == (0, "villa.ipynb: brought up to date: villa\n")
    assert data_of(villa) == filled.snapshot().data


def test_a_check_fails_until_then():
    result = stamp("--check", "villa.ipynb")
    assert (result.exit_code, result.stdout) == (1, "villa.ipynb: out of date: villa\n")
    stamp("villa.ipynb")
    assert (stamp("--check", "villa.ipynb").exit_code, stamp("--check", "villa.ipynb").stdout) == (0, "")


def test_a_folder_means_its_notebooks_and_no_hidden_ones(villa: Path):
    for folder in ("deep/er", ".ipynb_checkpoints"):
        Path(folder).mkdir(parents=True)
        (Path(folder) / "villa.ipynb").write_bytes(villa.read_bytes())
    assert stamp("--check", ".").stdout.splitlines() == [
        "deep/er/villa.ipynb: out of date: villa",
        "villa.ipynb: out of date: villa",
    ]


def test_a_broken_notebook_is_told_and_the_others_are_done():
    Path("bad.ipynb").write_text("{")
    result = stamp("bad.ipynb", "villa.ipynb")
    assert (result.exit_code, result.stdout) == (2, "villa.ipynb: brought up to date: villa\n")
    assert result.stderr.startswith("archnb: bad.ipynb: this is no notebook, or a damaged one.")


def test_a_place_that_is_not_there_is_told_and_the_others_are_done():
    Path("gone.ipynb").symlink_to("nowhere")
    result = stamp("gone.ipynb", "villa.ipynb")
    assert (result.exit_code, result.stdout) == (2, "villa.ipynb: brought up to date: villa\n")
    assert result.stderr == "archnb: gone.ipynb: there is no such notebook or folder. Check the spelling.\n"


def test_a_notebook_whose_logs_are_not_here_passes(filled: Review):
    filled.path.parent.rename("elsewhere")
    result = stamp("--check", "villa.ipynb")
    assert result.stdout == "villa.ipynb: the logs of 'villa' are not here; left as it is\n"
    assert result.exit_code == 0


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_the_hooks_for_pre_commit_run_as_they_stand(hook: dict):
    named = ["villa.ipynb"] if hook.get("pass_filenames", True) else []
    command = [*shlex.split(hook["entry"]), *hook.get("args", []), *named]
    assert command[0] == "archnb"
    result = CliRunner().invoke(main, command[1:])
    assert "villa.ipynb: " in result.stdout
    assert result.exit_code == ("check" in hook["id"])


def test_the_check_runs_when_a_log_alone_is_committed():
    [check] = [hook for hook in HOOKS if "check" in hook["id"]]
    assert re.search(check["files"], "reviews/villa/ana.jsonl")
    assert re.search(check["files"], "villa.ipynb")
    assert not re.search(check["files"], "app/main.py")


def test_notebooks_that_show_no_review_pass():
    nbformat.write(nbformat.v4.new_notebook(), "plain.ipynb")
    assert (stamp("--check", "plain.ipynb").exit_code, stamp("--check", "plain.ipynb").stdout) == (0, "")
