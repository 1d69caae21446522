"""Azure review checklists, their translations, and the dialect with other names."""

import pytest
from external_files import imported

from archnb.checklist import Reference
from archnb.formats import azure

DOCUMENT, REVIEW = imported(azure, "azure.json")
LOCK, ROOF, SPARE = (f"{digit * 8}-{digit * 4}-{digit * 4}-{digit * 4}-{digit * 12}" for digit in "123")


def test_categories_are_sections_and_guids_are_ids():
    assert (REVIEW.title, REVIEW.version) == ("House Review", "October 24, 2024")
    assert {section.title: [item.id for item in section.items] for section in REVIEW.sections} == {
        "Doors › Front": [LOCK, f"{LOCK}~2"], "Roof": [ROOF], "Reliability": [SPARE],
    }  # fmt: skip


def test_links_are_references_and_local_ids_only_kept():
    item = REVIEW[LOCK]
    assert item.text == "Lock the door."
    assert item.references == (
        Reference(title="Documentation", url="https://house.example/lock"),
        Reference(title="Training", url="https://house.example/learn"),
    )
    assert item.extra == {"waf": "Security", "service": "Door", "id": "01.01.01"}


def test_a_query_says_how_to_verify():
    assert REVIEW[LOCK].verify == ("Run this Azure Resource Graph query: `doors | where locked == false`",)


def test_severities_are_read_in_any_case_and_else_medium():
    assert [item.severity for item in REVIEW.items.values()] == ["high", "medium", "low", "medium"]
    assert REVIEW[SPARE].extra == {"severity": "Severe"}


def test_a_link_that_is_none_is_kept():
    assert REVIEW[ROOF].extra == {"link": "ask the roofer", "cost": 1, "ha": 0}


def test_what_is_skipped_or_assumed_is_told():
    assert DOCUMENT.skipped == (
        "items[4]: no text (44444444-4444-4444-4444-444444444444)",
        "section 'Doors › Back': no items in it",
    )
    assert DOCUMENT.notes == (
        "no severity: medium assumed (1 item)",
        "severity 'Severe' is not known: medium assumed (1 item)",
        f"Doors › Front › Oil the hinges: there is one like it already; this one's id is {LOCK}~2",
    )


def test_the_dialect_in_another_language():
    _, casa = imported(azure, "azure-dialect.json")
    first, second = casa.items.values()
    assert (first.text, first.severity, first.why) == ("Cierre la puerta", "high", "Cada noche.")
    assert [reference.title for reference in first.references] == ["Locks", "Key"]
    assert first.extra == {"tags": ["all"], "documentation": [{"title": "Oil", "url": "the shed"}]}
    assert second.severity == "low"


def test_a_list_of_several_lists_tells_them_apart():
    _, master = imported(azure, "azure-master.json")
    assert [section.title for section in master.sections] == ["House › Doors", "Barn"]


@pytest.mark.parametrize("data", [{"items": [{"text": "a"}]}, {"items": 1}, [], None, {"items": [], "sections": []}])
def test_other_lists_of_items_are_not_taken_for_it(data):
    assert not azure.matches(data)
