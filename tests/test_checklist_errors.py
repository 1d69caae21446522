"""What is wrong with a checklist is said with file, place and remedy."""

from pathlib import Path

import msgspec
import pytest

from archnb import Checklist
from archnb.errors import ChecklistError

TOP = "id: house\ntitle: House\nversion: '1'\nsections:\n"
SECTION = TOP + "- id: doors\n  title: Doors\n  items:\n"
ITEM = SECTION + "  - id: doors.a\n    text: Locked\n"
NESTED = "items: " + "[" * 33

CASES = {
    "severity": (
        ITEM + "    severity: urgent\n",
        "sections[0].items[0].severity: invalid enum value 'urgent'. Use one of critical, high, medium, low.",
    ),
    "unknown field of an item": (
        ITEM + "    severty: high\n",
        "sections[0].items[0]: object contains unknown field `severty`. Did you mean 'severity'?",
    ),
    "own field of an item": (
        ITEM + "    colour: red\n",
        "sections[0].items[0]: object contains unknown field `colour`. Put fields of your own under 'extra'.",
    ),
    "unknown field of a section": (
        SECTION + "  - id: doors.a\n    text: Locked\n  titel: Doors\n",
        "sections[0]: object contains unknown field `titel`. Did you mean 'title'?",
    ),
    "unknown field at the top": (
        "owner: ana\n" + ITEM,
        ": object contains unknown field `owner`. Put fields of your own under 'extra'.",
    ),
    "missing field": (
        TOP + "- id: doors\n  title: Doors\n",
        "sections[0]: object missing required field `items`. Add that field.",
    ),
    "number for a text": (
        ITEM.replace("'1'", "1.0"),
        "version: expected `str`, got `float`. Put the value in quotes.",
    ),
    "yes for a text": (
        ITEM.replace("Locked", "yes"),
        "sections[0].items[0].text: expected `str`, got `bool`. Put the value in quotes.",
    ),
    "negative weight": (
        ITEM + "    weight: -1\n",
        "sections[0].items[0].weight: expected `float` >= 0.0. Correct the value at that place.",
    ),
    "blank in an id": (
        ITEM.replace("doors.a", "doors a"),
        "sections[0].items[0].id: expected `str` matching regex '^[^\\\\s\\\\x00-\\\\x1f\\\\x7f]+$'. "
        "An id has no blanks, such as 'security.cors'.",
    ),
    "script for a link": (
        ITEM + "    references: [{title: t, url: 'javascript:alert(1)'}]\n",
        "sections[0].items[0].references[0].url: expected `str` matching regex '^https?://'. "
        "A link begins with http:// or https://.",
    ),
    "section without items": (
        TOP + "- id: doors\n  title: Doors\n  items: []\n",
        "sections[0].items: expected `array` of length >= 1. Add an item, or remove the section.",
    ),
    "no sections": (
        "id: house\ntitle: House\nversion: '1'\nsections: []\n",
        "sections: expected `array` of length >= 1. Add a section.",
    ),
    "item id twice": (
        ITEM + "  - id: doors.a\n    text: Oiled\n",
        "sections[0].items[1].id: id 'doors.a' is taken by sections[0].items[0] already. "
        "Give it an id of its own: answers are kept by id.",
    ),
    "section's id for an item": (
        ITEM + "  - id: doors\n    text: Oiled\n",
        "sections[0].items[1].id: id 'doors' is taken by sections[0] already. "
        "Give it an id of its own: answers are kept by id.",
    ),
    "alias": (
        ITEM.replace("Locked", "&x Locked") + "    why: *x\n",
        "line 9: YAML aliases are not allowed. Write the value out where it is used.",
    ),
    "tag": (
        ITEM.replace("Locked", "!!timestamp x"),
        "line 9: YAML tag 'tag:yaml.org,2002:timestamp' is not allowed. Put a text in quotes instead.",
    ),
    "doubled key": (
        ITEM + "    text: Open\n",
        "line 10: key 'text' is given twice. Remove one of them.",
    ),
    "bare yes as a key": (
        ITEM + "    yes: always\n",
        'line 10: key True is not a text. Put it in quotes: "yes", "no".',
    ),
    "no number after all": (
        ITEM.replace("Locked", "0x_"),
        "line 9: not a number that can be read. Put a text in quotes.",
    ),
    "endless number": (
        ITEM.replace("Locked", "1" * 5000),
        "line 9: not a number that can be read. Put a text in quotes.",
    ),
    "deep nesting": (
        NESTED + "]" * 33,
        "line 1: nested deeper than 32 levels. A checklist needs six.",
    ),
    "not YAML": (
        "id: [1,\n",
        "line 2: did not find expected node content. Mend the YAML at that line.",
    ),
    "control character": (
        ITEM + "    why: \x07\n",
        "line 10: control characters are not allowed. Mend the YAML at that line.",
    ),
    "no mapping": (
        "- Locked\n",
        ": the file is not a mapping with 'id', 'title', 'version' and 'sections'. "
        "Compare it with `archnb checklist show python-backend`.",
    ),
}


