"""A checklist in other formats: what they hold is the same, and what they do not hold is told."""

import csv
import io
import json
import string
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archnb import Checklist
from archnb.authoring.conversion import converted
from archnb.cli import main
from archnb.export import csv_restored
from archnb.formats import markdown
from archnb.formats.native import load_yaml

BUILT_IN = Checklist.load("python-backend")


def checklist(*texts: str, **fields: Any) -> Checklist:
    items = [{"id": f"a.{number}", "text": text, **fields} for number, text in enumerate(texts)]
    return Checklist.parse(
        {"id": "a", "title": "A", "version": "1", "sections": [{"id": "s", "title": "S", "items": items}]}
    )


def document(asked: Checklist, to: str) -> str:
    [text] = converted(asked, to).documents
    return text


# YAML: everything.

TEXT = st.text(min_size=1, max_size=30)
IDS = st.text(alphabet=string.ascii_letters + string.punctuation + "é", min_size=1, max_size=12)
REFERENCE = st.fixed_dictionaries({"title": TEXT, "url": TEXT.map("https://{}".format)})
ITEM = st.fixed_dictionaries(
    {"text": TEXT},
    optional={
        "severity": st.sampled_from(["critical", "high", "medium", "low"]),
        "weight": st.floats(0, 1e6),
        "why": st.text(),
        "verify": st.lists(st.text(), max_size=3),
        "yes": st.text(),
        "no": st.text(),
        "effort": st.sampled_from(["S", "M", "L", ""]),
        "references": st.lists(REFERENCE, max_size=2),
        "maps": st.dictionaries(st.text(), st.lists(st.text(), max_size=2), max_size=2),
        "related": st.lists(st.text(), max_size=2),
        "extra": st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.text()), max_size=2),
    },
)


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    sections = draw(st.lists(st.lists(ITEM, min_size=1, max_size=3), min_size=1, max_size=3))
    ids = iter(draw(st.lists(IDS, min_size=12, max_size=12, unique=True)))
    data = [
        {"id": next(ids), "title": draw(TEXT), "items": [{"id": next(ids), **item} for item in items]}
        for items in sections
    ]
    return Checklist.parse({"id": draw(IDS), "title": draw(TEXT), "version": draw(TEXT), "sections": data})


@given(checklists())
def test_yaml_gives_the_checklist_back(asked: Checklist) -> None:
    assert Checklist.parse(load_yaml(document(asked, "yaml"), Path("a.yaml"))) == asked


def test_yaml_gives_the_built_in_checklist_back() -> None:
    assert Checklist.parse(load_yaml(document(BUILT_IN, "yaml"), Path("a.yaml"))) == BUILT_IN
    assert converted(BUILT_IN, "yaml").left_out == ()


# Markdown: texts and ids.


def read_markdown(text: str) -> Checklist:
    return Checklist.parse(markdown.read(text, Path("a.md")).data)


def names(asked: Checklist) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(part.id, part.title, [(item.id, item.text) for item in part.items]) for part in asked.sections]


def test_markdown_gives_texts_and_ids_back() -> None:
    back = read_markdown(document(BUILT_IN, "md"))
    assert (back.id, back.title, names(back)) == (BUILT_IN.id, BUILT_IN.title, names(BUILT_IN))


ACTIVE = "\\`*_{}[]()<>#+-.!|&;~$@:/'\"=abc1 \u200f"


@given(st.text(alphabet=ACTIVE, min_size=1).map(str.strip).filter(bool))
def test_a_text_is_no_markup(text: str) -> None:
    [item] = read_markdown(document(checklist(text), "md")).items.values()
    assert item.text == " ".join(text.split())  # Markdown, too, shows a run of blanks as one


@given(IDS)
def test_an_id_ends_no_comment(id_: str) -> None:
    asked = Checklist.parse(checklist("x").to_data() | {"id": id_})
    assert read_markdown(document(asked, "md")).id == id_


def test_a_task_list_on_paper() -> None:
    asked = checklist("Every *door*", "a\nb")
    assert document(asked, "md") == (
        "<!-- id: a -->\n\n# A\n\n<!-- id: s -->\n\n## S\n\n"
        "- [ ] Every \\*door\\* <!-- id: a.0 -->\n- [ ] a b <!-- id: a.1 -->\n"
    )


def test_what_markdown_does_not_hold_is_told() -> None:
    assert converted(checklist("x", why="y", weight=2), "md").left_out == (
        "the checklist's version",
        "what the items say under weight, why",
    )


# CSV: a row per item.


def rows(asked: Checklist) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document(asked, "csv"))))


def test_every_field_of_every_item_has_a_cell() -> None:
    found = rows(BUILT_IN)
    assert [row["id"] for row in found] == list(BUILT_IN.items)
    item, row = BUILT_IN["security.cors"], next(row for row in found if row["id"] == "security.cors")
    assert (row["section"], row["text"], row["weight"]) == ("Security", item.text, "1.0")
    assert row["verify"].split("\n") == list(item.verify)
    assert csv_restored(row["references"]) == "\n".join(f"{r.title} {r.url}" for r in item.references)
    assert json.loads(row["maps"]) == {name: list(values) for name, values in item.maps.items()}


def test_a_spreadsheet_sees_no_formula() -> None:
    assert rows(checklist("=1+1", why="+x"))[0]["text"] == "'=1+1"


def test_what_csv_does_not_hold_is_told() -> None:
    assert converted(checklist("x"), "csv").left_out == ("the checklist's id, title, version",)


# The command.


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["checklist", "convert", *map(str, arguments)])
    return result.exit_code, result.output


def test_a_file_is_made_and_what_was_left_out_is_told(tmp_path: Path, house_file: Path) -> None:
    assert run(house_file, "--to", "md", "-o", tmp_path / "house.md") == (
        0,
        f"Made {tmp_path}/house.md\nLeft out: the checklist's version\n"
        "Left out: what the items say under severity, severity_reason, weight, why, verify\n",
    )
    assert list(Checklist.load(tmp_path / "house.md").items) == list(Checklist.load(house_file).items)


def test_one_that_extends_another_is_written_whole(tmp_path: Path, house_file: Path) -> None:
    (tmp_path / "villa.yaml").write_text("id: villa\nversion: '1'\nextends: house.yaml\nremove: [roof]\n")
    run(tmp_path / "villa.yaml", "--to", "yaml", "-o", tmp_path / "whole.yaml")
    house_file.unlink()
    assert list(Checklist.load(tmp_path / "whole.yaml").items) == ["doors.locked", "doors.oiled"]


def test_a_checklist_is_not_written_over_itself(house_file: Path) -> None:
    before = house_file.read_bytes()
    assert run(house_file, "--to", "md", "-o", house_file) == (
        2,
        f"archnb: {house_file}: this is the checklist itself. "
        "Give another name: what finds no place in the new format would be lost.\n",
    )
    assert house_file.read_bytes() == before


def test_a_long_checklist_makes_several_lenses(tmp_path: Path) -> None:
    run("python-backend", "--to", "aws-lens", "-o", tmp_path / "lens.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lens-1.json", "lens-2.json"]


@pytest.mark.parametrize("to", ["md", "yaml", "csv", "aws-lens"])
def test_one_item_is_enough(to: str) -> None:
    assert len(converted(checklist("x"), to).documents) == 1
