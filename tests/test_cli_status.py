from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb.cli import main

CHECKLIST = """\
id: six
title: Six
version: "1"
sections:
  - id: s
    title: S
    items:
      - {id: s.a, text: A, severity: critical}
      - {id: s.b, text: B, severity: critical}
      - {id: s.c, text: C, severity: high}
      - {id: s.d, text: D, severity: critical}
      - {id: s.e, text: E, severity: low}
      - {id: s.f, text: F, severity: low}
"""
STATUSES = {"s.a": "yes", "s.b": "yes", "s.c": "partial", "s.d": "no", "s.e": "na"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reviews" / "checklists").mkdir(parents=True)
    (tmp_path / "reviews" / "checklists" / "six.yaml").write_text(CHECKLIST)


def add(folder: str, project: str, statuses: dict[str, str] | None = None, *, reviewer: str = "ana") -> Path:
    path = Path("reviews", folder)
    path.mkdir(parents=True)
    info = {"project": project, "checklist": {"id": "six", "version": "1"}, "tags": {"tier": 1}}
    (path / "review.json").write_text(json.dumps(info))
    lines = [
        json.dumps({"at": f"2026-11-22T10:0{minute}:00Z", "item": item, "status": status})
        for minute, (item, status) in enumerate((statuses or {}).items())
    ]
    if lines:
        (path / f"{reviewer}.jsonl").write_text("\n".join(lines) + "\n")
    return path


def status(*arguments: str, columns: int | None = None) -> Result:
    return CliRunner().invoke(main, ["status", *arguments], env={"COLUMNS": columns and str(columns)})


def test_a_wide_terminal_shows_a_line_for_each_project():
    add("payments", "Payments API", STATUSES)
    add("search", "search")
    assert [line.rstrip() for line in status(columns=100).stdout.splitlines()] == [
        "Project        Coverage   Score              C   H   M   L   Last answer   Reviewers",
        "────────────────────────────────────────────────────────────────────────────────────",
        "Payments API       83 %   0.62 (0.50–0.70)   1   1   0   0   2026-11-22    ana",
        "search              0 %   –                  0   0   0   0   –",
        "",
        "C H M L: findings that are critical, high, medium, low.",
        "In brackets: the score if the rest were no / yes.",
    ]


def test_a_narrow_terminal_shows_bounds_and_reviewers_on_a_second_line():
    add("payments", "Payments API", STATUSES)
    assert [line.rstrip() for line in status(columns=60).stdout.splitlines()][:4] == [
        "Project      Cov. Score       C H M L Answered",
        "────────────────────────────────────────────────",
        "Payments API 83 % 0.62        1 1 0 0 2026-11-22",
        "ana               (0.50–0.70)",
    ]


def test_in_a_pipe_a_long_name_stays_on_one_line():
    add("long", "x" * 290)
    assert "x" * 290 in status().stdout


def test_json_gives_unrounded_numbers():
    add("payments", "Payments API", STATUSES)
    assert json.loads(status("--json").stdout) == {
        "reviews": [
            {
                "path": "reviews/payments",
                "project": "Payments API",
                "checklist": "six@1",
                "tags": {"tier": 1},
                "items": 6,
                "answers": {"yes": 2, "partial": 1, "no": 1, "na": 1, "unanswered": 1},
                "coverage": 5 / 6,
                "score": 0.625,
                "bounds": [0.5, 0.7],
                "findings": {"critical": 1, "high": 1, "medium": 0, "low": 0},
                "check_again": 0,
                "last_answered": "2026-11-22T10:04:00+00:00",
                "reviewers": ["ana"],
            }
        ],
        "problems": [],
    }


def test_json_of_a_review_without_answers_has_no_score():
    add("empty", "empty")
    (review,) = json.loads(status("--json").stdout)["reviews"]
    assert (review["score"], review["bounds"], review["last_answered"]) == (None, [0.0, 1.0], None)


def test_a_broken_review_is_listed_below_and_the_rest_is_shown():
    add("payments", "Payments API", STATUSES)
    (add("broken", "broken") / "review.json").write_text("{")
    result = status()
    assert result.exit_code == 0
    assert "Payments API" in result.stdout
    assert result.stdout.splitlines()[-2:] == [
        "Problems (1):",
        "  reviews/broken/review.json: not a valid review.json: Input data was truncated. "
        "Mend the line or restore the file from git.",
    ]


def test_a_corrupt_line_is_listed_with_its_number():
    with (add("payments", "Payments API", STATUSES) / "ana.jsonl").open("a") as log:
        log.write('{"at": "2026-11-22T11:00:00Z", "item": "s.a", "status": "yess"}\n')
    assert status().stdout.splitlines()[-1] == (
        "  reviews/payments/ana.jsonl:6: status 'yess' is not one of yes, partial, no, na. Did you mean 'yes'?"
    )


def test_of_a_log_that_is_none_ten_problems_are_listed():
    (add("payments", "Payments API") / "ana.jsonl").write_text("nonsense\n" * 25)
    assert status().stdout.splitlines()[-1] == "  reviews/payments: 15 more problems; `archnb show` names them"


def test_a_checklist_of_another_version_is_listed():
    path = add("old", "old")
    (path / "review.json").write_text((path / "review.json").read_text().replace('"1"', '"0.9"'))
    assert status().stdout.splitlines()[-1] == "  reviews/old: answered against six@0.9, shown with six@1"


def test_projects_of_one_name_are_told_apart_by_their_folders():
    add("red/api", "api")
    add("blue/api", "api")
    for team in ("red", "blue"):
        Path("reviews", team, "checklists").mkdir()
        Path("reviews", team, "checklists", "six.yaml").write_text(CHECKLIST)
    assert [line.split("  ")[0] for line in status().stdout.splitlines()[2:4]] == [
        "api (reviews/blue/api)",
        "api (reviews/red/api)",
    ]


def test_one_review_can_be_named_by_its_project():
    add("payments-api", "Payments API", STATUSES)
    add("search", "search")
    assert [review["project"] for review in json.loads(status("payments api", "--json").stdout)["reviews"]] == [
        "Payments API"
    ]


def test_without_a_review_it_says_how_to_make_one():
    result = status()
    assert (result.exit_code, result.stdout) == (0, "No review in reviews. Make one with: archnb new PROJECT\n")


def test_a_folder_that_is_not_there_is_bad_input():
    result = status("nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: nowhere: there is no such review. Give a review's folder or a project's name; "
        "`archnb status` lists them, `archnb new` makes one.\n"
    )


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_escapes_in_a_name_do_not_reach_the_terminal(options: tuple[str, ...]):
    add("evil", "\x1b[31mred\x1b[0m \u202eevil \x9b2J", STATUSES, reviewer="\u202ereviewer")
    output = status(*options).stdout
    assert not set(output) & {"\x1b", "\u202e", "\x9b"}


def test_markup_in_a_name_is_only_text():
    add("evil", "[bold]x[/bold] :smile: [link=https://example.org]y[/link]")
    assert "[bold]x[/bold] :smile: [link=https://example.org]y[/link]" in status().stdout
