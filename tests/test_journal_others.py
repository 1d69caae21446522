"""A journal follows what other people, kernels and git write into the folder."""

from loglines import DOOR, HOUR, NOON, line, replace, write

from archnb.answers import Patch


def test_what_another_process_writes_is_taken_up(opened):
    ana, ben = opened("ana"), opened("ben")
    ben.record(DOOR, Patch(status="no"))
    ana.refresh()
    assert ana.state().status(DOOR) == "no"


def test_only_what_changed_since_is_given(opened):
    ana, ben = opened("ana"), opened("ben")
    ben.record(DOOR, Patch(status="no"))
    ana.refresh()
    seen = ana.version
    ben.record("roof.tight", Patch(status="yes"))
    ana.refresh()
    assert {item: answer.status for item, answer in ana.news(seen).answers.items()} == {"roof.tight": "yes"}


def test_nothing_changed_since_the_last_look(opened):
    journal = opened()
    journal.record(DOOR, Patch(status="no"))
    seen = journal.version
    journal.refresh()
    assert (journal.version, journal.news(seen).answers) == (seen, {})


def test_an_older_answer_that_arrives_late_changes_nothing(opened, folder):
    journal = opened()
    journal.record(DOOR, Patch(status="no"))
    seen = journal.version
    write(folder, "ben.jsonl", line(NOON - HOUR, "yes"))
    journal.refresh()
    assert (journal.state().status(DOOR), journal.news(seen).answers) == ("no", {})


def test_a_replaced_log_is_read_anew(opened, folder):
    journal = opened()
    write(folder, "ben.jsonl", line(NOON, "yes"))
    journal.refresh()
    seen = journal.version
    replace(folder, "ben.jsonl", line(NOON - HOUR, "no"), line(NOON - HOUR, "no", item="roof.tight"))
    journal.refresh()
    assert {item: answer.status for item, answer in journal.state().answers.items()} == {DOOR: "no", "roof.tight": "no"}
    assert set(journal.news(seen).answers) == {DOOR, "roof.tight"}


def test_a_replaced_log_that_says_the_same_changes_nothing(opened, folder):
    journal = opened()
    write(folder, "ben.jsonl", line(NOON, "yes"))
    journal.refresh()
    seen = journal.version
    replace(folder, "ben.jsonl", line(NOON - HOUR, "no"), line(NOON, "yes"))
    journal.refresh()
    assert journal.news(seen).answers == {}


def test_a_log_that_goes_away_takes_its_answers_along(opened, folder):
    write(folder, "ben.jsonl", line(NOON, "yes"))
    journal = opened()
    seen = journal.version
    (folder / "ben.jsonl").unlink()
    journal.refresh()
    assert journal.news(seen).answers == {DOOR: None}


def test_the_problems_of_a_replaced_log_are_gone(opened, folder):
    write(folder, "ben.jsonl", line(NOON), b"<<<<<<< HEAD")
    journal = opened()
    replace(folder, "ben.jsonl", line(NOON))
    journal.refresh()
    assert journal.problems == []
