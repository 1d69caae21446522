"""A snapshot carries the data of the review: enough to make its folder again."""

import json

import pytest
from loglines import NOON, line, write

from archnb import Checklist, Review
from archnb.journal.embedded import digest


def test_the_data_holds_every_line_of_the_logs(filled):
    on_disk = {
        log.stem: [json.loads(each) for each in log.read_bytes().splitlines()] for log in filled.path.glob("*.jsonl")
    }
    assert filled.snapshot().data["logs"] == on_disk


def test_the_data_holds_project_tags_and_checklist(filled):
    data = filled.snapshot().data
    named = {key: data[key] for key in ("format", "version", "project", "tags")}
    assert named == {"format": "archnb.review", "version": 1, "project": "villa", "tags": {"team": "red", "tier": 1}}
    asked = [(item.id, item.text, item.severity, item.weight) for item in filled.checklist.items.values()]
    again = Checklist.parse(data["checklist"])
    assert [(item.id, item.text, item.severity, item.weight) for item in again.items.values()] == asked


def test_the_data_is_plain_json(filled):
    data = filled.snapshot().data
    assert json.loads(json.dumps(data)) == data


def test_the_same_answers_give_the_same_digest(filled):
    assert filled.snapshot().data["digest"] == Review.open(filled.path).snapshot().data["digest"]


@pytest.mark.parametrize(
    "change",
    [
        lambda review: review.answer("roof.insulated", "yes"),
        lambda review: review.answer("doors.locked", note="It stood open."),
        lambda review: review.milestone("go-live"),
        lambda review: Review.open(review.path, tags={"tier": 2}),
    ],
)
def test_the_digest_changes_with_the_data(filled, change):
    before = filled.snapshot().data["digest"]
    change(filled)
    assert Review.open(filled.path).snapshot().data["digest"] != before


def test_the_digest_outlives_a_page_that_saves_the_notebook(filled):
    """JavaScript writes 2.0 as 2 and 1e29 for a long number, and may order keys anew."""
    write(filled.path, "carol.jsonl", line(NOON, item="roof.tight", cost=3.0, long=10**29, share=0.1))
    data = filled.snapshot().data
    text = json.dumps(dict(reversed(data.items())))
    saved = text.replace("2.0,", "2,").replace("2.0}", "2}").replace("3.0", "3").replace(str(10**29), "1e+29")
    assert saved != text
    assert digest(json.loads(saved)) == data["digest"]
