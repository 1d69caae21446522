"""Who answers: an argument, else the environment, git, the login."""

import subprocess
from pathlib import Path

import pytest

from archnb import Review
from archnb.store import reviewer_name


@pytest.fixture
def everywhere(tmp_path, monkeypatch) -> Path:
    """A folder where each source names somebody else."""
    monkeypatch.setenv("ARCHNB_REVIEWER", "variable")
    monkeypatch.setenv("JUPYTERHUB_USER", "hub")
    monkeypatch.setenv("LOGNAME", "login")
    for command in (["init", "-q"], ["config", "user.name", "Git Person"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_the_argument_comes_first(everywhere):
    assert reviewer_name("argument", folder=everywhere) == "argument"


def test_then_archnb_reviewer(everywhere):
    assert reviewer_name(folder=everywhere) == "variable"


def test_then_jupyterhub_user(everywhere, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    assert reviewer_name(folder=everywhere) == "hub"


def test_then_git_user_name(everywhere, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert reviewer_name(folder=everywhere) == "Git Person"


def test_git_is_asked_where_the_review_will_be(everywhere, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.delenv("JUPYTERHUB_USER")
    assert Review.open(everywhere / "reviews" / "villa", create=True).reviewer == "Git Person"


def test_then_the_login(tmp_path, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.setenv("LOGNAME", "login")
    assert reviewer_name(folder=tmp_path) == "login"


def test_without_git_the_login(everywhere, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.delenv("JUPYTERHUB_USER")
    monkeypatch.setenv("PATH", "")
    assert reviewer_name(folder=everywhere) == "login"


def test_a_user_without_a_name_is_a_reviewer(tmp_path, monkeypatch):
    def unknown() -> str:
        raise KeyError("uid")

    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.setattr("getpass.getuser", unknown)
    assert reviewer_name(folder=tmp_path) == "reviewer"


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_blank_names_are_passed_over(everywhere, monkeypatch, blank):
    monkeypatch.setenv("ARCHNB_REVIEWER", blank)
    assert reviewer_name(blank, folder=everywhere) == "hub"


def test_blanks_around_a_name_are_dropped(tmp_path):
    assert reviewer_name("  Ana Lee ", folder=tmp_path) == "Ana Lee"


def test_bytes_that_are_no_text_are_replaced(tmp_path, monkeypatch):
    monkeypatch.setenv("ARCHNB_REVIEWER", "Jos\udce9")
    assert reviewer_name(folder=tmp_path) == "Jos\ufffd"


def test_a_folder_name_that_is_too_long_does_not_matter(tmp_path, monkeypatch):
    monkeypatch.delenv("ARCHNB_REVIEWER")
    monkeypatch.setenv("LOGNAME", "login")
    assert reviewer_name(folder=tmp_path / ("x" * 300)) == "login"
