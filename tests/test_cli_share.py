from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from shared_notebooks import data_of, save

from archnb import Review
from archnb.cli import main


@pytest.fixture(autouse=True)
def villa(filled: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return save(filled, Path("villa.ipynb")).absolute()


def share(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["share", "villa.ipynb", *arguments])


def test_it_says_what_was_made_and_removed():
    result = share("-o", "out.html")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == ("Made out.html: villa\n  1 widget removed: without a kernel there is nothing to show\n")


@pytest.mark.parametrize("said", [["--redact", "notes,owners"], ["--redact", "owners", "--redact", "notes"]])
def test_redactions_are_separated_by_commas_or_repeated(said: list[str]):
    share("-o", "out.ipynb", *said)
    assert data_of(Path("out.ipynb"))["redacted"] == ["notes", "owners"]


def test_the_key_stays_beside_the_notebook():
    Path("out").mkdir()
    result = share("-o", "out/out.md", "--anonymize")
    assert result.stdout.splitlines()[-1] == "Who is who is in archnb-names.key.json: keep it to yourself"
    assert [path.name for path in Path("out").iterdir()] == ["out.md"]


def test_the_key_may_be_elsewhere():
    Path("safe").mkdir()
    share("-o", "out.md", "--anonymize", "--key", "safe/key.json")
    assert Path("safe/key.json").exists()


def test_a_wrong_redaction_is_bad_input():
    result = share("-o", "out.md", "--redact", "reviewer")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "archnb: 'reviewer' cannot be redacted. Did you mean 'reviewers'?\n"


def test_a_notebook_that_is_not_there_is_bad_input():
    result = CliRunner().invoke(main, ["share", "hut.ipynb", "-o", "out.md"])
    assert (result.exit_code, result.stderr) == (2, "archnb: hut.ipynb: no such file or directory\n")
