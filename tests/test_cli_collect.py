from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from shared_notebooks import save

from archnb import Review
from archnb.cli import main


@pytest.fixture(autouse=True)
def villa(filled: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return save(filled, Path("villa.ipynb"))


def collect(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["collect", *arguments, "--into", "new"])


def test_it_says_what_was_added():
    result = collect("villa.ipynb")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "villa: 4 lines from villa.ipynb\n4 lines added to new\n"


def test_twice_adds_nothing():
    collect("villa.ipynb")
    assert collect("villa.ipynb").stdout == "0 lines added to new\n"


def test_a_preview_says_that_it_is_one():
    assert collect("villa.ipynb", "--dry-run").stdout.splitlines()[-1] == "4 lines would be added to new"
    assert not Path("new").exists()


def test_a_pattern_that_no_shell_expanded_is_expanded():
    assert collect("v*.ipynb").stdout == "villa: 4 lines from villa.ipynb\n4 lines added to new\n"


def test_a_bad_notebook_is_told_and_the_others_are_taken():
    Path("bad.ipynb").write_text("{")
    nbformat.write(nbformat.v4.new_notebook(), "plain.ipynb")
    result = collect("bad.ipynb", "plain.ipynb", "villa.ipynb")
    assert result.exit_code == 2
    assert result.stderr == "archnb: bad.ipynb: this is no notebook, or a damaged one. Ask for the file again.\n"
    assert result.stdout == (
        "plain.ipynb carries no review\n"
        "villa: 4 lines from villa.ipynb\n"
        "4 lines added to new, problems in 1 of the notebooks, 1 without a review\n"
    )


def test_a_pattern_without_a_match_is_bad_input():
    result = collect("x*.ipynb")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "archnb: x*.ipynb: nothing matches this pattern. Check the spelling.\n"
