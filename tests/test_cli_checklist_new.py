"""`archnb checklist new` makes a file that can be used as it is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from archnb import Checklist, Review
from archnb.authoring import validate
from archnb.authoring.schema import schema_text
from archnb.cli import main

OWN = Path("reviews/checklists")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    return result.stderr


@pytest.mark.parametrize("name", ["House rules", "123", "yes", "a: b #c", "\u202eabc", "Türen", "الأبواب"])
def test_there_is_nothing_to_say_against_the_file(name):
    run("checklist", "new", name)
    [file] = OWN.glob("*.yaml")
    assert validate(file).remarks == ()


def test_what_it_is_called():
    run("checklist", "new", "house rules")
    checklist = Checklist.load(OWN / "house-rules.yaml")
    assert (checklist.id, checklist.title, checklist.version) == ("house-rules", "House rules", "1")


def test_what_to_do_next_is_told():
    assert run("checklist", "new", "house") == (
        "Made reviews/checklists/house.yaml\n"
        "Look it over: archnb checklist validate reviews/checklists/house.yaml\n"
        "Use it: archnb new PROJECT --checklist reviews/checklists/house.yaml\n"
    )


@pytest.mark.parametrize("said", ["house", "house.yaml", "reviews/checklists/house.yaml"])
def test_a_review_of_it_is_begun(said):
    run("checklist", "new", "house")
    run("new", "villa", "--checklist", said)
    assert list(Review.open("reviews/villa").checklist.items) == [
        "operations.backup-restored",
        "operations.owner-named",
    ]


def test_the_schema_lies_beside_it():
    run("checklist", "new", "house")
    assert (OWN / "house.yaml").read_text().splitlines()[0] == "# yaml-language-server: $schema=./checklist.schema.json"
    assert (OWN / "checklist.schema.json").read_text() == schema_text()


@pytest.mark.parametrize("base", ["python-backend", "rules/list.md", "other"])
def test_another_checklist_is_extended(base):
    Path("rules").mkdir()
    Path("rules/list.md").write_text("# List\n## A\n- [ ] one\n")
    run("checklist", "new", "other")
    run("checklist", "new", "house", "--from", base)
    found = {"other": OWN / "other.yaml"}.get(base, base)
    assert list(Checklist.load(OWN / "house.yaml").items) == [*Checklist.load(found).items, "house.owner-named"]
    assert validate(OWN / "house.yaml").checklist is not None


def test_nothing_is_overwritten():
    run("checklist", "new", "house")
    (OWN / "house.yaml").write_text("mine")
    assert refused("checklist", "new", "House") == (
        "archnb: reviews/checklists/house.yaml: there is a checklist of that name already, and it was kept. "
        "Change that one, or choose another name.\n"
    )
    assert (OWN / "house.yaml").read_text() == "mine"


def test_an_unknown_base_makes_no_file():
    assert "there is no built-in checklist 'python-backen'" in refused(
        "checklist", "new", "house", "--from", "python-backen"
    )
    assert not OWN.exists()


def test_the_schema_is_printed_or_written():
    assert json.loads(run("checklist", "schema")) == json.loads(schema_text())
    run("checklist", "schema", "-o", "x.json")
    assert Path("x.json").read_text() == schema_text()
