"""OWASP ASVS as CSV and as JSON, 5.0 and 4.0."""

import json

import pytest
from external_files import decoded, imported

from archnb.checklist import Item, Reference
from archnb.formats import asvs

ROWS = "ASVS_5.0.0.csv"


def test_requirements_keep_their_ids_and_levels_are_severities():
    _, standard = imported(asvs, ROWS)
    assert (standard.id, standard.version) == ("asvs", "5.0.0")
    assert {section.id: section.title for section in standard.sections} == {
        "V1.1": "Doors › Locks", "V1.2": "Doors › Hinges",
    }  # fmt: skip
    assert list(standard.items.values()) == [
        Item(
            id="V1.1.1",
            text="Verify that every door, front or back, has a lock.",
            severity="high",
            extra={"level": "1"},
        ),
        Item(id="V1.1.2", text="Verify that keys are counted.", severity="medium", extra={"level": "2"}),
        Item(id="V1.2.1", text="Verify that hinges are oiled.", severity="low", extra={"level": "3"}),
    ]


def test_flat_json_is_the_same_as_csv():
    flat = json.loads(json.dumps({"requirements": decoded(ROWS)}))
    assert asvs.read(flat, asvs.Path(ROWS)).data == imported(asvs, ROWS)[0].data


def test_nested_json_asks_the_same():
    nested, rows = (imported(asvs, name)[1] for name in ("asvs-5.json", ROWS))
    assert nested.items == rows.items
    assert [section.title for section in nested.sections] == [section.title for section in rows.sections]


def test_of_4_0_links_mappings_and_words_for_a_level_are_kept():
    _, standard = imported(asvs, "ASVS_4.0.3.csv")
    assert standard["V1.1.1"] == Item(
        id="V1.1.1",
        text="Verify the lock (C1)",
        references=(Reference(title="C1", url="https://house.example/c1"),),
        maps={"cwe": ("CWE-521",), "nist": ("5.1.1", "5.1.2")},
        extra={"level": "2", "levels": {"2": "OS assisted"}},
    )


def test_deleted_requirements_and_assumed_severities_are_told():
    document, standard = imported(asvs, "ASVS_4.0.3.csv")
    assert list(standard.items) == ["V1.1.1", "V1.1.3"]
    assert document.skipped == ("rows[1]: V1.1.2 [DELETED, DUPLICATE OF 1.1.1]",)
    assert document.notes == (
        "severity is the level: 1 is high, 2 medium, 3 low",
        "no level: severity medium assumed (1 item)",
    )


@pytest.mark.parametrize("name", [ROWS, "asvs-5.json"])
def test_both_shapes_are_known(name):
    assert asvs.matches(decoded(name))


@pytest.mark.parametrize("data", [[], [{"id": 1}], [1], {"Requirements": []}, None, "x"])
def test_other_data_is_not_taken_for_it(data):
    assert not asvs.matches(data)
