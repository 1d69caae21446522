from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archnb.cli import main

RESERVED = (
    "archnb: the name 'checklists' is reserved: a portfolio's own checklists lie in a folder of that name. "
    "Choose another name for the project.\n"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def made() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file() and path.name != ".gitignore")


def info(folder: str) -> dict[str, object]:
    return json.loads(Path("reviews", folder, "review.json").read_bytes())


def test_a_review_and_its_notebook_are_made():
    result = new("payments-api")
    assert result.exit_code == 0
    assert result.stdout == (
        "Made reviews/payments-api\nMade payments-api.ipynb\nFill it in: archnb lab payments-api.ipynb\n"
    )
    assert made() == ["payments-api.ipynb", "reviews/payments-api/review.json"]


def test_the_name_is_kept_as_typed():
    new("Payments API")
    assert info("payments-api") == {
        "project": "Payments API",
        "checklist": {"id": "python-backend", "version": "1.0.0"},
    }


def test_another_folder_can_be_named(here: Path):
    new("api", "--folder", str(here / "work"))
    assert made() == ["work/api.ipynb", "work/reviews/api/review.json"]


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("team=payments", {"team": "payments"}),
        ("tier=1", {"tier": 1}),
        ("load=1.5", {"load": 1.5}),
        ("public=true", {"public": True}),
        ("public=False", {"public": False}),
        ("code=007", {"code": "007"}),
        ("x=nan", {"x": "nan"}),
        ("account=12345678901234567890", {"account": "12345678901234567890"}),
        ("url=a=b", {"url": "a=b"}),
        ("empty=", {"empty": ""}),
        (" team = red ", {"team": "red"}),
    ],
)
def test_tags_become_numbers_truths_or_text(said: str, tag: dict[str, object]):
    new("api", "--tag", said)
    kept = info("api")["tags"]
    assert (kept, [type(value) for value in kept.values()]) == (tag, [type(value) for value in tag.values()])


@pytest.mark.parametrize("said", ["team", "=red"])
def test_a_tag_without_name_or_value_is_refused(said: str):
    result = new("api", "--tag", said)
    assert (result.exit_code, made()) == (2, [])
    assert result.stderr == (
        f"archnb: tag '{said}' has no name or no value. Write it as name=value: --tag team=payments\n"
    )


def test_a_review_that_is_there_is_kept():
    new("api")
    Path("api.ipynb").unlink()
    before = Path("reviews/api/review.json").read_bytes()
    result = new("API", "--tag", "team=red")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "archnb: reviews/api: there is a review of that name already, and it was kept. "
        "Fill it in with `archnb lab .`, or choose another name.\n"
    )
    assert Path("reviews/api/review.json").read_bytes() == before
    assert made() == ["reviews/api/review.json"]


def test_a_notebook_that_is_there_is_kept():
    Path("api.ipynb").write_text("mine")
    result = new("api")
    assert result.exit_code == 0
    assert "Kept api.ipynb, which was there\n" in result.stdout
    assert Path("api.ipynb").read_text() == "mine"


@pytest.mark.parametrize("name", ["checklists", "Checklists"])
def test_the_name_of_the_checklists_folder_is_refused(name: str):
    result = new(name)
    assert (result.exit_code, result.stderr, made()) == (2, RESERVED, [])


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc",
        "CON",
        "..",
        "x" * 300,
        "مشروع",
        "🚀 launch",
        "a\\b",
        "\x1b[31mred",
        "-rf",
        "<script>",
        "a\udcffb",
    ],
)
def test_no_name_leaves_the_folder(here: Path, name: str):
    inner = here / "inner"
    inner.mkdir()
    assert new("--folder", str(inner), "--", name).exit_code == 0
    (notebook,) = inner.glob("*.ipynb")
    assert set(made()) == {f"inner/{notebook.name}", f"inner/reviews/{notebook.stem}/review.json"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "a name is empty. Give a name with at least one letter or digit."),
        ("\u200b", "a name is empty. Give a name with at least one letter or digit."),
        ("x" * 301, "a project's name has at most 300 characters. Choose a shorter name."),
    ],
)
def test_a_name_that_no_folder_can_have_is_refused(name: str, said: str):
    result = new(name)
    assert (result.exit_code, result.stderr, made()) == (2, f"archnb: {said}\n", [])


def test_a_checklist_of_ones_own_goes_with_the_portfolio(here: Path):
    Path("house.md").write_text("# House\n\n## Doors\n- [ ] Locked\n")
    new("villa", "--checklist", "house.md")
    assert info("villa")["checklist"] == {"id": "house", "version": "1"}
    Path("house.md").unlink()
    assert "  ○ unanswered Locked" in CliRunner().invoke(main, ["show", "villa"]).stdout


def test_an_unknown_checklist_makes_nothing():
    result = new("api", "--checklist", "python-backnd")
    assert (result.exit_code, made()) == (2, [])
    assert result.stderr == ("archnb: there is no built-in checklist 'python-backnd'. Did you mean 'python-backend'?\n")


def test_a_reviewer_without_a_name_is_refused():
    result = new("api", "--reviewer", " ")
    assert (result.exit_code, made()) == (2, [])
    assert result.stderr == "archnb: a name is empty. Give a name with at least one letter or digit.\n"
