from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Checklist
from archnb.cli import main

HOUSE = """\
id: house
title: House rules
version: "2"
description: What a house must be.
sections:
  - id: doors
    title: Doors
    items:
      - id: doors.locked
        text: Every door can be locked
        severity: critical
        severity_reason: Anybody can walk in.
        why: Because of burglars.
        verify: [Try each door., Look for keys.]
        "yes": All locks turn.
        partial: Some do.
        "no": None does.
        na: There is no door.
        improve: Buy locks.
        effort: S
        related: [doors.oiled]
        maps: {asvs: [V1.2, V1.3]}
        references: [{title: On locks, url: "https://example.org/locks"}]
      - id: doors.oiled
        text: No door squeaks
        severity: low
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.yaml").write_text(HOUSE)


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["checklist", "show", *arguments])


def test_all_items_are_shown_in_their_sections():
    assert show("house.yaml").stdout == (
        "House rules 2 · 2 items in 1 section\n"
        "What a house must be.\n"
        "\n"
        "Doors\n"
        "  Every door can be locked · critical\n"
        "    doors.locked\n"
        "  No door squeaks · low\n"
        "    doors.oiled\n"
    )


def test_every_item_of_the_built_in_checklist_is_shown():
    shown = show("python-backend").stdout.splitlines()
    assert [line.strip() for line in shown if line.startswith("    ")] == list(Checklist.load("python-backend").items)


def test_one_item_is_shown_with_all_guidance():
    assert show("house.yaml", "doors.locked").stdout == (
        "Every door can be locked · critical\n"
        "doors.locked · Doors · House rules 2\n"
        "  why       Because of burglars.\n"
        "  severity  Anybody can walk in.\n"
        "  verify    Try each door.\n"
        "  verify    Look for keys.\n"
        "  yes       All locks turn.\n"
        "  partial   Some do.\n"
        "  no        None does.\n"
        "  N/A       There is no door.\n"
        "  improve   Buy locks.\n"
        "  effort    S\n"
        "  related   doors.oiled\n"
        "  maps      asvs: V1.2, V1.3\n"
        "  read      On locks\n"
        "            https://example.org/locks\n"
    )


def test_long_guidance_is_wrapped_under_its_label(monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    Path("house.yaml").write_text(HOUSE.replace("Because of burglars.", "word " * 40))
    rows = show("house.yaml", "doors.locked").stdout.splitlines()[2:5]
    assert rows == [
        "  why       " + " ".join(["word"] * 17),
        "            " + " ".join(["word"] * 17),
        "            " + " ".join(["word"] * 6),
    ]


def test_an_item_without_guidance_is_shown():
    assert show("house.yaml", "doors.oiled").stdout == "No door squeaks · low\ndoors.oiled · Doors · House rules 2\n"


def test_an_unknown_item_is_bad_input():
    result = show("house.yaml", "doors.lock")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "archnb: there is no item 'doors.lock' in house 2. Did you mean 'doors.locked'?\n"


def test_a_fault_in_the_file_is_told_with_its_place():
    Path("house.yaml").write_text(HOUSE.replace("severity: low", "severity: lowest"))
    result = show("house.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: house.yaml:sections[0].items[1].severity: invalid enum value 'lowest'. "
        "Use one of critical, high, medium, low.\n"
    )


def test_escapes_in_a_checklist_are_inert():
    Path("house.yaml").write_text(HOUSE.replace("No door squeaks", '"\\e[31m \\u202e [b]door[/b]"'))
    assert "  \ufffd[31m \ufffd [b]door[/b] · low\n" in show("house.yaml").stdout
