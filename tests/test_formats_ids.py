"""Ids that a checklist gets when it has none: the same each time, and each text's own affair."""

from hypothesis import given
from hypothesis import strategies as st

from archnb.formats.ids import fitting, identified, slug

TEXTS = st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=6, unique_by=slug)


def section(*texts: str, title: str = "A", **own: str) -> dict:
    return {"title": title, "items": [{"text": text} for text in texts], **own}


def ids(*sections: dict) -> list[str]:
    return [item["id"] for each in identified(list(sections))[0] for item in each["items"]]


def test_an_id_is_made_of_section_and_text():
    assert identified([section("Every door locks.", title="Front Doors")]) == (
        [{"id": "front-doors", "title": "Front Doors",
          "items": [{"id": "front-doors.every-door-locks", "text": "Every door locks."}]}], (),
    )  # fmt: skip


def test_a_text_that_occurs_again_is_told_apart_and_reported():
    sections, notes = identified([section("Locked", "Locked"), section("Locked")])
    assert [item["id"] for each in sections for item in each["items"]] == ["a.locked", "a.locked~2", "a~2.locked"]
    assert notes == (
        "A › Locked: there is one like it already; this one's id is a.locked~2",
        "A: there is one like it already; this one's id is a~2",
    )


def test_no_text_makes_the_id_of_a_doubled_one():
    assert ids(section("Locked", "Locked 2", "Locked~2", "Locked")) == [
        "a.locked", "a.locked-2", f"a.{slug('Locked~2')}", "a.locked~2",
    ]  # fmt: skip


def test_texts_that_differ_in_signs_only_have_ids_of_their_own():
    assert len({slug(text) for text in ("Use C", "Use C++", "Use C#", "🚪", "🔒", "a < b", "a > b")}) == 7


def test_long_texts_that_differ_at_the_end_have_ids_of_their_own():
    one, two = slug("word " * 20 + "one"), slug("word " * 20 + "two")
    assert one != two
    assert max(len(one), len(two)) <= 60


def test_punctuation_makes_no_difference():
    assert slug("“Use” HTTPS, always…") == "use-https-always"


def test_letters_of_every_script_stay():
    assert [slug(text) for text in ("الأبواب مغلقة", "दरवाज़ा बंद", "门已锁。", "Türen")] == [
        "الأبواب-مغلقة", "दरवाज़ा-बंद", "门已锁", "türen",
    ]  # fmt: skip


def test_marks_without_a_letter_are_dropped():
    assert slug("Door\u200f\ufe0f") == "door"


@given(TEXTS, st.text(max_size=80))
def test_rewording_one_item_changes_no_other_id(texts, new):
    reworded = ids(section(new or "x", *texts[1:]))
    if slug(new or "x") not in map(slug, texts[1:]):
        assert reworded[1:] == ids(section(*texts))[1:]


def test_the_sources_own_ids_stay_and_a_slug_gives_way():
    item = {"text": "Locked", "id": "V1.1"}
    sections, notes = identified([section("x", title="B c"), {"title": "V", "id": "b-c", "items": [item]}])
    assert [each["id"] for each in sections] == ["b-c~2", "b-c"]
    assert sections[1]["items"] == [{"id": "V1.1", "text": "Locked"}]
    assert notes == ("B c: there is one like it already; this one's id is b-c~2",)


def test_an_own_id_that_occurs_again_is_reported():
    items = [{"text": "one", "id": "V1"}, {"text": "two", "id": "V1"}]
    sections, notes = identified([{"title": "V", "items": items}])
    assert [item["id"] for item in sections[0]["items"]] == ["V1", "V1~2"]
    assert notes == ("V › two: there is one like it already; this one's id is V1~2",)


def test_an_own_id_is_made_fit():
    assert fitting(" AC 1\n(a)\x00 ") == "AC-1-(a)-"
    assert len(fitting("x" * 500)) == 120
