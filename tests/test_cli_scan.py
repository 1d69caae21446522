"""`archnb scan`: what it prints, and what it writes into a review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Review, __version__
from archnb.cli import main

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FASTAPI = """\
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose CORS is open, at a commit, and a review of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARCHNB_REVIEWER", "ana")
    for path, text in {"app/main.py": FASTAPI, "requirements.txt": "fastapi\n", ".git/HEAD": COMMIT}.items():
        file = tmp_path / "code" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    CliRunner().invoke(main, ["new", "pay"])
    return tmp_path


def scan(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["scan", "code", *arguments])


def proposals() -> dict[str, dict[str, object]]:
    return {proposal["item"]: proposal for proposal in json.loads(scan("--json").stdout)["proposals"]}


def written(reviewer: str = "ana") -> list[dict[str, object]]:
    log = Path("reviews/pay", f"{reviewer}.jsonl")
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def test_the_json_has_proposals_facts_and_notes():
    data = json.loads(scan("--json").stdout)
    assert list(data) == ["proposals", "facts", "notes"]
    assert {tuple(proposal) for proposal in data["proposals"]} == {
        ("item", "status", "confidence", "reason", "evidence")
    }
    assert proposals()["security.cors"]["evidence"] == ["app/main.py:5"]


def test_the_table_names_section_item_status_confidence_and_first_evidence():
    [row] = [line for line in scan().stdout.splitlines() if " security.cors " in line]
    said = proposals()["security.cors"]
    assert row.split()[:2] == ["Security", "security.cors"]
    assert row.split()[3:5] == [said["status"], said["confidence"]]
    assert row.split()[-1] == "app/main.py:5"


def test_without_a_project_nothing_is_written():
    scan()
    assert written() == []


def test_what_is_sure_becomes_an_answer_that_says_where_it_comes_from():
    assert scan("--project", "pay").exit_code == 0
    sure = {item for item, said in proposals().items() if said["confidence"] == "high" and said["status"]}
    lines = written()
    assert {line["item"] for line in lines} == sure != set()
    assert {(line["by"], line["version"], line["commit"]) for line in lines} == {("scan", __version__, COMMIT)}


def test_an_answer_is_never_written_over_and_what_differs_is_told():
    said = proposals()["security.cors"]
    other = "yes" if said["status"] != "yes" else "no"
    Review.open("reviews/pay", reviewer="ben").answer("security.cors", other)
    result = scan("--project", "pay")
    assert f"  security.cors: answered {other} by ben, the scan says {said['status']} with" in result.stdout
    assert [line["item"] for line in written() if line["item"] == "security.cors"] == []


def test_an_answer_that_was_taken_back_is_not_given_again():
    scan("--project", "pay")
    item = str(written()[0]["item"])
    Review.open("reviews/pay").answer(item, "unanswered")
    before = written()
    assert scan("--project", "pay").stdout.count("Written to reviews/pay: 0 answers.") == 1
    assert written() == before


def test_what_a_person_changes_is_the_persons_own():
    scan("--project", "pay")
    changed = Review.open("reviews/pay").answer(str(written()[0]["item"]), note="I looked.")
    assert (changed.by, changed.version, changed.commit) == ("", "", "")


def test_sarif_has_a_rule_and_a_place_for_each_proposal():
    data = json.loads(scan("--sarif").stdout)
    [run] = data["runs"]
    [cors] = [result for result in run["results"] if result["ruleId"] == "security.cors"]
    assert data["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][cors["ruleIndex"]]["id"] == "security.cors"
    assert cors["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "app/main.py"}, "region": {"startLine": 5}}}
    ]
    assert [
        result["level"] for result in run["results"] if result["kind"] != "fail" and result["level"] != "none"
    ] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--project", "nobody"], "archnb: nobody: there is no such review."),
        (["--root", "nowhere"], "archnb: nowhere: there is no such folder in the repository."),
        (["--json", "--sarif"], "archnb: --json and --sarif are two documents. Give one of them."),
    ],
)
def test_bad_input_is_exit_status_2(arguments: list[str], words: str):
    result = scan(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.startswith(words)) == (2, "", True)


def test_the_commit_is_found_through_a_branch_and_among_packed_ones():
    git = Path("code/.git")
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "packed-refs").write_text(f"# pack-refs with: peeled\n{COMMIT} refs/heads/main\n")
    scan("--project", "pay")
    assert {line["commit"] for line in written()} == {COMMIT}
