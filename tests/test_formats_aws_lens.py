"""Custom lenses of the AWS Well-Architected Tool."""

import pytest
from external_files import decoded, imported

from archnb.checklist import Reference
from archnb.formats import aws_lens

DOCUMENT, LENS = imported(aws_lens, "aws-lens.json")


def test_pillars_are_sections_and_questions_are_items():
    assert (LENS.id, LENS.title, LENS.version) == ("house-lens", "House Lens", "1.2")
    assert {section.title: [item.id for item in section.items] for section in LENS.sections} == {
        "Doors": ["DOOR_1", "DOOR_2", "DOOR_3", "DOOR_4"]
    }


def test_choices_are_numbered_checks():
    assert LENS["DOOR_1"].verify == ("1. Every door has a lock: Look at each door.", "2. Keys are counted: Count them.")


def test_rules_say_by_number_what_counts_as_which_answer():
    item = LENS["DOOR_1"]
    assert (item.yes, item.partial, item.no) == (
        "No risk if 1 and 2.", "Medium risk otherwise.", "High risk if not 1 or none.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "severity"), [("DOOR_1", "high"), ("DOOR_2", "medium"), ("DOOR_3", "low"), ("DOOR_4", "medium")]
)
def test_severity_is_the_worst_risk(item, severity):
    assert LENS[item].severity == severity


def test_a_choice_without_help_is_a_check_too():
    assert LENS["DOOR_2"].verify == ("1. Yearly",)


def test_a_description_that_repeats_the_title_says_nothing():
    assert (LENS["DOOR_1"].why, LENS["DOOR_2"].why) == ("A door without a lock is a hole.", "Oil is cheap.")


def test_a_question_that_is_only_asked_has_no_risk():
    assert LENS["DOOR_3"].yes == "No risk in any case."


def test_each_link_is_a_reference_once():
    assert LENS["DOOR_1"].references == (
        Reference(title="Every door has a lock.", url="https://house.example/locks"),
        Reference(title="Keys are counted", url="https://house.example/a"),
        Reference(title="Keys are counted", url="https://house.example/b"),
    )


def test_improvements_are_numbered_like_the_checks():
    assert LENS["DOOR_1"].improve == "1. Fit a lock.\n2. Keep a list."


def test_what_has_no_place_is_kept():
    assert LENS.extra == {"schemaVersion": "2021-11-01"}
    assert LENS["DOOR_2"].extra["helpfulResource"] == {"url": "see the shed"}
    assert LENS["DOOR_1"].extra["choices"] == [
        {"id": "DOOR_1_1"},
        {
            "id": "DOOR_1_2",
            "helpfulResource": {"Url": "https://house.example/misspelt"},
            "additionalResources": [{"type": "HELPFUL_RESOURCE", "content": [{"displayText": "More"}]}],
        },
        {"id": "DOOR_1_no", "title": "None of these", "helpfulResource": {"displayText": "Choose this if unlocked."}},
    ]


def test_what_is_skipped_or_assumed_is_told():
    assert DOCUMENT.skipped == ("pillars[0].questions[4]: no text (DOOR_5)", "section 'Roof': no items in it")
    assert DOCUMENT.notes == (
        "no default risk rule: severity is the worst risk of the other rules (1 item)",
        "no risk rule says what failing costs: severity medium assumed (1 item)",
    )


@pytest.mark.parametrize(
    "name", ["azure.json", "deon.yml", "asvs-5.json", "dsomm.yaml", "oscal.json", "ASVS_5.0.0.csv"]
)
def test_other_formats_are_not_taken_for_a_lens(name):
    assert aws_lens.matches(decoded("aws-lens.json"))
    assert not aws_lens.matches(decoded(name))
