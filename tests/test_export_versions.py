"""What archnb wrote in version 1 of its formats is still read; these samples never change."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import jsonschema
import pytest

from archnb import Checklist, Review
from archnb.diff import read_journal
from archnb.export import schema
from archnb.journal.embedded import digest

V1 = Path(__file__).parent / "data" / "v1"
STATUSES = {"doors.locked": "no", "doors.oiled": "partial", "roof.tight": "na", "roof.insulated": "unanswered"}


@pytest.fixture(params=["reviews/villa", "villa.ipynb"])
def journal(request):
    return read_journal(V1 / request.param)


def test_answers_still_read(journal):
    state = journal.state()
    assert {item: state.status(item) for item in state.checklist.items} == STATUSES
    locked = state.answers["doors.locked"]
    assert (locked.note, locked.evidence) == (
        "It stands open.\n\nAlways.", ("hall.jpg:3", "https://example.org/door?a=1&b=2")
    )  # fmt: skip
    assert (locked.owner, locked.due, locked.reviewer) == ("Ben", date(2026, 12, 24), "Ana Lee")
    assert locked.at == datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_project_and_tags_still_read(journal):
    info = journal.state().info
    assert (info.project, info.tags) == ("Villa Süd", {"team": "red", "tier": 1, "listed": True})


def test_history_and_milestones_still_read(journal):
    assert [(mark.milestone, mark.at.hour) for mark in journal.milestones] == [("go-live", 11)]
    assert journal.state(journal.milestones[0].at).status("doors.locked") == "yes"
    assert [answer.item for answer in journal.history()][:2] == ["roof.tight", "doors.locked"]
    assert len(journal.history()) == 6


def test_lines_and_fields_that_are_unknown_are_counted_and_cost_nothing(journal):
    assert (journal.unknown, journal.problems) == (2, [])


def test_the_digest_still_holds():
    data = json.loads((V1 / "villa.json").read_bytes())
    assert digest(data) == data["digest"]
    assert Review.open(V1 / "reviews" / "villa").snapshot().data == data


def test_the_samples_fit_the_schemas():
    samples = {"embedded-review": [json.loads((V1 / "villa.json").read_bytes())]}
    samples["review"] = [json.loads((V1 / "reviews/villa/review.json").read_bytes())]
    samples["log-line"] = [
        json.loads(line) for log in V1.glob("reviews/villa/*.jsonl") for line in log.read_bytes().splitlines()
    ]
    assert len(samples["log-line"]) == 8
    for name, each in samples.items():
        for data in each:
            jsonschema.Draft202012Validator(schema(name)).validate(data)


def test_the_checklist_of_the_data_still_parses():
    data = json.loads((V1 / "villa.json").read_bytes())
    assert list(Checklist.parse(data["checklist"]).items) == list(STATUSES)
