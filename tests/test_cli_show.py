from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Review
from archnb.cli import main

CHECKLIST = """\
# House

## Doors
- [ ] Every door can be locked
- [ ] No door squeaks
## Roof
- [ ] The roof is tight
"""
LOG = [
    {"at": "2026-11-20T10:00:00Z", "item": "doors.every-door-can-be-locked", "status": "yes"},
    {"at": "2026-11-20T11:00:00Z", "milestone": "go-live"},
    {"at": "2026-11-22T10:00:00Z", "item": "doors.every-door-can-be-locked", "status": "no", "note": "The cellar's not",
     "evidence": ["cellar.jpg"], "owner": "Ben", "due": "2026-12-24"},
    {"at": "2026-11-22T10:01:00Z", "item": "roof.the-roof-is-tight", "status": "partial"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def villa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("house.md").write_text(CHECKLIST)
    CliRunner().invoke(main, ["new", "villa", "--checklist", "house.md"])
    Path("reviews/villa/ana.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LOG))
    return Path("reviews/villa")


def show(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments], env=env, color=True)


def test_a_review_is_shown_as_its_snapshot():
    assert show("villa").stdout == (
        "villa · House 1\n"
        "2 of 3 answered (67 %) · score 0.25 (0.17–0.50 if the rest were no / yes) · 2 findings · "
        "last answer 2026-11-22 10:01 UTC by ana\n"
        "\n"
        "FINDINGS (2), worst first\n"
        "  ✘ no         Every door can be locked\n"
        "               owner Ben · due 2026-12-24 · ana, 2026-11-22 10:00 UTC\n"
        "  ◐ partial    The roof is tight\n"
        "               ana, 2026-11-22 10:01 UTC\n"
        "\n"
        "Doors · 1 of 2 answered · score 0.00\n"
        "  ✘ no         Every door can be locked\n"
        "               The cellar's not\n"
        "               cellar.jpg\n"
        "               owner Ben · due 2026-12-24 · ana, 2026-11-22 10:00 UTC\n"
        "  ○ unanswered No door squeaks\n"
        "\n"
        "Roof · 1 of 1 answered · score 0.50\n"
        "  ◐ partial    The roof is tight\n"
        "               ana, 2026-11-22 10:01 UTC\n"
    )


def test_findings_alone_come_with_all_that_was_said():
    assert show("villa", "--findings").stdout.splitlines()[2:] == [
        "",
        "  ✘ no         Every door can be locked · medium · doors.every-door-can-be-locked",
        "               The cellar's not",
        "               cellar.jpg",
        "               owner Ben · due 2026-12-24 · ana, 2026-11-22 10:00 UTC",
        "",
        "  ◐ partial    The roof is tight · medium · roof.the-roof-is-tight",
        "               ana, 2026-11-22 10:01 UTC",
    ]


@pytest.mark.parametrize("moment", ["go-live", "2026-11-20", "2026-11-20T10:30"])
def test_a_review_is_shown_as_it_was(villa: Path, moment: str):
    assert show("villa", "--as-of", moment).stdout == Review.open(villa).as_of(moment).snapshot().text + "\n"
    assert "\n1 of 3 answered (33 %) · score 1.00 (0.33–1.00" in show("villa", "--as-of", moment).stdout


def test_a_moment_that_is_none_is_bad_input():
    result = show("villa", "--as-of", "golive")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: 'golive' is neither a milestone nor a date. Milestones: 'go-live'; dates: 2026-12-24.\n"
    )


def test_a_corrupt_line_is_told_and_the_rest_is_shown(villa: Path):
    with (villa / "ana.jsonl").open("a") as log:
        log.write("<<<<<<< ours\n")
    result = show("villa")
    assert result.exit_code == 0
    assert result.stdout.startswith("villa · House 1\n2 of 3 answered")
    assert result.stderr == (
        "archnb: reviews/villa/ana.jsonl:5: a merge conflict's marker. "
        "The other lines were read; mend this one or leave it.\n"
    )


def test_showing_writes_nothing(villa: Path):
    before = sorted(path.name for path in villa.iterdir())
    show("villa")
    assert sorted(path.name for path in villa.iterdir()) == before


def test_a_pipe_gets_no_colour():
    assert "\x1b" not in show("villa").stdout


def test_a_terminal_gets_statuses_in_colour():
    assert "\x1b[31m✘ no\x1b[0m" in show("villa", FORCE_COLOR="1", TERM="xterm-256color").stdout


def test_escapes_and_markup_in_a_note_are_only_text(villa: Path):
    line = LOG[-1] | {"at": "2026-11-22T12:00:00Z", "note": "\x1b[2J\u202e [red]x[/red] :smile:"}
    (villa / "ana.jsonl").write_text(json.dumps(line) + "\n")
    output = show("villa").stdout
    assert not set(output) & {"\x1b", "\u202e"}
    assert "               \ufffd[2J\ufffd [red]x[/red] :smile:\n" in output