def words_of(source: str | Path) -> str:
    with pytest.raises(ChecklistError) as caught:
        Checklist.load(source)
    return str(caught.value)


@pytest.mark.parametrize(("text", "words"), CASES.values(), ids=CASES.keys())
def test_a_faulty_file_is_told(tmp_path, text, words):
    file = tmp_path / "house.yaml"
    file.write_text(text, encoding="utf-8")
    assert words_of(file) == f"{file}{'' if words.startswith(':') else ':'}{words}"


def test_the_faulty_files_share_one_that_is_good(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_text(ITEM, encoding="utf-8")
    assert Checklist.load(file).items["doors.a"].text == "Locked"


def test_quoted_yes_and_no_are_fields(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_text(ITEM + "    'yes': always\n    'no': never\n", encoding="utf-8")
    item = Checklist.load(file)["doors.a"]
    assert (item.yes, item.no) == ("always", "never")


def test_a_date_in_a_text_field_is_text(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_text(ITEM.replace("Locked", "2026-12-24"), encoding="utf-8")
    assert Checklist.load(file)["doors.a"].text == "2026-12-24"


def test_more_than_5_mib_is_refused(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_bytes(ITEM.encode().ljust(5 * 2**20 + 1, b"#"))
    assert words_of(file) == f"{file}: the file is larger than 5 MiB. Split the checklist."


def test_5_mib_are_read(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_bytes(ITEM.encode().ljust(5 * 2**20, b"#"))
    assert list(Checklist.load(file).items) == ["doors.a"]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + ITEM.encode())
    assert Checklist.load(file).id == "house"


def test_other_encodings_than_utf_8_are_refused(tmp_path):
    file = tmp_path / "house.yaml"
    file.write_bytes("id: café\n".encode("latin-1"))
    assert words_of(file) == f"{file}: not UTF-8 at byte 7. Save the file as UTF-8."


def test_a_missing_file_is_told(tmp_path):
    file = tmp_path / "none.yaml"
    assert words_of(file) == f"{file}: no such file or directory. Give the path of a checklist's file."


def test_an_unknown_ending_is_told(tmp_path):
    file = tmp_path / "house.txt"
    file.write_text(ITEM, encoding="utf-8")
    assert words_of(file) == f"{file}: no reader for '.txt' files. archnb reads .json, .markdown, .md, .yaml, .yml."


def test_a_misspelt_built_in_is_told():
    words = "there is no built-in checklist 'python-backnd'. Did you mean 'python-backend'?"
    assert words_of("python-backnd") == words


@pytest.mark.parametrize("name", ["house", "../pyproject", "x" * 300])
def test_an_unknown_built_in_is_told(name):
    words = f"there is no built-in checklist '{name}'. Built in: python-backend; or give a file's path."
    assert words_of(name) == words


def test_a_folder_named_like_a_built_in_does_not_hide_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "python-backend").mkdir()
    assert Checklist.load("python-backend").id == "python-backend"


def test_plain_data_has_no_file_to_name():
    with pytest.raises(ChecklistError) as caught:
        Checklist.parse({"id": "house", "title": "House", "version": 1, "sections": []})
    assert str(caught.value) == "version: expected `str`, got `int`. Put the value in quotes."


def test_an_unknown_item_is_told(house):
    with pytest.raises(ChecklistError) as caught:
        house["doors.lockd"]
    assert str(caught.value) == "there is no item 'doors.lockd' in house 1. Did you mean 'doors.locked'?"


def test_json_of_the_same_shape_is_read(tmp_path, house):
    file = tmp_path / "house.json"
    file.write_bytes(msgspec.json.encode(house.to_data()))
    assert Checklist.load(file) == house
