from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from archnb import Review
from archnb.cli import main

LOG = [
    {"at": "2026-11-20T10:00:00Z", "item": "security.cors", "status": "yes"},
    {"at": "2026-11-20T11:00:00Z", "milestone": "go-live"},
    {"at": "2026-11-22T10:00:00Z", "item": "security.cors", "status": "no", "note": "erlaubt alles: größer"},
]


@pytest.fixture(autouse=True)
def pay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["new", "pay"])
    Path("reviews/pay/ana.jsonl").write_text("".join(json.dumps(line) + "\n" for line in LOG))
    return Path("reviews/pay")


def export(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", *arguments])


def test_the_ending_says_the_format(pay: Path):
    for ending in ("md", "csv", "json", "xlsx"):
        result = export("pay", "-o", f"pay.{ending}")
        assert (result.exit_code, result.stdout, result.stderr) == (0, f"Made pay.{ending}\n", "")
    review = Review.open(pay)
    assert Path("pay.md").read_text(encoding="utf-8") == review.to_markdown()
    assert Path("pay.json").read_text(encoding="utf-8") == review.to_json()
    assert openpyxl.load_workbook("pay.xlsx").sheetnames[0] == "answers"


def test_a_csv_begins_with_the_mark_that_excel_wants(pay: Path):
    export("pay", "-o", "pay.csv")
    assert Path("pay.csv").read_bytes() == b"\xef\xbb\xbf" + Review.open(pay).to_csv().encode()


@pytest.mark.parametrize(("layout", "first"), [("jira", "Summary"), ("github", "title")])
def test_findings_are_written_for_a_tracker(layout: str, first: str):
    export("pay", "--findings", layout, "-o", "issues.csv")
    with open("issues.csv", encoding="utf-8", newline="") as file:
        [head, row] = csv.reader(file)
    assert (head[0], row[0]) == (first, "pay: CORS is properly configured")


def test_the_past_is_written_as_it_was():
    export("pay", "--as-of", "go-live", "-o", "pay.md")
    assert "- [x] CORS is properly configured · high · `security.cors`\n" in Path("pay.md").read_text(encoding="utf-8")


def test_an_older_file_is_replaced():
    Path("pay.md").write_text("old")
    export("pay", "-o", "pay.md")
    assert Path("pay.md").read_text(encoding="utf-8").startswith("# pay\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["pay", "-o", "pay.pdf"],
            "pay.pdf: a review is written as .md, .csv, .json, .xlsx, not as '.pdf'. Give the file such an ending.",
        ),
        (
            ["pay", "--findings", "jira", "-o", "pay.md"],
            "pay.md: findings for a tracker are written as .csv, not as '.md'. Give the file such an ending.",
        ),
        (
            ["pay", "-o", "reviews/pay/review.json"],
            "reviews/pay: this is a review's own folder, which holds answers only. Write the file beside it.",
        ),
        (["pay", "-o", "nowhere/pay.md"], "nowhere/pay.md: no such file or directory"),
        (["pya", "-o", "pay.md"], "pya: there is no such review. Did you mean 'pay'?"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(pay: Path, arguments: list[str], message: str):
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    result = export(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"archnb: {message}\n")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_line_that_cannot_be_read_is_told_and_the_rest_written(pay: Path):
    with (pay / "ana.jsonl").open("a") as log:
        log.write("<<<<<<< ours\n")
    result = export("pay", "-o", "pay.md")
    assert (result.exit_code, result.stdout) == (0, "Made pay.md\n")
    assert result.stderr.startswith("archnb: reviews/pay/ana.jsonl:4: a merge conflict's marker.")
