"""deon's ethics checklists."""

from external_files import decoded, imported

from archnb.checklist import Item, Reference
from archnb.formats import deon

DOCUMENT, ETHICS = imported(deon, "deon.yml")


def test_a_line_is_an_item_with_its_summary_first():
    assert [section.id for section in ETHICS.sections] == ["A"]
    assert list(ETHICS.items.values()) == [
        Item(
            id="A.1",
            text="Neighbours: Do we greet the neighbours?",
            references=(Reference(title="On greeting", url="https://house.example/greeting"),),
        ),
        Item(id="A.2", text="Do we hold the door?", extra={"since": 2019}),
    ]


def test_an_empty_section_and_assumed_severities_are_told():
    assert DOCUMENT.skipped == ("section 'Roof': no items in it",)
    assert DOCUMENT.notes == ("deon gives no severities: medium assumed",)


def test_lines_are_its_sign():
    assert deon.matches(decoded("deon.yml"))
    assert not deon.matches({"sections": [{"items": []}]})
