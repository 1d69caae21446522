"""The files of a checkout: within limits, never out of it."""

import os

from archnb.errors import StoreError
from archnb.scan import Limits, Repository
from archnb.scan.repository.tree import Tree


def paths(tree: Tree) -> list[str]:
    return list(tree.files)


def said(tree: Tree) -> list[str]:
    return [str(note) for note in tree.notes]


def test_a_link_out_of_the_tree_is_not_followed(tree, tmp_path):
    (tmp_path / "secret.py").write_text("x = 1")
    top = tree({"app/a.py": ""})
    (top / "out.py").symlink_to(tmp_path / "secret.py")
    (top / "circle").symlink_to("circle")
    (top / "inside.py").symlink_to("app/a.py")
    (top / "folder").symlink_to(tmp_path, target_is_directory=True)
    found = Tree(top)
    assert paths(found) == ["inside.py", "app/a.py"]
    assert said(found) == [
        f"{name}: not followed: the link leads out of the repository, or nowhere"
        for name in ("circle", "folder", "out.py")
    ]


def test_a_pipe_is_no_file(tree):
    top = tree({"a.py": ""})
    os.mkfifo(top / "pipe.py")
    assert paths(Tree(top)) == ["a.py"]


def test_a_file_beyond_the_limit_is_noted_and_not_read(tree):
    view = Repository(tree({"a.yaml": "a: 1\n" * 10}), limits=Limits(file_bytes=20))
    assert list(view.yaml("*.yaml")) == []
    assert [note.path for note in view.tree.notes] == ["a.yaml"]


def test_shallow_files_come_first_when_there_are_too_many(tree):
    found = Tree(tree({"b/c/d.py": "", "b/a.py": "", "z.py": ""}), Limits(files=2))
    assert paths(found) == ["z.py", "b/a.py"]
    assert said(found) == ["more than 2 files: the deepest are left out. Scan a part of it."]


def test_folders_too_deep_are_noted(tree):
    found = Tree(tree({"a/b/c.py": "", "a/d.py": ""}), Limits(depth=1))
    assert paths(found) == ["a/d.py"]
    assert said(found) == ["a/b: not entered: more than 1 folders deep"]


def test_a_virtual_environment_of_any_name_is_not_entered(tree):
    assert paths(Tree(tree({"mine/pyvenv.cfg": "", "mine/lib/a.py": "", "a.py": ""}))) == ["a.py"]


def test_text_of_any_encoding_is_read(tree):
    top = tree({})
    top.mkdir()
    for name, data in {
        "8": "ä".encode(),
        "bom": b"\xef\xbb\xbfb",
        "16": "ä".encode("utf-16"),
        "1": b"\xe4",
        "0": b"\0\1",
    }.items():
        (top / name).write_bytes(data)
    found = Tree(top)
    assert {name: found.text(file) for name, file in found.files.items()} == {
        "8": "ä",
        "bom": "b",
        "16": "ä",
        "1": "ä",
        "0": "",
    }


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    try:
        Repository(tmp_path / "nowhere")
    except StoreError as error:
        assert str(error) == f"{tmp_path}/nowhere: no such file or directory"
