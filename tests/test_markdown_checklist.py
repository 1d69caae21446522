"""A Markdown task list is a checklist: headings are sections, boxes are items."""

from pathlib import Path

from archnb import Checklist
from archnb.formats import read
from archnb.formats.ids import slug

PUBLISHED = Path(__file__).parent.parent / "data" / "python-backend-checklist.md"


def items_of(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    file = tmp_path / "house.md"
    file.write_text(text, encoding="utf-8")
    checklist = Checklist.load(file)
    return [(section.title, item.text) for section in checklist.sections for item in section.items]


def test_the_published_list_gives_the_built_in_texts_and_sections():
    built_in, markdown = Checklist.load("python-backend"), Checklist.load(PUBLISHED)
    assert [(s.title, [i.text for i in s.items]) for s in markdown.sections] == [
        (s.title, [i.text for i in s.items]) for s in built_in.sections
    ]


def test_the_first_heading_is_the_title(tmp_path):
    file = tmp_path / "house.md"
    file.write_text("# House rules\n## Doors\n- [ ] Locked\n", encoding="utf-8")
    checklist = Checklist.load(file)
    assert (checklist.id, checklist.title, checklist.version) == ("house-rules", "House rules", "1")


def test_items_without_a_heading_form_a_section_named_after_the_file(tmp_path):
    assert items_of(tmp_path, "- [ ] Locked\n- [x] Oiled\n") == [("house", "Locked"), ("house", "Oiled")]


def test_every_bullet_and_number_may_carry_a_box(tmp_path):
    text = "## A\n- [ ] one\n* [x] two\n+ [X] three\n1. [ ] four\n"
    assert [item for _, item in items_of(tmp_path, text)] == ["one", "two", "three", "four"]


def test_nested_boxes_are_items_too(tmp_path):
    assert items_of(tmp_path, "## A\n- [ ] one\n  - [ ] two\n") == [("A", "one"), ("A", "two")]


def test_bullets_without_a_box_are_no_items(tmp_path):
    assert items_of(tmp_path, "## A\n- one\n- [ ] two\n- [] three\n- [y] four\n") == [("A", "two")]


def test_boxes_in_fenced_code_are_examples(tmp_path):
    text = "## A\n- [ ] one\n\n```\n- [ ] two\n## B\n```\n\n~~~md\n- [ ] three\n~~~\n\n- [ ] four\n"
    assert items_of(tmp_path, text) == [("A", "one"), ("A", "four")]


def test_boxes_in_comments_do_not_count(tmp_path):
    text = "## A\n<!-- - [ ] one -->\n- [ ] two <!-- later -->\n\n<!--\n- [ ] three\n\n## B\n-->\n\n- [ ] four\n"
    assert items_of(tmp_path, text) == [("A", "two"), ("A", "four")]


def test_markup_is_dropped_and_a_link_keeps_its_words(tmp_path):
    text = "## The `A` *list*\n- [ ] **All** [doors](https://example.org/d) lock, `always`\n"
    assert items_of(tmp_path, text) == [("The A list", "All doors lock, always")]


def test_an_item_over_two_lines_is_one_text(tmp_path):
    assert items_of(tmp_path, "## A\n- [ ] Every door\n  can be locked\n") == [("A", "Every door can be locked")]


def test_windows_line_ends_change_nothing(tmp_path):
    assert items_of(tmp_path, "## A\r\n- [ ] one\r\n- [ ] two\r\n") == [("A", "one"), ("A", "two")]


def test_a_text_that_occurs_again_gets_an_id_of_its_own(tmp_path):
    file = tmp_path / "house.md"
    file.write_text("## A\n- [ ] Locked\n- [ ] Locked\n## A\n- [ ] Locked\n", encoding="utf-8")
    assert list(Checklist.load(file).items) == ["a.locked", "a.locked~2", "a~2.locked"]


def test_other_scripts_make_ids(tmp_path):
    file = tmp_path / "house.md"
    file.write_text("## Türen\n- [ ] الأبواب مغلقة\n- [ ] 🚪\n", encoding="utf-8")
    assert list(Checklist.load(file).items) == ["türen.الأبواب-مغلقة", "türen.item-" + slug("🚪")[-6:]]


def test_headings_without_items_are_left_out_and_told(tmp_path):
    file = tmp_path / "house.md"
    file.write_text("# House\n## Notes\ntext\n## Doors\n- [ ] Locked\n", encoding="utf-8")
    document = read(file)
    assert [section["title"] for section in document.data["sections"]] == ["Doors"]
    assert document.skipped == ("heading 'Notes': no items below it",)
