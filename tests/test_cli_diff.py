from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Review
from archnb.cli import main

LOG = [
    {"at": "2026-11-20T10:00:00Z", "item": "security.cors", "status": "yes"},
    {"at": "2026-11-20T11:00:00Z", "milestone": "go-live"},
    {"at": "2026-11-22T10:00:00Z", "item": "security.cors", "status": "no", "note": "allows *"},
    {"at": "2026-11-22T11:00:00Z", "milestone": "me@home"},
]
WORSE = "1 regressed · coverage 1 % · score 1.00 → 0.00"


@pytest.fixture(autouse=True)
def pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["new", "pay"])
    write(Path("reviews/pay"))
    return Path("reviews/pay")


def write(folder: Path, *, lines: int = len(LOG)) -> None:
    (folder / "ana.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LOG[:lines]))


def diff(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments], env=env, color=True)


def git(*arguments: str) -> None:
    person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    subprocess.run(["git", *person, *arguments], capture_output=True, check=True)


@pytest.fixture
def in_git(pay: Path) -> None:
    git("init", "-q")
    for lines in (1, 3):
        write(pay, lines=lines)
        git("add", "-A")
        git("commit", "-q", "-m", "answers")


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["pay@go-live"], "pay@go-live → now"),
        (["pay@go-live", "pay"], "pay@go-live → pay"),
        (["reviews/pay@2026-11-20", "reviews/pay@2026-11-22"], "reviews/pay@2026-11-20 → reviews/pay@2026-11-22"),
        (["pay@go-live", "pay@me@home"], "pay@go-live → pay@me@home"),
    ],
)
def test_moments_are_compared(arguments: list[str], names: str):
    result = diff(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:2] == [names, WORSE]


def test_the_table_has_a_row_per_change():
    [head, _, row] = diff("pay@go-live").stdout.splitlines()[3:]
    assert head.split() == ["Change", "Item", "Status", "Said"]
    assert row.split("  ") == [
        "Regressed", " CORS is properly configured · high", " ✔ yes → ✘ no", " allows *",
    ]  # fmt: skip


def test_nothing_changed_has_no_table():
    assert diff("pay", "pay").stdout == "pay → pay\nnothing changed · coverage 1 % · score 0.00\n"


@pytest.mark.parametrize(
    ("form", "first"),
    [("text", "pay@go-live → now"), ("markdown", "### pay@go-live → now"), ("html", "<!doctype html>")],
)
def test_other_formats_go_to_stdout(form: str, first: str):
    assert diff("pay@go-live", "--format", form).stdout.splitlines()[0] == first


@pytest.mark.parametrize(("name", "first"), [("d.md", "### "), ("d.html", "<!doctype html>"), ("d.txt", "pay@go-live")])
def test_a_file_is_written_in_the_format_of_its_name(name: str, first: str):
    assert diff("pay@go-live", "-o", name).stdout == f"Made {name}\n"
    assert Path(name).read_text(encoding="utf-8").startswith(first)


def test_a_file_of_no_known_format_is_refused():
    result = diff("pay@go-live", "-o", "d.pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: d.pdf: no format is known for '.pdf' files. End the name in .md, .html, .txt, or give --format.\n"
    )


def test_a_review_is_never_written_over(pay: Path):
    before = (pay / "review.json").read_bytes()
    result = diff("pay@go-live", "--format", "text", "-o", "reviews/pay/review.json")
    assert (result.exit_code, (pay / "review.json").read_bytes()) == (2, before)
    assert result.stderr == (
        "archnb: reviews/pay: this is a review's own folder, which holds answers only. Write the file beside it.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["HEAD~1", "--", "reviews/pay"], "pay in HEAD~1 → now"),
        (["HEAD~1", "--", "pay"], "pay in HEAD~1 → now"),
        (["HEAD~1", "HEAD", "--", "reviews/pay"], "pay in HEAD~1 → in HEAD"),
    ],
)
def test_revisions_of_git_are_compared(in_git: None, arguments: list[str], names: str):
    result = diff(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[:2] == [names, WORSE]


def test_options_stand_before_the_dashes(in_git: None):
    assert diff("HEAD~1", "--format", "text", "--", "pay").stdout.startswith("pay in HEAD~1 → now\n")


def test_a_review_that_was_removed_is_still_in_git(in_git: None, pay: Path):
    pay.rename("elsewhere")
    assert diff("HEAD~1", "HEAD", "--", "reviews/pay").stdout.splitlines()[1] == WORSE


@pytest.mark.parametrize("behind", [[], ["pay", "pay"]])
def test_one_folder_stands_behind_the_dashes(behind: list[str]):
    result = diff("HEAD", "--", *behind)
    assert (result.exit_code, result.stderr) == (
        2, "archnb: one review's folder stands behind --. Such as: archnb diff HEAD~5 -- reviews/payments-api\n",
    )  # fmt: skip


def test_a_notebook_is_compared(pay: Path):
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": Review.open(pay).as_of("go-live").snapshot().bundle(),
    }
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": "", "outputs": [output]}
    Path("old.ipynb").write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert diff("old.ipynb", "pay").stdout.splitlines()[:2] == ["old.ipynb → pay", WORSE]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("pya", "archnb: pya: there is no such review. Did you mean 'pay'?\n"),
        ("pya@go-live", "archnb: pya: there is no such review. Did you mean 'pay'?\n"),
    ],
)
def test_what_is_not_there_is_told(name: str, message: str):
    result = diff(name)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_a_moment_that_is_none_is_told(pay: Path):
    write(pay, lines=2)
    result = diff("pay@golive")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: 'golive' is neither a milestone nor a date. Milestones: 'go-live'; dates: 2026-12-24.\n"
    )


def test_a_line_that_cannot_be_read_is_told_and_the_rest_compared(pay: Path):
    with (pay / "ana.jsonl").open("a") as log:
        log.write("<<<<<<< ours\n")
    result = diff("pay@go-live")
    assert result.stdout.splitlines()[1] == WORSE
    assert result.stderr == (
        "archnb: reviews/pay/ana.jsonl:5: a merge conflict's marker. "
        "The other lines were read; mend this one or leave it.\n"
    )


def test_escapes_in_a_note_do_nothing(pay: Path):
    (pay / "ana.jsonl").write_text(json.dumps(LOG[0] | {"note": "\x1b[2J\u202e[red]x"}) + "\n")
    for form in ("table", "text", "markdown", "html"):
        assert not set(diff("pay@2026-11-01", "--format", form).stdout) & {"\x1b", "\u202e"}


def test_a_terminal_gets_colour():
    assert "\x1b[31mRegressed" in diff("pay@go-live", FORCE_COLOR="1", TERM="xterm-256color").stdout
