"""A house list is a small file: what it adds to, changes in and takes off another checklist."""

from pathlib import Path

import pytest
from conftest import HOUSE

from archnb import Checklist, Review
from archnb.errors import ChecklistError

OWN = "id: villa\nversion: '1'\nextends: house.yaml\n"


@pytest.fixture
def extended(tmp_path: Path, house_file: Path):
    def extended(said: str, *, own: str = OWN) -> Checklist:
        file = tmp_path / "villa.yaml"
        file.write_text(own + said, encoding="utf-8")
        return Checklist.load(file)

    return extended


@pytest.fixture
def refused(extended, tmp_path: Path):
    def refused(said: str, *, own: str = OWN) -> str:
        with pytest.raises(ChecklistError) as caught:
            extended(said, own=own)
        return str(caught.value).removeprefix(f"{tmp_path}/")

    return refused


def ids(checklist: Checklist) -> dict[str, list[str]]:
    return {section.id: [item.id for item in section.items] for section in checklist.sections}


BASE = {"doors": ["doors.locked", "doors.oiled"], "roof": ["roof.tight", "roof.insulated"]}


def test_nothing_of_its_own_is_the_base_under_another_name(extended, house):
    villa = extended("")
    assert (villa.id, villa.title, villa.version) == ("villa", "House rules", "1")
    assert villa.sections == house.sections


def test_an_item_is_added_at_the_end_of_its_section(extended):
    villa = extended("sections: [{id: doors, items: [{id: doors.bell, text: The bell rings}]}]\n")
    assert ids(villa) == BASE | {"doors": ["doors.locked", "doors.oiled", "doors.bell"]}


def test_an_item_is_added_after_another(extended):
    villa = extended("sections: [{id: doors, items: [{id: doors.bell, text: Rings, after: doors.locked}]}]\n")
    assert ids(villa)["doors"] == ["doors.locked", "doors.bell", "doors.oiled"]


def test_an_item_of_the_base_is_changed_in_the_fields_that_are_given(extended, house):
    villa = extended("sections: [{id: doors, items: [{id: doors.locked, severity: low}]}]\n")
    locked = villa["doors.locked"]
    assert (locked.severity, locked.why) == ("low", house["doors.locked"].why)
    assert ids(villa) == BASE


def test_an_item_stands_in_the_section_in_which_it_is_written(extended):
    villa = extended("sections: [{id: roof, items: [{id: doors.oiled, after: roof.tight}]}]\n")
    assert ids(villa) == {"doors": ["doors.locked"], "roof": ["roof.tight", "doors.oiled", "roof.insulated"]}


def test_a_section_is_added(extended):
    villa = extended("sections: [{id: pool, title: Pool, items: [{id: pool.full, text: Full}]}]\n")
    assert ids(villa) == BASE | {"pool": ["pool.full"]}


def test_a_section_is_added_after_another(extended):
    villa = extended("sections: [{id: pool, title: Pool, after: doors, items: [{id: pool.full, text: Full}]}]\n")
    assert list(ids(villa)) == ["doors", "pool", "roof"]


def test_items_and_sections_are_removed(extended):
    assert ids(extended("remove: [doors.oiled, roof]\n")) == {"doors": ["doors.locked"]}


def test_a_section_whose_items_are_all_removed_is_none(extended):
    assert list(ids(extended("remove: [roof.tight, roof.insulated]\n"))) == ["doors"]


def test_no_item_overlaps_with_a_removed_one(extended, house_file):
    house_file.write_text(HOUSE.replace("verify:", "related: [doors.oiled, roof.tight]\n        verify:"))
    assert extended("remove: [doors.oiled]\n")["doors.locked"].related == ("roof.tight",)


def test_the_built_in_checklist_is_extended_by_its_id(extended):
    villa = extended("remove: [compliance]\n", own=OWN.replace("house.yaml", "python-backend"))
    assert len(villa.sections) == 11


def test_a_markdown_task_list_is_extended(extended, tmp_path):
    (tmp_path / "list.md").write_text("# List\n## A\n- [ ] one\n")
    villa = extended("sections: [{id: a, items: [{id: a.two, text: two}]}]\n", own=OWN.replace("house.yaml", "list.md"))
    assert [item.text for item in villa.items.values()] == ["one", "two"]


def test_a_change_of_the_base_is_seen(extended, house_file):
    extended("")
    house_file.write_text(HOUSE.replace("No door squeaks", "Doors are silent"))
    assert extended("")["doors.oiled"].text == "Doors are silent"


