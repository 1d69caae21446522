"""The fictional portfolio in data/portfolio: reproducible, readable, and telling the story that its README tells.

The numbers are counted here from the logs' lines with plain json, without archnb's own measures.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import archnb

DATA = Path(__file__).parent.parent / "data"
PORTFOLIO = DATA / "portfolio"
VALUES = {"yes": 1.0, "partial": 0.5, "no": 0.0}
QUARTER_ENDS = {"2025-Q4": "2025-12-31", "2026-Q1": "2026-03-31", "2026-Q2": "2026-06-30", "2026-Q3": "2026-09-30"}


class Told(NamedTuple):
    """A review as its files tell it; `lines` oldest first, each with the name of its log."""

    tags: dict[str, Any]
    repository: str
    lines: list[dict[str, Any]]

    def standing(self, quarter: str = "2026-Q3") -> dict[str, dict[str, Any]]:
        return {
            line["item"]: line for line in self.lines if "item" in line and line["at"][:10] <= QUARTER_ENDS[quarter]
        }


def read(folder: Path) -> Told:
    info = json.loads((folder / "review.json").read_text("utf-8"))
    lines = [
        json.loads(line) | {"log": log.stem}
        for log in folder.glob("*.jsonl")
        for line in log.read_text("utf-8").splitlines()
    ]
    return Told(info["tags"], info["repository"], sorted(lines, key=lambda line: line["at"]))


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    return {info.parent.name: read(info.parent) for info in sorted(PORTFOLIO.glob("*/review.json"))}


def score(answers: list[dict[str, Any]]) -> float:
    values = [VALUES[answer["status"]] for answer in answers if answer["status"] in VALUES]
    return sum(values) / len(values)


def scores(told: dict[str, Told], team: str) -> list[float]:
    return [
        round(score([a for t in told.values() if t.tags["team"] == team for a in t.standing(quarter).values()]), 2)
        for quarter in QUARTER_ENDS
    ]


def files(root: Path) -> dict[str, bytes]:
    """All files of the reviews, hidden ones included, by path."""
    folders = [info.parent for info in root.glob("*/review.json")]
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for folder in folders for path in sorted(folder.iterdir())
    }


def test_regenerating_gives_the_same_bytes_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "portfolio"
    subprocess.run([sys.executable, "-B", DATA / "make_portfolio.py", target], check=True, capture_output=True)
    assert files(target) == files(PORTFOLIO)
    kinds = Counter(re.sub(r"^.+(?=\.jsonl$)", "", path.name) for path in target.rglob("*") if path.is_file())
    assert kinds == {"review.json": 24, ".gitignore": 24, ".jsonl": 34}


def test_it_never_replaces_a_folder_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    ran = subprocess.run(
        [sys.executable, "-B", DATA / "make_portfolio.py", tmp_path], check=False, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert ran.stderr == f"{tmp_path}: holds 'thesis.txt', which is not of the portfolio. Choose an empty folder.\n"
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_every_review_opens_without_problems(told: dict[str, Told]) -> None:
    assert len(told) == 24
    for name in told:
        review = archnb.Review.open(PORTFOLIO / name)
        assert review.project == name
        assert review.problems == []


def test_teams_tiers_and_frameworks(told: dict[str, Told]) -> None:
    assert Counter(t.tags["team"] for t in told.values()) == {
        "payments": 4, "tracking": 4, "warehouse": 4, "routing": 4, "customer": 4, "platform": 3, "health": 1,
    }  # fmt: skip
    assert Counter(t.tags["tier"] for t in told.values()) == {1: 11, 2: 10, 3: 3}
    assert Counter(t.tags["framework"] for t in told.values()) == {"fastapi": 13, "django": 6, "flask": 5}


def test_it_is_marked_as_fictional_and_names_no_real_host(told: dict[str, Told]) -> None:
    assert {t.repository for t in told.values()} == {
        f"https://git.example.com/fictional/tarnwick/{name}" for name in told
    }
    text = "".join(content.decode() for content in files(PORTFOLIO).values())
    hosts = set(re.findall(r"https?://([^/\"\s]+)", text))
    assert {host for host in hosts if not host.endswith(".example.com")} == {"localhost:3000"}  # a note on CORS


def test_payments_improves(told: dict[str, Told]) -> None:
    assert scores(told, "payments") == [0.49, 0.65, 0.79, 0.86]


def test_warehouse_regresses(told: dict[str, Told]) -> None:
    assert scores(told, "warehouse") == [0.81, 0.78, 0.69, 0.59]


@pytest.mark.parametrize(
    ("team", "first_and_last"),
    [("tracking", (0.81, 0.84)), ("routing", (0.73, 0.78)), ("customer", (0.65, 0.69)), ("platform", (0.84, 0.87))],
)
def test_the_other_teams_hardly_move(told: dict[str, Told], team: str, first_and_last: tuple[float, float]) -> None:
    first, *_, last = scores(told, team)
    assert (first, last) == first_and_last


def test_dead_letter_queues_are_weak_everywhere(told: dict[str, Told]) -> None:
    by_item: dict[str, list[dict[str, Any]]] = {}
    for review in told.values():
        for item, answer in review.standing().items():
            by_item.setdefault(item, []).append(answer)
    weak = "resilience.dead-letter-queues"
    assert Counter(answer["status"] for answer in by_item[weak]) == {"no": 19, "partial": 1, "yes": 1, "na": 1}
    assert min(by_item, key=lambda item: score(by_item[item])) == weak
    said_no = {t.tags["team"] for t in told.values() if weak in t.standing() and t.standing()[weak]["status"] == "no"}
    assert said_no == {t.tags["team"] for t in told.values()}


def test_hipaa_applies_to_the_health_product_alone(told: dict[str, Told]) -> None:
    statuses = {name: t.standing()["compliance.hipaa"]["status"] for name, t in told.items()
                if "compliance.hipaa" in t.standing()}  # fmt: skip
    assert statuses.pop("pharmacy-courier") == "partial"
    assert set(statuses.values()) == {"na"}


def test_some_reviews_are_incomplete_and_some_began_later(told: dict[str, Told]) -> None:
    unanswered = {name: 115 - len(t.standing()) for name, t in told.items()}
    assert {name: count for name, count in unanswered.items() if count} == {
        "carbon-reporting": 69, "slotting": 19, "fleet-telemetry": 16, "claims": 15, "booking-api": 7,
        "eta-prediction": 6, "credit-notes": 3,
    }  # fmt: skip
    assert {name for name, t in told.items() if not t.standing("2025-Q4")} == {
        "carbon-reporting", "pharmacy-courier", "returns-portal",
    }  # fmt: skip


def test_eight_backends_have_a_critical_item_at_no(told: dict[str, Told]) -> None:
    critical = {
        item.id for item in archnb.Checklist.load("python-backend").items.values() if item.severity == "critical"
    }
    blocked = {
        name for name, t in told.items() if any(a["status"] == "no" and i in critical for i, a in t.standing().items())
    }
    assert blocked == {
        "carrier-rates", "claims", "customer-portal", "dock-scheduling", "event-ingest", "inventory", "picking",
        "slotting",
    }  # fmt: skip


def test_two_or_more_reviewers_vote_in_nine(told: dict[str, Told]) -> None:
    reviewers = {name: len({line["log"] for line in t.lines}) for name, t in told.items()}
    assert Counter(reviewers.values()) == {1: 15, 2: 8, 3: 1}
    votes = [
        {line["log"]: line["status"] for line in t.lines if line.get("item") == item}
        for t in told.values()
        for item in t.standing()
    ]
    shared = [set(each.values()) for each in votes if len(each) > 1]
    assert len(shared) == 245
    assert sum(len(each) == 1 for each in shared) == 191


def test_each_quarter_has_its_milestone(told: dict[str, Told]) -> None:
    names = Counter(line["milestone"] for t in told.values() for line in t.lines if "milestone" in line)
    assert names == {"2025-Q4": 21, "2026-Q1": 23, "2026-Q2": 24, "2026-Q3": 24, "go-live": 3}


def test_a_milestone_closes_its_quarter(told: dict[str, Told]) -> None:
    for review in told.values():
        for line in review.lines:
            if line.get("milestone") in QUARTER_ENDS:
                before = {each["item"]: each for each in review.lines if "item" in each and each["at"] < line["at"]}
                assert before == review.standing(line["milestone"])


def test_findings_are_explained_and_no_note_is_worn_out(told: dict[str, Told]) -> None:
    standing = [answer for t in told.values() for answer in t.standing().values()]
    findings = [answer for answer in standing if answer["status"] in ("no", "partial")]
    assert all(answer.get("note") for answer in findings)
    most = Counter(answer["note"] for answer in standing if answer.get("note")).most_common(1)[0]
    assert most[1] <= 5
    assert not any(brace in answer.get("note", "") for answer in standing for brace in "{}")
    assert all(("owner" in answer) == ("due" in answer) for answer in standing)
