"""Standards in CycloneDX JSON."""

from external_files import decoded, imported

from archnb.checklist import Item, Reference
from archnb.formats import asvs, cyclonedx

DOCUMENT, STANDARD = imported(cyclonedx, "standard.cdx.json")


def test_requirements_that_no_other_stands_under_are_items():
    assert (STANDARD.title, STANDARD.version) == ("House Standard", "3")
    assert [section.title for section in STANDARD.sections] == ["Doors › Locks"]
    locks = Reference(title="website", url="https://house.example/locks")
    first, second = STANDARD.items.values()
    assert (first.id, first.text, first.severity, first.references) == (
        "D.1.1", "Every door has a lock.", "high", (locks,),
    )  # fmt: skip
    assert second == Item(
        id="d.1.2", text="Keys", why="Keys are counted.\nMonthly.", extra={"bom-ref": "d.1.2", "parent": "d.1"}
    )


def test_what_stands_above_is_kept():
    assert "All about doors." in str(STANDARD.extra)


def test_what_is_skipped_or_assumed_is_told():
    assert DOCUMENT.skipped == ("definitions.standards[0].requirements[4]: no text (D.1.3)",)
    assert DOCUMENT.notes == ("no level: severity medium assumed (1 item)",)


def test_only_its_own_reader_takes_it():
    assert cyclonedx.matches(decoded("standard.cdx.json"))
    assert not asvs.matches(decoded("standard.cdx.json"))