def test_eight_layers_are_read_and_nine_are_not(tmp_path, house_file):
    house_file.rename(tmp_path / "0.yaml")
    for n in range(1, 9):
        (tmp_path / f"{n}.yaml").write_text(f"id: h{n}\nversion: '1'\nextends: {n - 1}.yaml\n")
    assert Checklist.load(tmp_path / "7.yaml").id == "h7"
    with pytest.raises(ChecklistError, match=r"1\.yaml:extends: more than 8 checklists extend each other\. "):
        Checklist.load(tmp_path / "8.yaml")


REFUSED = {
    "no version": ("", "id: villa\nextends: house.yaml\n", "version: there is no 'version'. Give a checklist"),
    "the base's name": ("", OWN.replace("villa", "house"), "version: the base has this id and version. Change one"),
    "a circle": ("", OWN.replace("house.yaml", "villa.yaml"), "extends: 'villa.yaml' is extended by this checklist."),
    "an unknown one": ("", OWN.replace("house.yaml", "python-backen"), "extends: there is no built-in checklist"),
    "an address": (
        "",
        OWN.replace("house.yaml", "https://example.org/a.yaml"),
        "extends: 'https://example.org/a.yaml' is not a path from this file to another. Put",
    ),
    "removing what is not there": (
        "remove: [doors.oild]\n",
        OWN,
        "remove[0]: there is no 'doors.oild' in the base. Did you mean 'doors.oiled'?",
    ),
    "changing what is not there": (
        "sections: [{id: doors, items: [{id: doors.oild, severity: low}]}]\n",
        OWN,
        "sections[0].items[0].id: there is no 'doors.oild' in the base, and an item to be added has a 'text'. "
        "Did you mean 'doors.oiled'?",
    ),
    "an item twice": (
        "sections: [{id: doors, items: [{id: doors.oiled}, {id: doors.oiled}]}]\n",
        OWN,
        "sections[0].items[1].id: 'doors.oiled' stands in sections[0].items[0] already. Remove one of them.",
    ),
    "changed and removed": (
        "remove: [doors.oiled]\nsections: [{id: doors, items: [{id: doors.oiled, text: x}]}]\n",
        OWN,
        "sections[0].items[0].id: 'doors.oiled' stands in remove[0] already. Remove one of them.",
    ),
    "after what is not there": (
        "sections: [{id: doors, items: [{id: doors.bell, text: x, after: roof.tight}]}]\n",
        OWN,
        "sections[0].items[0].after: there is no 'roof.tight' here to stand after. Remove the line.",
    ),
    "a wrong value": (
        "sections: [{id: doors, items: [{id: doors.oiled, severity: urgent}]}]\n",
        OWN,
        "doors.oiled.severity: invalid enum value 'urgent'. Use one of critical, high, medium, low.",
    ),
    "no list": ("remove: doors.oiled\n", OWN, "remove: not a list. Begin each entry with a hyphen and a blank."),
}


@pytest.mark.parametrize(("said", "own", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(refused, said, own, words):
    assert refused(said, own=own).startswith(f"villa.yaml:{words}")


def test_a_faulty_base_is_named(refused, house_file):
    house_file.write_text("id: house\nsections: [{title: Doors}]\n")
    assert refused("") == (
        "house.yaml: not every section and item has an id. Mend it first: `archnb checklist validate` says where."
    )


def test_a_later_change_of_the_base_changes_no_review(extended, tmp_path, house_file):
    path = tmp_path / "reviews" / "a"
    Review.open(path, create=True, checklist=extended(""))
    house_file.write_text(HOUSE.replace("No door squeaks", "Doors are silent"))
    assert Review.open(path).checklist["doors.oiled"].text == "No door squeaks"


def test_a_review_keeps_its_checklist_beside_the_file_it_came_from(tmp_path, house_file):
    own = tmp_path / "reviews" / "checklists" / "house.yaml"
    own.parent.mkdir(parents=True)
    house_file.rename(own)
    path = tmp_path / "reviews" / "a"
    Review.open(path, create=True, checklist=own)
    own.write_text(HOUSE.replace("No door squeaks", "Doors are silent"))
    assert Review.open(path).checklist["doors.oiled"].text == "No door squeaks"


def test_a_changed_checklist_needs_another_version_for_a_new_review(extended, tmp_path, house_file):
    Review.open(tmp_path / "reviews" / "a", create=True, checklist=extended(""))
    house_file.write_text(HOUSE.replace("No door squeaks", "Doors are silent"))
    with pytest.raises(ChecklistError, match="there is another checklist with the id and version villa@1"):
        Review.open(tmp_path / "reviews" / "b", create=True, checklist=extended(""))
