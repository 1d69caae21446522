"""The built-in checklist is the published one, to the letter."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from archnb import Checklist

HERE = Path(__file__).parent
PUBLISHED = HERE.parent / "data" / "python-backend-checklist.md"
IDS = HERE / "data" / "checklist-ids.tsv"


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return Checklist.load("python-backend")


def published() -> list[tuple[str, str]]:
    section, found = "", []
    for line in PUBLISHED.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line.startswith("- [ ] "):
            found.append((section, line.removeprefix("- [ ] ")))
    return found


def test_it_has_12_sections_and_115_items(checklist):
    assert (len(checklist.sections), len(checklist.items)) == (12, 115)


def test_sections_and_texts_are_the_published_ones_in_their_order(checklist):
    assert [(s.title, item.text) for s in checklist.sections for item in s.items] == published()


def test_ids_are_those_of_the_table(checklist):
    with IDS.open(encoding="utf-8", newline="") as file:
        table = [(row["id"], row["section"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]
    assert [(item.id, s.title, item.text) for s in checklist.sections for item in s.items] == table


def test_every_id_begins_with_its_section(checklist):
    assert [id_ for id_, section in checklist.section_of.items() if not id_.startswith(f"{section.id}.")] == []


def test_every_item_says_why_it_has_its_severity(checklist):
    assert [item.id for item in checklist.items.values() if len(item.severity_reason) < 20] == []


def test_no_two_items_give_the_same_reason(checklist):
    assert len({item.severity_reason for item in checklist.items.values()}) == 115


def test_severities_are_spread(checklist):
    counts = Counter(item.severity for item in checklist.items.values())
    assert set(counts) == {"critical", "high", "medium", "low"}
    assert all(8 <= count <= 50 for count in counts.values()), counts


def test_every_severity_is_written_in_the_file(checklist):
    written = (HERE.parent / "archnb" / "checklists" / "python-backend.yaml").read_text(encoding="utf-8")
    assert written.count("        severity: ") == 115


def test_an_item_is_found_by_its_id(checklist):
    assert checklist.items["security.cors"].text == "CORS is properly configured"


def test_plain_data_reads_back_as_the_same_checklist(checklist):
    assert Checklist.parse(checklist.to_data()) == checklist


def test_data_without_guidance_keeps_what_answers_need(checklist):
    data = checklist.to_data(guidance=False)
    fields = {key for section in data["sections"] for item in section["items"] for key in item}
    assert fields == {"id", "text", "severity"}
