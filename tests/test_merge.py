"""Two people answer on two git branches; a merge is the union of what they said, whoever merges."""

import subprocess
from pathlib import Path

import pytest

from archnb import Review


class Repository:
    """A clone whose commits need no settings of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def git(self, *arguments: str) -> str:
        person = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
        done = subprocess.run(
            ["git", *person, *arguments], cwd=self.path, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "answers")

    def answers(self, reviewer: str) -> Review:
        return Review.open(self.path / "reviews" / "villa", reviewer=reviewer)


@pytest.fixture
def repository(tmp_path, house) -> Repository:
    """Ana and ben have answered on a branch each; both have said something of doors.locked."""
    repository = Repository(tmp_path / "portfolio")
    repository.path.mkdir()
    repository.git("init", "-q", "-b", "main")
    Review.open(repository.path / "reviews" / "villa", create=True, checklist=house)
    repository.answers("ana").answer("roof.insulated", "partial", note="from the start")
    repository.commit()
    for reviewer, status, item in [("ana", "yes", "doors.oiled"), ("ben", "no", "roof.tight")]:
        repository.git("switch", "-q", "-c", reviewer, "main")
        review = repository.answers(reviewer)
        review.answer("doors.locked", status, note=f"{reviewer} says {status}")
        review.answer(item, status)
        repository.commit()
    return repository


def merged(repository: Repository, into: str, branch: str) -> Review:
    repository.git("switch", "-q", "-C", f"{into}-with-{branch}", into)
    repository.git("merge", "-q", "--no-edit", branch)
    return repository.answers("carol")


def test_a_merge_has_no_conflict_and_leaves_nothing_behind(repository):
    merged(repository, "ana", "ben")
    assert repository.git("status", "--porcelain") == ""


def test_a_merge_is_the_union_of_the_answers(repository):
    review = merged(repository, "ana", "ben")
    said = [(answer.reviewer, answer.item, answer.status) for answer in review._journal.history()]
    assert said == [
        ("ana", "roof.insulated", "partial"),
        ("ana", "doors.locked", "yes"),
        ("ana", "doors.oiled", "yes"),
        ("ben", "doors.locked", "no"),
        ("ben", "roof.tight", "no"),
    ]


def test_what_was_said_last_holds(repository):
    state = merged(repository, "ana", "ben").state
    assert state.answers["doors.locked"].note == "ben says no"


def test_both_directions_give_the_same_state_and_the_same_data(repository):
    one = merged(repository, "ana", "ben")
    state, data = one.state, one.snapshot().data
    other = merged(repository, "ben", "ana")
    assert other.state == state
    assert other.snapshot().data == data


def test_a_review_that_is_open_meanwhile_takes_the_merge_up(repository):
    repository.git("switch", "-q", "ana")
    review = repository.answers("ana")
    assert review.state.status("roof.tight") == "unanswered"
    repository.git("merge", "-q", "--no-edit", "ben")
    assert review.state.status("roof.tight") == "no"


def test_switching_back_takes_the_answers_away_again(repository):
    repository.git("switch", "-q", "ana")
    review = repository.answers("ana")
    repository.git("switch", "-q", "main")
    assert set(review.state.answers) == {"roof.insulated"}


def test_after_a_merge_who_answers_wins(repository):
    review = merged(repository, "ana", "ben")
    review.answer("doors.locked", "partial")
    assert review.state.answers["doors.locked"].reviewer == "carol"


def test_only_what_people_wrote_is_kept_in_git(repository):
    files = repository.git("ls-files", "reviews/villa").splitlines()
    assert files == [f"reviews/villa/{name}" for name in (".gitignore", "ana.jsonl", "ben.jsonl", "review.json")]
