"""Reading many reviews in bulk says exactly what `Journal` says of each."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loglines import DOOR, HOUR, NOON, TICK, line, write

from archnb import Portfolio, Review, frames
from archnb.collection import collect
from archnb.journal import Journal, State, create_journal, open_journal
from archnb.store import ChecklistRef, ReviewFolder, ReviewInfo

MOMENTS = ["2026-11-22T12:00:00Z", "2026-11-22T12:00:00.000001Z", "2026-11-22T14:00:00+02:00", "2026-02-30T12:00:00Z"]
MOMENTS += ["2026-11-22T12:00:00", "2026-11-22t12:00:00.000001z", "9999-12-31T23:59:59.999999Z", "0000-01-01T00:00:00Z"]
MOMENTS += [
    "2999-01-01T00:00:00.000000Z",
    "2026-11-22T12:00:60.000000Z",
    "2026-11-22T24:00:00.000000Z",
    "0001-01-01T00:00:00+14:00",
]
ITEMS = [DOOR, "doors.oiled", "roof.tight", "retired.item", ""]

answers = st.fixed_dictionaries(
    {
        "at": st.sampled_from(MOMENTS),
        "item": st.sampled_from(ITEMS),
        "status": st.sampled_from(["yes", "no", "na", "yess", None]),
    },
    optional={
        "note": st.sampled_from(["", "n", 3, '}\n{"at":"', "é\ud800"]),
        "evidence": st.sampled_from([[], ["a", "b"], "a", [1]]),
        "owner": st.sampled_from(["", "ben"]),
        "due": st.sampled_from([None, "2026-12-24", "never"]),
        "reviewer": st.sampled_from(["", "Ana Lee", "someone else"]),
        "milestone": st.just("both"),
        "mood": st.just("fine"),
    },
)
marks = st.fixed_dictionaries(
    {"at": st.sampled_from(MOMENTS), "milestone": st.sampled_from(["go-live", "", "x" * 201])}
)
votes = st.fixed_dictionaries({"at": st.sampled_from(MOMENTS), "note": st.just("no kind"), "vote": st.just(1)})
objects = st.one_of(answers, marks, votes).map(json.dumps).map(str.encode)
HALF = b'{"at":"2026-11-22T12:00:00.000000Z","item":"doors.locked","status":"no",'
rubbish = st.sampled_from(
    [
        HALF + b'"mood":"\xff"}',
        HALF + b'"x":{"y":1}\n,"z":{"at":""}}',
        b"",
        b" \t",
        b"[1]",
        b'{"at',
        b"\xff{",
        b"\xef\xbb\xbf",
        b"<<<<<<< HEAD",
        b"{" * 3000,
        b'{"at":"x"}{"at":"y"}',
    ]
)
spread = objects.map(lambda one: one.replace(b", ", b",\n"))
glued = st.tuples(objects, objects).map(b" ".join)
lines = st.lists(
    st.one_of(
        objects, objects, objects.map(lambda o: o.replace(b": ", b":").replace(b", ", b",")), rubbish, spread, glued
    ),
    max_size=7,
)
logs = st.tuples(lines, st.sampled_from([b"\n", b"\r\n", b""])).map(lambda log: b"\n".join(log[0]) + log[1])


def said(state: State) -> pd.DataFrame:
    """What a portfolio's frame says of a review."""
    return frames.answers(state).drop(columns="check_again")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(["ana-lee.jsonl", "ben.jsonl", "a.b.jsonl"]), logs, max_size=3))
