"""`archnb upgrade` asks, at a terminal, which items that only read alike are the same."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from archnb import Checklist, Review
from archnb.formats.yaml_text import yaml_text


@pytest.fixture
def third(house: Checklist, tmp_path: Path) -> Path:
    """Version 3: an item with another id and another wording."""
    data = house.to_data() | {"version": "3"}
    data["sections"][0]["items"][1] |= {"id": "doors.quiet", "text": "No door ever squeaks"}
    file = tmp_path / "house-3.yaml"
    file.write_text(yaml_text(data))
    return file


def upgrade(review: Review, to: Path, typed: str) -> tuple[int, str]:
    """Run it at a terminal where somebody types."""
    here, there = pty.openpty()
    command = [
        sys.executable,
        "-c",
        "from archnb.cli import main; main()",
        "upgrade",
        str(review.path),
        "--to",
        str(to),
    ]
    os.write(here, typed.encode())
    done = subprocess.run(command, stdin=there, capture_output=True, encoding="utf-8", timeout=60, check=False)
    for end in (here, there):
        os.close(end)
    return done.returncode, done.stdout


def test_a_proposal_that_is_confirmed_keeps_its_answer(filled: Review, third: Path):
    status, said = upgrade(filled, third, "y\ny\n")
    assert "  No door squeaks\n  No door ever squeaks\nAre these the same item? [y/N]: " in said
    state = Review.open(filled.path).state
    assert (status, state.status("doors.quiet")) == (0, "partial")
    assert state.check_again == {"doors.quiet": "reworded in 3"}


def test_a_proposal_that_is_denied_is_a_retired_and_a_new_item(filled: Review, third: Path):
    assert upgrade(filled, third, "n\ny\n")[0] == 0
    state = Review.open(filled.path).state
    assert (state.status("doors.quiet"), state.answers["doors.oiled"].status) == ("unanswered", "partial")


@pytest.mark.parametrize("typed", ["y\nn\n", "\n\n"])
def test_who_does_not_say_yes_at_the_end_changes_nothing(filled: Review, third: Path, typed: str):
    before = {file.name: file.read_bytes() for file in filled.path.iterdir()}
    assert upgrade(filled, third, typed)[0] == 1
    assert {file.name: file.read_bytes() for file in filled.path.iterdir()} == before
