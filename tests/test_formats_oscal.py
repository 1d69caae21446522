"""OSCAL catalogs."""

import copy

import pytest
from external_files import decoded, imported

from archnb.checklist import Reference
from archnb.formats import oscal

DOCUMENT, CATALOG = imported(oscal, "oscal.json")


def test_groups_that_hold_controls_are_sections():
    assert (CATALOG.id, CATALOG.title, CATALOG.version) == ("house-controls", "House Controls", "2.0")
    (section,) = CATALOG.sections
    assert (section.id, section.title) == ("d", "House › Doors")
    assert section.extra == {
        "params": [{"id": "who", "label": "householder"}],
        "group": {"id": "h", "props": [{"name": "colour", "value": "red"}]},
    }


def test_an_enhancement_stands_after_its_control():
    assert [item.text for item in CATALOG.items.values()] == ["D-1 Locks", "D-1(1) Locks › Bolts: Bolt the doors."]


def test_a_statement_of_several_parts_says_what_counts_as_yes_with_its_parameters():
    assert CATALOG["d-1"].yes == (
        "a. Lock the doors [one or more: at night; after 3, 4 visits]; and\n"
        "b. Tell the [householder] at [hour: before dark] of [unknown]."
    )


def test_other_parts_are_guidance():
    item = CATALOG["d-1"]
    assert item.verify == ("The doors are locked;", "Examine: Doors; Keys")
    assert (item.why, item.improve, item.severity) == ("Burglars.", "Example 1: Fit a bolt.", "high")


def test_links_are_references_or_relations_or_kept():
    item = CATALOG["d-1"]
    assert item.references == (
        Reference(title="On locks", url="https://house.example/locks"),
        Reference(title="Direct", url="https://house.example/direct"),
    )
    assert item.related == ("d-1.1",)
    assert item.extra["links"] == [{"href": "#d-2", "rel": "related"}, {"href": "#bbbb", "rel": "reference"}]


def test_what_has_no_place_is_kept():
    assert list(CATALOG.extra) == ["metadata", "uuid", "back-matter"]
    assert list(CATALOG["d-1"].extra) == ["class", "params", "props", "links", "parts"]


def test_a_withdrawn_control_is_skipped_and_told():
    assert DOCUMENT.skipped == (
        "catalog.groups[0].groups[0].controls[0].controls[1]: d-1.2 Chains is withdrawn: incorporated into d-1.1",
    )
    assert DOCUMENT.notes == ("no priority: severity medium assumed (1 item)",)


@pytest.mark.parametrize(
    ("label", "title", "text"),
    [
        ("D-1(1)", "Bolts", "D-1(1) Locks › Bolts: Bolt the doors."),
        ("Bolts (D-1.1)", "Bolts", "Locks › Bolts (D-1.1): Bolt the doors."),
        ("D-1", "D-1 Bolts", "Locks › D-1 Bolts: Bolt the doors."),
    ],
)
def test_a_label_is_not_said_twice(label, title, text):
    data = copy.deepcopy(decoded("oscal.json"))
    control = data["catalog"]["groups"][0]["groups"][0]["controls"][0]["controls"][0]
    control["title"], control["props"][0]["value"] = title, label
    assert oscal.read(data, oscal.Path("c.json")).data["sections"][0]["items"][1]["text"] == text


def test_parameters_that_name_each_other_stay_small():
    params = [{"id": f"p{n}", "label": "{{ insert: param, p" + f"{n + 1} }}}}" * 50} for n in range(20)]
    control = {"id": "c", "title": "C", "params": params, "parts": [{"name": "statement", "prose": "{{ p0 }}" * 1000}]}
    data = {"catalog": {"controls": [control, {"id": "d", "title": "D", "params": [{"id": "d", "label": "{{ d }}"}]}]}}
    text = oscal.read(data, oscal.Path("c.json")).data["sections"][0]["items"][0]["text"]
    assert len(text) < 100_000