def test_whatever_lies_in_a_folder_is_read_as_a_journal_reads_it(tmp_path_factory, house_file, written):
    from archnb import Checklist

    folder = tmp_path_factory.mktemp("nasty") / "villa"
    info = ReviewInfo(project="villa", checklist=ChecklistRef(id="house", version="1"))
    create_journal(folder, info, Checklist.load(house_file))
    for name, data in written.items():
        (folder / name).write_bytes(data)
    journal = open_journal(folder)
    collection = collect(folder, cache=False)
    pd.testing.assert_frame_equal(frames.portfolio_answers(collection, range(1)), said(journal.state()))
    assert list(collection.problems) == list(dict.fromkeys(journal.problems))
    assert collection.reviews[0].milestones == {
        mark.milestone: (mark.at - datetime(1970, 1, 1, tzinfo=UTC)) // TICK for mark in reversed(journal.milestones)
    }
    for at in (NOON, NOON + TICK, NOON - HOUR):
        limits = np.array([(at - datetime(1970, 1, 1, tzinfo=UTC)) // TICK])
        pd.testing.assert_frame_equal(frames.portfolio_answers(collection, range(1), limits), said(journal.state(at)))


@pytest.mark.parametrize(
    "spread", [b',"x":\n{"y":1}}', b',\n"note":"n"}'], ids=["its second line is an object", "its second line is none"]
)
def test_as_many_lines_as_objects_are_no_log_where_one_lies_in_two_lines(folder, house, spread):
    pair = line(NOON, "yes") + b" " + line(NOON, "no")
    write(folder, "ana.jsonl", pair, line(NOON, "na", item="roof.tight").removesuffix(b"}") + spread)
    journal = Journal(ReviewFolder(folder), house)
    collection = collect(folder, cache=False)
    assert len(journal.problems) == 3
    assert list(collection.problems) == journal.problems
    pd.testing.assert_frame_equal(frames.portfolio_answers(collection, range(1)), said(journal.state()))


@pytest.mark.parametrize("order", [("yes", "no"), ("no", "yes")])
def test_a_tie_is_decided_as_in_the_journal(folder, house, order):
    write(folder, "ana.jsonl", *(line(NOON, status) for status in order))
    state = Journal(ReviewFolder(folder), house).state()
    found = frames.portfolio_answers(collect([folder], cache=False), range(1))
    assert found["status"][0] == state.status(DOOR) == "yes"


def test_a_review_whose_log_is_damaged_stands_among_sound_ones(review):
    review.answer(DOOR, "no")
    other = Review.open(review.path.parent / "barn", create=True, checklist=review.checklist)
    other.answer(DOOR, "yes")
    with open(other.path / "ana.jsonl", "ab") as log:
        log.write(b'{"at":"2026')
    portfolio = Portfolio.load(review.path.parent)
    assert portfolio.answers.query("item == @DOOR")["status"].tolist() == ["yes", "no"]
    assert [str(problem) for problem in portfolio.problems] == [
        f"{other.path / 'ana.jsonl'}:2: the last line is cut off and was skipped. "
        "The other lines were read; mend this one or leave it."
    ]


@pytest.mark.parametrize("at", ["9000-01-01T00:00:00Z", "8999-12-31T23:59:59-02:00", "0001-01-01T00:00:00+02:00"])
@pytest.mark.parametrize("said", ['"milestone":"go-live"', '"upgrade":"house@1","from":"house@0"'])
def test_a_milestone_or_an_upgrade_of_no_believable_moment_is_told_as_the_journal_tells_it(folder, house, at, said):
    write(folder, "ana.jsonl", f'{{"at":"{at}",{said}}}'.encode())
    journal = Journal(ReviewFolder(folder), house)
    collection = collect(folder, cache=False)
    assert len(journal.problems) == 1
    assert list(collection.problems) == journal.problems
    assert collection.reviews[0].milestones == {}


def test_of_two_milestones_of_one_name_the_earlier_counts_as_in_the_review(review):
    marks = [json.dumps({"at": at.isoformat(), "milestone": "go-live"}).encode() for at in (NOON, NOON + 2 * HOUR)]
    write(review.path, "ben.jsonl", line(NOON - HOUR, "no"), line(NOON + HOUR, "yes"), *marks)
    assert review.as_of("go-live").state.status(DOOR) == "no"
    assert Portfolio.load(review.path, cache=False).as_of("go-live").answers["status"][0] == "no"


def test_a_clock_that_runs_ahead_is_told(review):
    write(review.path, "ben.jsonl", line(datetime.now(UTC) + timedelta(days=3)))
    assert [problem.path for problem in Portfolio.load(review.path).problems] == [str(review.path / "ben.jsonl")]
