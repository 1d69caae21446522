"""What is foreign, damaged or hostile is refused by name, and stops nothing else."""

import json
import os
import tracemalloc
from pathlib import Path

import pytest
from loglines import NOON, line, write
from shared_notebooks import change, data_of, save

from archnb import Checklist, Review
from archnb.journal.embedded import digest
from archnb.share import collect, share


@pytest.fixture
def notebook(filled: Review, tmp_path: Path) -> Path:
    return save(filled, tmp_path / "villa.ipynb")


def problem(notebook: Path, into: Path, **options: bool) -> str:
    [done] = collect([notebook], into, **options)
    return done.problem


def with_data(notebook: Path, **new: object) -> Path:
    """The notebook with other data, and a digest that fits."""
    data = data_of(notebook) | new
    change(notebook, data | {"digest": digest(data)})
    return notebook


def test_data_that_was_tampered_with_is_refused_unless_forced(notebook: Path, tmp_path: Path):
    data = data_of(notebook)
    data["logs"]["ana"][0]["status"] = "yes"
    change(notebook, data)
    assert problem(notebook, tmp_path / "new") == (
        f"{notebook}: the data of 'villa' was changed after archnb wrote it: its digest is another. "
        "Ask whoever sent it, or take it as it is with --force."
    )
    assert not (tmp_path / "new").exists()
    assert problem(notebook, tmp_path / "new", force=True) == ""
    assert len(Review.open(tmp_path / "new" / "villa").history) == 4


ELSEWHERE = "Collect it into another folder, or take it as it is with --force."
UPGRADE = (
    "Bring the folder to that version with `archnb upgrade` first, collect it into another folder, "
    "or take it as it is with --force."
)


@pytest.mark.parametrize(("change", "remedy"), [({"id": "castle"}, ELSEWHERE), ({"version": "2"}, UPGRADE)])
def test_another_checklist_is_refused_unless_forced(filled: Review, notebook: Path, change: dict, remedy: str):
    other = data_of(notebook)["checklist"] | change
    with_data(notebook, checklist=other)
    (filled.path / "ben.jsonl").unlink()
    assert problem(notebook, filled.path.parent) == (
        f"{notebook}: it was made for {other['id']} {other['version']}, and {filled.path} asks house 1. {remedy}"
    )
    assert not (filled.path / "ben.jsonl").exists()
    assert problem(notebook, filled.path.parent, force=True) == ""
    assert (filled.path / "ben.jsonl").exists()


def test_a_checklist_that_only_bears_the_name_is_refused(notebook: Path, tmp_path: Path):
    built_in = Checklist.load("python-backend")
    with_data(notebook, checklist=data_of(notebook)["checklist"] | {"id": built_in.id, "version": built_in.version})
    assert "it was made for a python-backend 1.0.0 with other items" in problem(notebook, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("options", [{"redact": ["notes"]}, {"key": "key.json"}])
def test_what_was_shared_in_part_is_never_taken(notebook: Path, tmp_path: Path, options: dict):
    out = tmp_path / "out.ipynb"
    share(notebook, out, **{name: tmp_path / value if name == "key" else value for name, value in options.items()})
    assert "was shared without all its data, or with other names" in problem(out, tmp_path / "new", force=True)
    assert not (tmp_path / "new").exists()


def test_a_project_of_two_reviews_is_refused(filled: Review, notebook: Path, tmp_path: Path, house: Checklist):
    Review.open(filled.path.parent / "second", create=True, project="villa", checklist=house)
    assert "'villa' is the project of more than one review" in problem(notebook, filled.path.parent)


NAMES = ["../../evil", "/etc/evil", "..", "a/b", "C:\\evil", "con", "x\0y", ".hidden", "a\u202eb", "😀", "\x1b[2J"]


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_stay_in_the_folder(notebook: Path, tmp_path: Path, name: str):
    with_data(notebook, project=name, logs={name: data_of(notebook)["logs"]["ana"]})
    place = tmp_path / "deep" / "er" / "new"
    before = {path for path in tmp_path.rglob("*") if "deep" not in path.parts}
    list(collect([notebook], place))
    assert {path for path in tmp_path.rglob("*") if "deep" not in path.parts} == before
    made = [path for path in (tmp_path / "deep").rglob("*") if path.suffix == ".jsonl"]
    assert {path.parent.parent for path in made} <= {place}
    assert all(path.name.isprintable() and path.name[0] != "." for path in made)


def test_two_hostile_names_do_not_become_one(notebook: Path, tmp_path: Path):
    lines = data_of(notebook)["logs"]["ana"]
    with_data(notebook, logs={"a/x": lines[:1], "b/x": lines[1:]})
    [done] = collect([notebook], tmp_path / "new")
    assert done.added == {"villa": 2}


def test_the_folder_of_checklists_is_no_project(notebook: Path, tmp_path: Path):
    assert "a project cannot be named 'checklists'" in problem(with_data(notebook, project="Checklists"), tmp_path)


def test_a_link_in_the_place_of_a_log_is_not_followed(filled: Review, notebook: Path, tmp_path: Path):
    (tmp_path / "secret").write_text("")
    (filled.path / "ben.jsonl").unlink()
    (filled.path / "ben.jsonl").symlink_to(tmp_path / "secret")
    assert "the log is a link" in problem(notebook, filled.path.parent)
    assert (tmp_path / "secret").read_text() == ""


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_taken(notebook: Path, tmp_path: Path):
    lines = data_of(notebook)["logs"]["ana"]
    with_data(notebook, logs={"ana": [*lines, {"at": "x", "item": "y", "status": "yes"}, 7]})
    [done] = collect([notebook], tmp_path / "new")
    assert done.added == {"villa": 2}
    assert f"{notebook}/ana.jsonl:3" in done.problem
    assert f"{notebook}/ana.jsonl:4" in done.problem


def spoil(number: int, good: Path, folder: Path) -> Path:
    """A file that is no notebook of a review of this portfolio, in one of five ways."""
    path = folder / f"bad-{number:02d}.ipynb"
    content = good.read_bytes()
    match number % 5:
        case 0:
            path.write_bytes(content[: len(content) // 2])
        case 1:
            path.write_bytes(b"\x89PNG\r\n" + bytes(range(256)))
        case 2:
            path.write_bytes(content.replace(b'"yes"', b'"no"'))
        case 3:
            path.write_bytes(b'{"cells": ' + b"[" * 50_000)
        case _:
            with path.open("wb") as file:
                file.write(content)
                file.truncate(200_000_000)
    return path


def test_of_500_notebooks_20_bad_ones_are_told_and_memory_stays_bounded(review: Review, tmp_path: Path):
    for number in range(480):
        write(review.path, "ana.jsonl", line(NOON, note=f"note {number}"))
        info = json.loads((review.path / "review.json").read_text()) | {"project": f"p{number}"}
        (review.path / "review.json").write_text(json.dumps(info))
        good = save(Review.open(review.path), tmp_path / f"good-{number:03d}.ipynb")
    for number in range(20):
        spoil(number, good, tmp_path)
    tracemalloc.start()
    done = list(collect(sorted(tmp_path.glob("*.ipynb")), tmp_path / "new"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (sum(sum(one.added.values()) for one in done), sum(bool(one.problem) for one in done)) == (480, 20)
    assert len(list((tmp_path / "new").glob("*/review.json"))) == 480
    assert peak < 20_000_000


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    pipe = tmp_path / "villa.ipynb"
    os.mkfifo(pipe)
    assert problem(pipe, tmp_path / "new") == f"{pipe}: this is no file. Name a notebook's file."
