from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb import Checklist
from archnb.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("house.md").write_text("# House rules\n## Doors\n- [ ] Locked\n- [x] Oiled\n## Notes\n```\n- [ ] Open\n```\n")


def import_(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["checklist", "import", *arguments])


def test_a_file_becomes_a_checklist_and_a_report():
    assert import_("house.md").stdout == (
        "House rules 1\n"
        "     2  items in 1 section\n"
        "     2  skipped:\n"
        "        line 6: a box in fenced code, which --fenced takes\n"
        "        line 5: heading 'Notes': no items below it\n"
        "     1  noted:\n"
        "        one box is ticked in the file: a checklist has no answers, so that extra.ticked keeps it\n"
        "Made house-rules.yaml\n"
        "Begin with: archnb new PROJECT --checklist house-rules.yaml\n"
    )
    assert list(Checklist.load("house-rules.yaml").items) == ["doors.locked", "doors.oiled"]


def test_a_review_begins_with_it():
    import_("house.md")
    result = CliRunner().invoke(main, ["new", "villa", "--checklist", "house-rules.yaml"])
    assert (result.exit_code, result.stderr) == (0, "")


def test_it_is_named_otherwise():
    import_("house.md", "-o", "h.yaml", "--title", "My house", "--version", "7", "--id", "my house", "--fenced")
    checklist = Checklist.load("h.yaml")
    assert (checklist.id, checklist.title, checklist.version, len(checklist.items)) == ("my-house", "My house", "7", 3)


def test_columns_are_named():
    Path("a.csv").write_text("A,B\nLocked,Doors\n")
    assert import_("a.csv", "--map", "text=A", "--map", "section=B").exit_code == 0
    assert list(Checklist.load("a.yaml").items) == ["doors.locked"]


def test_a_column_without_a_field_is_told():
    result = import_("house.md", "--map", "A")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'A' is not FIELD=COLUMN, such as text=Question." in result.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("old.yaml", "archnb: old.yaml: the file exists already. Remove it, or give another name with -o.\n"),
        ("house.md", "archnb: house.md: a checklist's name ends in .yaml. Give such a name, as in `-o audit.yaml`.\n"),
    ],
)
def test_nothing_is_written_over(name: str, words: str):
    Path("old.yaml").write_text("mine")
    result = import_("house.md", "-o", name)
    assert (result.exit_code, result.stderr, Path("old.yaml").read_text()) == (2, words, "mine")


def test_of_many_lines_of_a_kind_three_are_listed_unless_all_are_asked_for():
    Path("long.md").write_text("- [ ] a\n" + "# x\n" * 31 + "```\n- [ ] b\n```\n")
    told = import_("long.md", "-o", "1.yaml").stdout
    assert told.count("heading 'x'") == 3
    assert "        … and 27 more: no items below it; --verbose lists them\n" in told
    assert "        line 33: a box in fenced code, which --fenced takes\n" in told
    assert import_("long.md", "-o", "2.yaml", "--verbose").stdout.count("no items below it") == 30


def test_of_many_kinds_20_lines_are_listed():
    gone = [{"name": "status", "value": "withdrawn"}]
    controls = [{"id": f"c-{n}", "title": f"Rule {n}", "props": gone if n else []} for n in range(26)]
    groups = [{"id": "c", "title": "Rules", "controls": controls}]
    catalog = {"uuid": "1", "metadata": {"title": "Rules", "version": "1"}, "groups": groups}
    Path("rules.json").write_text(json.dumps({"catalog": catalog}))
    told = import_("rules.json").stdout
    assert told.count("is withdrawn") == 20
    assert "        … and 5 more, which --verbose lists\n" in told
