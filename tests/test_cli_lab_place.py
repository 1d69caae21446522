from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from archnb.cli import main
from archnb.cli.place import notebook_to_open
from archnb.errors import StoreError


def new(folder: Path, project: str, *, changed: int = 1_000) -> Path:
    CliRunner().invoke(main, ["new", project, "--folder", str(folder)])
    os.utime(folder / f"{project}.ipynb", (changed, changed))
    return folder / f"{project}.ipynb"


def made(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".gitignore"]
    return sorted(str(path.relative_to(folder)) for path in files)


def test_the_only_review_notebook_is_opened(tmp_path: Path):
    notebook = new(tmp_path, "api")
    (tmp_path / "other.ipynb").write_text('{"cells": []}')
    assert notebook_to_open(tmp_path) == notebook


def test_of_several_the_most_recently_changed_one_is_opened(tmp_path: Path):
    new(tmp_path, "a", changed=1_000)
    newest = new(tmp_path, "b", changed=3_000)
    new(tmp_path, "c", changed=2_000)
    assert notebook_to_open(tmp_path) == newest


def test_a_notebook_can_be_named(tmp_path: Path):
    named = new(tmp_path, "a", changed=1_000)
    new(tmp_path, "b", changed=3_000)
    assert notebook_to_open(named) == named


def test_in_an_empty_folder_a_first_review_is_made_and_named_after_it(tmp_path: Path):
    folder = tmp_path / "Web Shop"
    folder.mkdir()
    assert notebook_to_open(folder) == folder / "web-shop.ipynb"
    assert made(folder) == ["reviews/web-shop/review.json", "web-shop.ipynb"]


def test_opening_it_again_makes_no_other(tmp_path: Path):
    first = notebook_to_open(tmp_path)
    before = made(tmp_path)
    assert notebook_to_open(tmp_path) == first
    assert made(tmp_path) == before


@pytest.mark.parametrize("name", ["checklists", "\u200b"])
def test_a_folder_whose_name_is_not_usable_gets_my_project(tmp_path: Path, name: str):
    folder = tmp_path / name
    folder.mkdir()
    assert notebook_to_open(folder) == folder / "my-project.ipynb"


def test_a_review_without_a_notebook_gets_one(tmp_path: Path):
    for project, changed in (("old", 1_000), ("fresh", 2_000)):
        new(tmp_path, project).unlink()
        os.utime(tmp_path / "reviews" / project / "review.json", (changed, changed))
    log = tmp_path / "reviews" / "old" / "ana.jsonl"
    log.write_text("")
    os.utime(log, (3_000, 3_000))
    assert notebook_to_open(tmp_path) == tmp_path / "old.ipynb"
    assert made(tmp_path) == [
        "old.ipynb",
        "reviews/fresh/review.json",
        "reviews/old/ana.jsonl",
        "reviews/old/review.json",
    ]


def test_a_reviews_own_folder_opens_its_notebook(tmp_path: Path):
    wanted = new(tmp_path, "a", changed=1_000)
    new(tmp_path, "b", changed=3_000)
    assert notebook_to_open(tmp_path / "reviews" / "a") == wanted


def test_the_reviews_folder_stands_for_the_one_above(tmp_path: Path):
    notebook = new(tmp_path, "api")
    assert notebook_to_open(tmp_path / "reviews") == notebook


def test_a_review_elsewhere_is_refused(tmp_path: Path):
    new(tmp_path, "api")
    (tmp_path / "reviews").rename(tmp_path / "audits")
    with pytest.raises(StoreError) as refused:
        notebook_to_open(tmp_path / "audits" / "api")
    assert str(refused.value) == (
        f"{tmp_path / 'audits' / 'api'}: the review is not in a folder named 'reviews', where its notebook would "
        "look for it. Open it in a notebook of your own: archnb.Review.open(...).form()."
    )


def test_archnbs_own_checkout_stays_clean(tmp_path: Path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "archnb"\n')
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    assert notebook_to_open(tmp_path) == tmp_path / "my-reviews" / "my-project.ipynb"
    status = ["git", "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(status, cwd=tmp_path, capture_output=True, check=True).stdout == b"A  pyproject.toml\n"


def test_another_projects_checkout_gives_its_name(tmp_path: Path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "pyproject.toml").write_text('[project]\nname = "shop-backend"\n')
    assert notebook_to_open(folder) == folder / "shop.ipynb"
    assert json.loads((folder / "reviews/shop/review.json").read_bytes())["project"] == "shop"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(StoreError) as refused:
        notebook_to_open(tmp_path / "nowhere")
    assert str(refused.value) == (
        f"{tmp_path / 'nowhere'}: there is no such folder or notebook. Give a folder that exists."
    )
