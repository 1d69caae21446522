"""Markdown task lists as people write them; `data/import/wild.md` has the irregularities of many in one."""

from pathlib import Path

import pytest

from archnb import Checklist
from archnb.errors import ChecklistError
from archnb.formats import read

WILD = Path(__file__).parent / "data" / "import" / "wild.md"


@pytest.fixture(scope="module")
def wild():
    return Checklist.load(WILD)


@pytest.fixture
def read_text(tmp_path):
    def reading(text: str, **options):
        file = tmp_path / "house.md"
        file.write_bytes(text.encode())
        return read(file, **options)

    return reading


def texts(document) -> list[str]:
    return [item["text"] for section in document.data["sections"] for item in section["items"]]


def item(checklist, text):
    [found] = [item for item in checklist.items.values() if item.text == text]
    return found


def test_every_box_that_github_shows_is_an_item(wild):
    assert [(section.title, [item.text for item in section.items]) for section in wild.sections] == [
        ("Doors", ["SEC-01: Every door can be locked, also the back one", "Nobody else has a key",
                   "No door squeaks & none sticks", "Hinges are oil canoiled", "Paint is whole",
                   "Numbers are big readable", "are straight", "and dry", "Quoted doors count"]),
        ("Windows › Back", ["Panes are whole", "Shutters hold"]),
        ("Attic", ["Hatch closes"]),
        ("Cellar › Windows", ["Panes are whole"]),
        ("Garden › Windows", ["Panes are whole"]),
    ]  # fmt: skip


def test_what_is_skipped_is_told_with_its_line():
    assert read(WILD).skipped == (
        "line 14: a box in an HTML comment, which --fenced takes",
        "line 38: '[] no box' begins with no box: write '[ ]' for one",
        "line 41: a box outside a list",
        "line 43: a box in fenced code, which --fenced takes",
        "line 39: a box without a text",
        "line 70: heading 'Nothing here': no items below it",
    )


def test_what_else_a_person_should_know_is_told():
    assert read(WILD).notes == (
        "3 boxes are ticked in the file: a checklist has no answers, so that extra.ticked keeps it",
        "4 list entries have no box: kept as text of the item or section that they belong to",
    )


def test_title_and_description_stand_above(wild):
    assert (wild.id, wild.title, wild.description) == (
        "house-review", "House review", "Held against every house before it is let."
    )  # fmt: skip
    assert wild.extra == {
        "front": {"name": "House review", "about": "what a house must be"},
        "text": "- Doors\n\nDeutsch | English",
    }


def test_what_stands_in_an_item_is_its_guidance(wild):
    assert wild["doors.locked"].why == "From outside too.\n- By key"


def test_a_nested_item_says_what_it_is_part_of(wild):
    dry = item(wild, "and dry")
    assert (dry.why, dry.extra) == ("Part of: Frames: › are straight", {"parents": ["Frames:", "are straight"]})


def test_links_are_references_and_others_are_kept(wild):
    door = wild["doors.locked"]
    assert [(link.title, link.url) for link in door.references] == [("door", "https://example.org/d")]
    assert door.extra == {"links": [{"title": "back one", "url": "back.md"}]}
    assert item(wild, "Nobody else has a key").references[0].url == "https://example.org/norm"


def test_images_are_kept(wild):
    assert item(wild, "Hinges are oil canoiled").extra["images"] == [{"title": "oil can", "url": "oil.png"}]


def test_prose_of_a_section_is_kept(wild):
    assert wild.sections[0].extra == {"text": "Look at each of them.\n- Frames:\n- [] no box\n\n[ ] loose one"}


def test_upper_headings_are_kept(wild):
    assert wild.sections[1].extra == {"headings": ["Doors"], "text": "☐ loose"}


def test_fenced_takes_what_is_hidden(read_text):
    text = "# A\n- [ ] one\n```\n- [ ] two\n## B\n- [ ] three\n```\n<!--\n- [ ] four\n-->\n- x\n\n      - [ ] five\n"
    assert texts(read_text(text)) == ["one"]
    assert texts(read_text(text, fenced=True)) == ["one", "two", "three", "four", "five"]


def test_a_file_with_fenced_boxes_only_says_so(read_text, tmp_path):
    with pytest.raises(ChecklistError) as caught:
        read_text("# A\n```\n- [ ] one\n- [ ] two\n```\n")
    assert str(caught.value) == (
        f"{tmp_path / 'house.md'}: there are no boxes but 2 in fenced code. "
        "`archnb checklist import FILE --fenced` takes them."
    )


def test_a_file_without_boxes_says_what_it_has(read_text, tmp_path):
    with pytest.raises(ChecklistError) as caught:
        read_text("# A\n- one\n\n|x|y|\n|-|-|\n|1|2|\n")
    assert str(caught.value) == (
        f"{tmp_path / 'house.md'}: no items were found, only 1 headings, 1 list entries without a box, 1 tables. "
        "Write each item as '- [ ] what must hold'. "
        "Or say which column holds them: --map text=COLUMN; the first table has 'x', 'y'."
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- [ ]no blank", "no blank"),
        ("- \\[ \\] escaped", "escaped"),
        ("- [\u00a0] no-break space", "no-break space"),
        ('- <input type="checkbox" checked> HTML', "HTML"),
        ("- [ ] <kbd>a</kbd><br>b", "a b"),
        ("- [ ] الباب \u200fمغلق", "الباب \u200fمغلق"),
        ("- [ ] [x](https://example.org)", "x"),
        ("   - [ ] a\n     b\nc", "a b c"),
    ],
)
def test_a_box_however_it_is_written(read_text, line, expected):
    assert texts(read_text(line + "\n")) == [expected]


@pytest.mark.parametrize("line", ["- [x](https://example.org) link", "- [x]: a", "- [-] dash", "[ ] paragraph"])
def test_what_is_no_box(read_text, line):
    assert texts(read_text(f"- [ ] one\n\n{line}\n")) == ["one"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_byte_order_mark_change_nothing(read_text, end):
    assert texts(read_text("\ufeff" + end.join(["# A", "- [ ] one", "", "- [ ] two", ""]))) == ["one", "two"]


def test_windows_of_the_text_make_the_whole(read_text):
    # More than 16 KiB in one list, with a definition of its links behind it, and lines in the report.
    rows = [f"- [ ] item {n} [r]\n  - detail {n}\n" for n in range(3000)]
    document = read_text("# A\n" + "".join(rows) + "- []\n\n[r]: https://example.org\n")
    items = document.data["sections"][0]["items"]
    assert [item["text"] for item in items] == [f"item {n} r" for n in range(3000)]
    assert {(item["why"], item["references"][0]["url"]) for item in items} == {
        (f"- detail {n}", "https://example.org") for n in range(3000)
    }
    assert document.skipped == ("line 6002: '[]' begins with no box: write '[ ]' for one",)


def test_a_long_line_is_taken_as_it_is(read_text):
    assert texts(read_text("- [ ] " + "*a* " * 10_000)) == [("*a* " * 10_000).strip()]


def test_several_titles_are_sections(read_text):
    document = read_text("# A\n- [ ] one\n# B\n- [ ] two\n")
    assert (document.data["title"], [section["title"] for section in document.data["sections"]]) == (
        "house",
        ["A", "B"],
    )


def test_without_headings_ids_do_not_hang_on_the_files_name(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("- [ ] Locked\n")
    assert [list(Checklist.load(tmp_path / name).items) for name in ("a.md", "b.md")] == [["items.locked"]] * 2
