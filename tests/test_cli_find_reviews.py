from __future__ import annotations

from pathlib import Path

import pytest

from archnb.errors import StoreError
from archnb.store import find_reviews


def add(root: Path, *folders: str) -> None:
    for folder in folders:
        (root / folder).mkdir(parents=True)
        (root / folder / "review.json").write_text("{}")


def test_reviews_are_found_at_any_depth(tmp_path: Path):
    add(tmp_path, "z", "teams/red/api", "a")
    assert find_reviews(tmp_path) == [tmp_path / "a", tmp_path / "teams" / "red" / "api", tmp_path / "z"]


def test_a_review_is_found_in_itself(tmp_path: Path):
    add(tmp_path, "api")
    assert find_reviews(tmp_path / "api") == [tmp_path / "api"]


@pytest.mark.parametrize("foreign", [".venv", ".git/x", "node_modules/pkg", "venv", "lib/site-packages/y"])
def test_other_programs_folders_are_passed_over(tmp_path: Path, foreign: str):
    add(tmp_path, "api", foreign)
    assert find_reviews(tmp_path) == [tmp_path / "api"]


def test_links_are_not_followed(tmp_path: Path):
    add(tmp_path, "outside/api", "reviews/web")
    (tmp_path / "reviews" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "reviews" / "web" / "loop").symlink_to(tmp_path)
    assert find_reviews(tmp_path / "reviews") == [tmp_path / "reviews" / "web"]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path):
    errors: list[StoreError] = []
    assert find_reviews(tmp_path / "gone", on_error=errors.append) == []
    assert [str(error) for error in errors] == [f"{tmp_path / 'gone'}: no such file or directory"]
