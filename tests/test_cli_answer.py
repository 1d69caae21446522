from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHNB_REVIEWER", "ana")
    CliRunner().invoke(main, ["new", "Payments API"])
    return tmp_path


def answer(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["answer", *arguments])


def lines(reviewer: str = "ana") -> list[dict[str, object]]:
    log = Path("reviews/payments-api", f"{reviewer}.jsonl")
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def said(*, reviewer: str = "ana") -> dict[str, object]:
    return {name: value for name, value in lines(reviewer)[-1].items() if name != "at"}


def test_it_prints_what_holds_now():
    result = answer("payments-api", "security.cors", "no", "--note", "allows *\nand more",
                    "--evidence", "app/main.py:31", "--owner", "Ben", "--due", "2026-12-24")  # fmt: skip
    assert result.exit_code == 0
    assert re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "NOW", result.stdout) == (
        "Payments API\n"
        "  ✘ no         CORS is properly configured · high · security.cors\n"
        "               allows *\n"
        "               and more\n"
        "               app/main.py:31\n"
        "               owner Ben · due 2026-12-24 · ana, NOW\n"
        "1 of 115 answered (1 %) · score 0.00 (0.00–0.99 if the rest were no / yes) · 1 finding · "
        "last answer NOW by ana\n"
    )


def test_the_answer_is_a_line_in_the_log():
    answer("payments-api", "security.cors", "no", "--note", "allows *", "--evidence", "a.py:1", "--evidence", "b.py:2",
           "--owner", "Ben", "--due", "2026-12-24")  # fmt: skip
    assert said() == {
        "item": "security.cors",
        "status": "no",
        "note": "allows *",
        "evidence": ["a.py:1", "b.py:2"],
        "owner": "Ben",
        "due": "2026-12-24",
    }


def test_what_is_not_given_stays():
    answer("payments-api", "security.cors", "no", "--note", "allows *", "--evidence", "a.py:1")
    answer("payments-api", "security.cors", "partial")
    assert said() == {"item": "security.cors", "status": "partial", "note": "allows *", "evidence": ["a.py:1"]}


def test_an_empty_text_removes_what_was_there():
    answer(
        "payments-api", "security.cors", "no", "--note", "x", "--evidence", "y", "--owner", "z", "--due", "2026-12-24"
    )
    answer("payments-api", "security.cors", "no", "--note", "", "--evidence", "", "--owner", "", "--due", "")
    assert said() == {"item": "security.cors", "status": "no"}


def test_unanswered_takes_an_answer_back():
    answer("payments-api", "security.cors", "yes")
    assert "\n0 of 115 answered (0 %) · score –" in answer("payments-api", "security.cors", "unanswered").stdout


@pytest.mark.parametrize("folder", ["reviews/payments-api", "payments-api", "Payments API", "./reviews/payments-api/"])
def test_a_review_is_named_by_its_folder_or_its_project(folder: str):
    assert answer(folder, "security.cors", "yes").exit_code == 0
    assert len(lines()) == 1


def test_a_review_below_a_team_is_named_by_its_folder(here: Path):
    (here / "reviews" / "red").mkdir()
    Path("reviews/payments-api").rename("reviews/red/payments-api")
    assert answer("payments-api", "security.cors", "yes").exit_code == 0


def test_a_name_that_two_reviews_have_is_refused():
    CliRunner().invoke(main, ["new", "payments-api", "--folder", "reviews/red"])
    assert answer("payments-api", "security.cors", "yes").stderr == (
        "archnb: 'payments-api' is the name of more than one review. "
        "Give one's path: reviews/payments-api, reviews/red/reviews/payments-api.\n"
    )


def test_another_reviewer_has_a_log_of_their_own():
    answer("payments-api", "security.cors", "yes", "--reviewer", "Ben Li")
    assert (lines(), said(reviewer="ben-li")) == (
        [],
        {"item": "security.cors", "status": "yes", "reviewer": "Ben Li"},
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("payments", "security.cors", "yes"), "payments: there is no such review. Did you mean 'payments-api'?"),
        (
            ("payments-api", "security.corz", "yes"),
            "there is no item 'security.corz' in python-backend 1.0.0. Did you mean 'security.cors'?",
        ),
        (
            ("payments-api", "zzz", "yes"),
            "there is no item 'zzz' in python-backend 1.0.0. `archnb checklist show` lists them.",
        ),
        (
            ("payments-api", "security.cors", "yess"),
            "status 'yess' is not one of yes, partial, no, na. Did you mean 'yes'?",
        ),
        (
            ("payments-api", "security.cors", "no", "--due", "soon"),
            "Invalid RFC3339 encoded date - at `due`. Dates are written 2026-12-24.",
        ),
        (
            ("../payments-api", "security.cors", "yes"),
            "../payments-api: there is no such review. Did you mean 'payments-api'?",
        ),
        (("", "security.cors", "yes"), "a name is empty. Give a name with at least one letter or digit."),
    ],
)
def test_bad_input_is_one_line_and_records_nothing(arguments: tuple[str, ...], message: str):
    result = answer(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"archnb: {message}\n")
    assert lines() == []


def test_escapes_are_inert_in_the_terminal_and_true_in_the_log():
    output = answer("payments-api", "security.cors", "no", "--note", "\x1b[2J\u202egone", "--owner", "\x07").output
    assert not set(output) & {"\x1b", "\u202e", "\x07"}
    assert said()["note"] == "\x1b[2J\u202egone"


def test_escapes_in_an_error_are_inert():
    assert answer("payments-api", "\x1b[31m\nx", "yes").stderr == (
        "archnb: there is no item '\ufffd[31m x' in python-backend 1.0.0. `archnb checklist show` lists them.\n"
    )


def test_a_line_that_was_skipped_is_told_in_one_line():
    Path("reviews/payments-api/ben.jsonl").write_text("nonsense\n")
    assert answer("payments-api", "security.cors", "yes").stderr == (
        "archnb: reviews/payments-api/ben.jsonl:1: JSON is malformed: invalid character (byte 4). "
        "The other lines were read; mend this one or leave it.\n"
    )
