"""What cannot be read in a log costs itself only, and is told."""

import pytest
from loglines import DOOR, HOUR, NOON, line, write

from archnb.answers import Patch

CORRUPT = {
    "status": (
        line(NOON, "yess"),
        "status 'yess' is not one of yes, partial, no, na. Did you mean 'yes'?",
    ),
    "no status": (
        b'{"at":"2026-11-22T12:00:00Z","item":"doors.locked"}',
        "Object missing required field `status`. The other lines were read; mend this one or leave it.",
    ),
    "no time zone": (
        b'{"at":"2026-11-22T12:00:00","item":"doors.locked","status":"no"}',
        "Expected `datetime` with a timezone component - at `$.at`. "
        "The other lines were read; mend this one or leave it.",
    ),
    "number for a note": (
        line(NOON, note=3),
        "Expected `str`, got `int` - at `$.note`. The other lines were read; mend this one or leave it.",
    ),
    "no object": (
        b"[1]",
        "Expected `object`, got `array`. The other lines were read; mend this one or leave it.",
    ),
    "half a line": (
        b'{"at',
        "Input data was truncated. The other lines were read; mend this one or leave it.",
    ),
    "deep": (
        b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}",
        "nested too deeply. The other lines were read; mend this one or leave it.",
    ),
    "long": (
        b'{"x":"' + b"x" * (5 * 2**20) + b'"}',
        "the line is longer than 5 MiB and was skipped. The other lines were read; mend this one or leave it.",
    ),
    "merge conflict": (
        b"<<<<<<< HEAD",
        "a merge conflict's marker. The other lines were read; mend this one or leave it.",
    ),
    "end of time": (
        b'{"at":"9999-12-31T23:59:59.999999Z","item":"doors.locked","status":"no"}',
        "dated 9999, after which no answer could follow. The other lines were read; mend this one or leave it.",
    ),
}


@pytest.mark.parametrize(("corrupt", "words"), CORRUPT.values(), ids=CORRUPT.keys())
def test_a_corrupt_line_costs_itself_only_and_is_told_with_its_number(opened, folder, corrupt, words):
    write(folder, "ana.jsonl", line(NOON, "no"), corrupt, line(NOON + HOUR, "partial"))
    journal = opened()
    assert [answer.status for answer in journal.history()] == ["no", "partial"]
    assert [str(problem) for problem in journal.problems] == [f"{folder / 'ana.jsonl'}:2: {words}"]


def test_bytes_that_are_no_text_cost_their_line_only(opened, folder):
    write(folder, "ana.jsonl", b"\xff\xfe{", line(NOON))
    journal = opened()
    assert journal.state().status(DOOR) == "yes"
    assert [problem.place for problem in journal.problems] == ["1"]


def test_a_torn_last_line_is_told(opened, folder):
    (folder / "ana.jsonl").write_bytes(line(NOON) + b"\n" + line(NOON + HOUR)[:-9])
    assert [str(problem) for problem in opened().problems] == [
        f"{folder / 'ana.jsonl'}:2: the last line is cut off and was skipped. "
        "The other lines were read; mend this one or leave it."
    ]


def test_a_torn_line_stays_alone_when_the_next_answer_comes(opened, folder):
    (folder / "ana.jsonl").write_bytes(b'{"at":"2026')
    opened().record(DOOR, Patch(status="no"))
    journal = opened()
    assert journal.state().status(DOOR) == "no"
    assert [problem.place for problem in journal.problems] == ["1"]


def test_unknown_kinds_and_fields_are_counted_and_kept(opened, folder):
    lines = [b'{"at":"2026-11-22T12:00:00Z","vote":"yes"}', line(NOON, mood="fine", colour="red")]
    write(folder, "ana.jsonl", *lines)
    journal = opened()
    journal.record(DOOR, Patch(note="locked"))
    assert (journal.unknown, journal.problems) == (3, [])
    assert (folder / "ana.jsonl").read_bytes().splitlines()[:2] == lines
    assert journal.lines()["ana"][:2] == lines


def test_a_byte_order_mark_is_no_part_of_a_line(opened, folder):
    write(folder, "ana.jsonl", b"\xef\xbb\xbf" + line(NOON))
    journal = opened()
    assert (journal.lines(), journal.problems) == ({"ana": [line(NOON)]}, [])


def test_answers_to_items_of_another_checklist_stay_in_the_log(opened, folder):
    write(folder, "ana.jsonl", line(NOON, item="doors.painted"))
    journal = opened()
    assert [answer.item for answer in journal.history()] == ["doors.painted"]
    assert sum(journal.state().tally()) == 4


@pytest.mark.parametrize("name", [".ana.jsonl", "ana.json", "ana.jsonl.orig", "ana.txt"])
def test_other_files_are_no_logs(opened, folder, name):
    write(folder, name, line(NOON))
    assert opened().state().answers == {}


def test_a_link_is_no_log(opened, folder, tmp_path):
    write(tmp_path, "elsewhere.jsonl", line(NOON))
    (folder / "ana.jsonl").symlink_to(tmp_path / "elsewhere.jsonl")
    assert opened().state().answers == {}
