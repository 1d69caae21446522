"""`archnb check`: what passes, what fails, and what is said about it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from report_page import add, mark

from archnb.cli import main

GOOD = "yyyyyy"
MEND = "Mend it and answer yes (no owner yet)."


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def ago(days: float) -> str:
    return f"{datetime.now(UTC) - timedelta(days=days):%Y-%m-%d}"


def said(*arguments: str) -> list[str]:
    """The lines of a check that fails."""
    result = check(*arguments)
    assert (result.exit_code, result.stderr) == (1, "")
    return result.stdout.splitlines()


def test_what_passes_is_one_line():
    add("hut", GOOD)
    add("villa", "ypnapn")
    result = check("reviews", "--min-coverage", "80%", "--min-score", "0.3", "--max-age", "36500d")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2 reviews pass: no critical item at no, coverage at least 80 %, score at least 30 %, "
        "looked at within 36500 days.\n"
    )


def test_one_project_by_its_name():
    add("hut", GOOD)
    add("villa", "nnnnnn")
    assert check("hut").stdout == "1 review passes: no critical item at no.\n"


def test_a_critical_item_at_no_fails():
    add("hut", "nyyyyy")
    add("villa", GOOD)
    assert said("reviews") == [f"hut: critical item doors.locked is at no: Every door can be locked. {MEND}"]


def test_a_critical_item_at_partial_fails_on_request_only():
    add("hut", "pyyyyy")
    assert check("reviews").exit_code == 0
    assert said("reviews", "--partial") == [
        f"hut: critical item doors.locked is at partial: Every door can be locked. {MEND}"
    ]


def test_a_severity_means_that_and_worse():
    add("hut", "nnnynn")
    assert [line.split()[1] for line in said("reviews", "--fail-on", "medium")] == ["critical", "high", "medium"]
    assert "no critical, high or medium item at no" in check(str(add("villa", GOOD)), "--fail-on", "medium").stdout


def test_owner_and_due_date_are_told():
    add("hut", "nyyyyy", said={"doors.locked": {"owner": "ben", "due": "2026-01-02"}})
    assert said("reviews")[0].endswith("Mend it and answer yes (owner ben, due 2026-01-02, overdue).")


def test_too_little_coverage_fails_and_says_how_much_is_missing():
    add("hut", "yyya..")
    assert check("reviews", "--min-coverage", "0.66").exit_code == 0
    assert said("reviews", "--min-coverage", "0.8") == [
        "hut: coverage 66.6 % is below 80 %: 4 of 6 answered. Answer 1 more."
    ]


def test_a_score_is_never_rounded_up_to_what_is_asked():
    add("hut", "yypppp")
    assert said("reviews", "--min-score", "0.667") == ["hut: score 66.6 % is below 66.7 %. Mend findings; there are 4."]


def test_no_score_is_not_enough():
    add("hut", "a.....")
    assert said("reviews", "--min-score", "0") == [
        "hut: it has no score yet. Answer some items with yes, partial or no."
    ]


def test_an_old_review_fails():
    day = ago(100)
    add("hut", GOOD, day=day)
    assert said("reviews", "--max-age", "90d") == [
        f"hut: it was last looked at on {day}, more than 90 days ago. "
        "Go through it again, and mark that with a milestone."
    ]
    assert check("reviews", "--max-age", "20w").exit_code == 0


def test_a_milestone_shows_that_somebody_looked():
    mark(add("hut", GOOD, day=ago(100)), "still so", ago(2))
    assert check("reviews", "--max-age", "90d").exit_code == 0


def test_what_was_never_answered_is_too_old():
    add("hut", "......")
    assert said("reviews", "--max-age", "90d") == ["hut: nothing has been answered yet. Answer the review: archnb lab."]


def test_a_review_that_cannot_be_opened_fails():
    add("hut", GOOD)
    (add("villa", GOOD) / "review.json").write_text("{")
    [line] = said("reviews")
    assert line.startswith("reviews/villa/review.json: not a valid review.json: ")
    assert line.endswith("Mend the line or restore the file from git.")


def test_a_line_that_cannot_be_read_fails():
    path = add("hut", GOOD)
    with open(path / "ana.jsonl", "a", encoding="utf-8") as log:
        log.write('{"at": "2026-03-10T10:00:00Z", "item": "doors.locked", "status": "yess"}\n')
    [line] = said("reviews")
    assert line.startswith("hut: reviews/hut/ana.jsonl:7: ")


def test_a_log_that_is_no_log_has_few_lines():
    (add("hut", GOOD) / "ben.jsonl").write_text("no json\n" * 50)
    lines = said("reviews")
    assert len(lines) == 11
    assert lines[-1] == "hut: reviews/hut: 40 more problems. `archnb show` names them."


def test_projects_of_one_name_are_told_apart():
    add("hut", "nyyyyy")
    (add("other", "nyyyyy") / "review.json").write_text(
        '{"project": "hut", "checklist": {"id": "six", "version": "1"}}'
    )
    assert [line.partition(": ")[0] for line in said("reviews")] == ["hut (reviews/hut)", "hut (reviews/other)"]


def test_programs_get_every_part():
    add("hut", "nyyyyy")
    result = check("reviews", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "passed": False,
        "reviews": 1,
        "failures": [
            {
                "project": "hut",
                "path": "reviews/hut",
                "kind": "finding",
                "reason": "critical item doors.locked is at no: Every door can be locked",
                "remedy": MEND,
                "item": "doors.locked",
                "severity": "critical",
                "status": "no",
            }
        ],
    }


def test_programs_are_told_that_all_pass():
    add("hut", GOOD)
    result = check("reviews", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"passed": True, "reviews": 1, "failures": []})


def test_what_people_wrote_cannot_act_on_a_terminal():
    add("hut", "nyyyyy", said={"doors.locked": {"owner": "\x1b[2Jben\nhut: all is well"}})
    [line] = said("reviews")
    assert "(owner \ufffd[2Jben hut: all is well)" in line


def test_a_folder_without_a_review_is_bad_input():
    Path("empty").mkdir()
    result = check("empty")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "archnb: empty: there is no review here to check. Make one with: archnb new PROJECT.\n"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--min-coverage", "80"), ("--min-score", "nan"), ("--min-score", "-1%"), ("--max-age", "90"), ("--max-age", "d")],
)
def test_a_value_that_is_none_is_bad_input(option: str, value: str):
    add("hut", GOOD)
    result = check("reviews", f"{option}={value}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"'{value}' is no " in result.stderr


def test_nothing_heavy_is_imported():
    add("hut", GOOD)
    program = "import sys; from archnb.cli import main; main(sys.argv[1:], standalone_mode=False)\nprint(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program, "check", "reviews"], capture_output=True, text=True, check=False
    )
    loaded = set((run.stdout + run.stderr).split())
    assert {"pandas", "numpy", "matplotlib", "anywidget", "IPython", "nbformat"} & loaded == set()
