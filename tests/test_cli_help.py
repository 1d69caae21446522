from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from archnb import __version__
from archnb.cli import main

HEAVY = {"pandas", "matplotlib", "anywidget", "IPython", "nbformat"}


def commands(group: click.Group, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), command


def examples() -> list[str]:
    lines = [line.strip() for _, command in commands(main) for line in (command.epilog or "").splitlines()]
    return list(dict.fromkeys(line for line in lines if line.startswith("archnb ")))


ALL = dict(commands(main))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_a_help_text_with_an_example(path: tuple[str, ...]):
    shown = CliRunner().invoke(main, [*path, "--help"])
    assert shown.exit_code == 0
    assert f"\n    {shlex.join(['archnb', *path])}" in shown.stdout


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]):
    options = [option for option in ALL[path].params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("example", [line for line in examples() if not line.startswith("archnb lab")])
def test_examples_work_when_typed(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "CHECKLIST.md").write_text("- [ ] Every door can be locked\n")
    (tmp_path / "audit.csv").write_text("Question,Area\nEvery door can be locked,Doors\n")
    if " new " not in example:
        CliRunner().invoke(main, ["new", "payments-api", *["--panel"] * (" reveal " in example)])
        CliRunner().invoke(main, ["checklist", "new", "house"])
    result = CliRunner().invoke(main, shlex.split(example)[1:])
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("example", [line for line in examples() if line.startswith("archnb lab")])
def test_examples_of_lab_are_understood(example: str):
    assert main.commands["lab"].make_context("lab", shlex.split(example)[2:]).params["no_browser"] is False


def test_commands_come_in_the_order_of_work():
    assert list(main.commands)[:2] == ["lab", "new"]
    listed = CliRunner().invoke(main, ["--help"]).stdout.split("Commands:")[1].split("Examples:")[0]
    assert [line.split()[0] for line in listed.splitlines() if line.strip()] == list(main.commands)


def test_the_version_is_told():
    assert CliRunner().invoke(main, ["--version"]).stdout == f"archnb {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["status", "--json"],
        ["show", "payments-api"],
        ["show", "payments-api", "--findings"],
        ["answer", "payments-api", "security.cors", "no"],
        ["checklist", "show", "python-backend"],
        *([*path, "--help"] for path in ALL),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_imported(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["new", "payments-api"])
    program = (
        "import sys; from archnb.cli import main; main(sys.argv[1:], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert run.stdout
    assert HEAVY & set(run.stderr.split()) == set()


def test_an_error_is_one_line_without_a_traceback(tmp_path: Path):
    program = "from archnb.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", program, "show", "nowhere"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        "archnb: nowhere: there is no such review. Give a review's folder or a project's name; "
        "`archnb status` lists them, `archnb new` makes one.\n"
    )


def test_a_terminal_without_these_letters_still_shows_the_words(tmp_path: Path):
    program = "from archnb.cli import main; main()"
    new = [sys.executable, "-c", program, "new", "api"]
    subprocess.run(new, cwd=tmp_path, capture_output=True, check=True)
    run = subprocess.run(
        [sys.executable, "-c", program, "answer", "api", "security.cors", "no"],
        cwd=tmp_path, capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "ARCHNB_REVIEWER": "ana"},
    )  # fmt: skip
    assert b"  ? no         CORS is properly configured ? high ? security.cors\n" in run.stdout
