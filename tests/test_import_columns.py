"""CSV, YAML and JSON without a format of their own: columns, or keys, become fields."""

import json

import pytest

from archnb import Checklist
from archnb.errors import ChecklistError
from archnb.formats import read

CSV = "Area,Question,Risk,Owner\nDoors,Do locks turn?,High,Ana\n,Do hinges move?,green,\nRoof,,low,Ben\n"


@pytest.fixture
def write(tmp_path):
    def writing(name: str, text: str):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return writing


def items_of(file, **options):
    checklist = Checklist.parse(read(file, **options).data)
    return [(section.title, item.text, item.severity) for section in checklist.sections for item in section.items]


def words_of(file, **options) -> str:
    with pytest.raises(ChecklistError) as caught:
        read(file, **options)
    return str(caught.value).removeprefix(f"{file}:").strip()


DOORS = [("Doors", "Do locks turn?", "high"), ("Doors", "Do hinges move?", "medium")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["audit.csv", "audit.txt"])
def test_the_delimiter_is_found(write, delimiter, name):
    assert items_of(write(name, CSV.replace(",", delimiter))) == DOORS


def test_a_first_line_may_say_the_delimiter(write):
    assert items_of(write("audit.csv", "sep=;\n" + CSV.replace(",", ";"))) == DOORS


def test_what_has_no_place_is_kept(write):
    [section] = read(write("audit.csv", CSV)).data["sections"]
    assert [item.get("extra") for item in section["items"]] == [{"Owner": "Ana"}, {"Risk": "green"}]


def test_the_report_says_columns_and_rows_without_a_text(write):
    document = read(write("audit.csv", CSV))
    assert document.skipped == ("row 3: no text in 'Question'",)
    assert document.notes == (
        "read by the columns: 'Question' is text, 'Area' is section, 'Risk' is severity",
        "'green' is no severity: 1 items are medium",
    )


def test_columns_are_named_by_a_person(write):
    file = write("audit.csv", "A,B,C\nLocks turn,Doors,P1\n")
    assert items_of(file, columns={"text": "a", "section": "B", "severity": "C"}) == [("Doors", "Locks turn", "high")]


def test_without_a_known_column_the_columns_are_listed(write):
    assert words_of(write("audit.csv", "A,B\n1,2\n")) == (
        "it is not known which column holds the items' texts. Say so: --map text=COLUMN. The columns are 'A', 'B'."
    )


def test_a_column_that_does_not_exist_is_told(write):
    file = write("audit.csv", CSV)
    assert words_of(file, columns={"text": "Frage"}) == (
        "there is no column 'Frage'. The columns are 'Area', 'Question', 'Risk', 'Owner'."
    )


def test_a_field_that_does_not_exist_is_told(write):
    file = write("audit.csv", CSV)
    assert words_of(file, columns={"severty": "Risk"}) == (
        "there is no field 'severty' to map a column to. Did you mean 'severity'?"
    )


@pytest.mark.parametrize(
    "data",
    [
        [{"section": "Doors", "question": "Locks turn", "priority": "high"}],
        {"Doors": [{"question": "Locks turn", "priority": "high"}]},
        {"title": "House", "categories": [{"name": "Doors", "checks": [{"check": "Locks turn", "risk": "high"}]}]},
        {"Doors": {"D-1": {"question": "Locks turn", "priority": "high"}}},
    ],
)
@pytest.mark.parametrize("name", ["audit.json", "audit.yaml", "audit"])
def test_lists_are_found_where_they_stand(write, data, name):
    assert items_of(write(name, json.dumps(data))) == [("Doors", "Locks turn", "high")]


def test_a_list_of_texts_is_a_checklist(write):
    assert items_of(write("audit.yaml", "Doors:\n- Locks turn\n- yes\n")) == [
        ("Doors", "Locks turn", "medium"), ("Doors", "yes", "medium"),
    ]  # fmt: skip


def test_aliases_tags_and_merges_of_others_are_read(write):
    text = "- &a !Check {question: Locks turn, risk: high}\n- <<: *a\n  question: Hinges move\n"
    assert [item[1:] for item in items_of(write("audit.yaml", text))] == [
        ("Locks turn", "high"),
        ("Hinges move", "high"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.yaml", "a: &a [*a]\n", "line 1: alias 'a' names nothing that is complete. Mend the YAML at that line."),
        ("a.yaml", "- a: 1\n  a: 2\n", "line 2: key 'a' is given twice. Remove one of them."),
        ("a.yaml", "[" * 70 + "]" * 70, "line 1: nested deeper than 64 levels. A checklist needs six."),
        ("a.json", "[" * 70 + "]" * 70, "nested deeper than 64 levels. A checklist needs six."),
        ("a.json", "[" * 99_999 + "]" * 99_999, "nested deeper than 64 levels. A checklist needs six."),
        ("a.json", '[{"a": 1,\n"a": 2}]', "line 2: key 'a' is given twice. Remove one of them."),
        ("a.json", "[NaN]", "NaN is no number in JSON. Put it in quotes, or write another number."),
        ("a.json", "[1e999]", "1e999 is too large a number. Put it in quotes, or write another number."),
        ("a.json", "[1,\n]", "line 2: not JSON: expecting value. Mend the JSON at that line."),
        ("a.csv", 'a,b\n"c', "line 2: unexpected end of data. Mend the file there, or split it."),
    ],
)  # fmt: skip
def test_what_is_broken_is_told_with_its_line(write, name, text, words):
    assert words_of(write(name, text)) == words


def test_a_small_file_that_would_be_a_huge_one_is_refused(write):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert words_of(write("a.yaml", "\n".join(lines))).endswith(
        "YAML aliases make the data too large. Write the values out where they are used."
    )
