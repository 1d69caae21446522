"""A repository is hostile input: a scan ends, within its limits, and says what it skipped."""

import os

import pytest

from archnb.scan import Limits, scan


def said(result):
    return [str(note) for note in result.notes]


def test_a_file_of_two_gigabytes_is_not_read(tree):
    top = tree({"app/main.py": "x = 1\n"})
    with open(top / "app" / "huge.py", "wb") as file:
        file.truncate(2 * 2**30)  # sparse: it takes no room
    assert "app/huge.py: not read: larger than 2 MiB" in said(scan(top))


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (b"print 'hello'\n", "not parsed: no Python"),
        (b"x = " + b"(" * 5_000 + b")" * 5_000, "not parsed: "),
        (b"x = " + b"-" * 50_000 + b"1", "not parsed: "),
        (b"x = 1\0", "not parsed: "),
    ],
    ids=["python 2", "brackets", "minus", "null"],
)
def test_a_file_that_is_no_python_is_noted_and_the_rest_is_read(tree, source, why):
    top = tree({"app/main.py": "x = 1\n"})
    (top / "app" / "bad.py").write_bytes(source)
    result = scan(top)
    assert [note.startswith(f"app/bad.py: {why}") for note in said(result)] == [True]
    assert result.facts["lines_of_code"] == 1


def test_yaml_that_grows_without_end_is_not_expanded(tree):
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True)
    )
    scan(tree({"docker-compose.yml": bomb, ".github/workflows/ci.yml": bomb, "app/main.py": "x = 1\n"}))


def test_a_name_cannot_act_on_a_terminal(tree):
    top = tree({"app/main.py": "x = 1\n"})
    (top / "app" / "\x1b[2J.py").write_text("print 'x'\n")
    (top / "app" / os.fsdecode(b"\xff.py")).write_text("print 'x'\n")
    notes = said(scan(top))
    assert len(notes) == 2
    assert not any("\x1b" in note for note in notes)
    "".join(notes).encode()  # no half of a surrogate


def test_all_that_is_read_is_bounded(tree):
    files = {f"app/m{number}.py": "x = 1\n" * 100 for number in range(20)}
    result = scan(tree(files), limits=Limits(total_bytes=3_000))
    assert result.facts["lines_of_code"] == 500
    assert any("the scan has read" in note for note in said(result))


def test_after_the_time_is_over_no_file_is_read_and_the_scan_ends(tree):
    result = scan(tree({"app/a.py": "x = 1\n", "app/b.py": "x = 1\n"}), limits=Limits(seconds=-1))
    assert said(result) == ["files are left out: -1 s are over. Scan a part of it."]
    assert result.facts["lines_of_code"] == 0
