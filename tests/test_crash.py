"""An answer that was acknowledged is there, whatever kills the writer and however many there are."""

import os
import random
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from archnb import Review

# A fork starts at once, which 200 crashes need; a crash by SIGKILL exists where fork does.
PROCESSES = get_context("fork")
KILLS = 200
WRITERS = ("ana", "ana", "ben", "ben")
EACH = 2_500


def started(work: Callable[..., None], *arguments: object) -> BaseProcess:
    process = PROCESSES.Process(target=work, args=arguments)
    process.start()
    return process


def answer_for_ever(folder: Path, first: int, acknowledge: int) -> None:
    review = Review.open(folder)
    items = list(review.checklist.items)
    for number in range(first, first + 1_000_000):
        review.answer(items[number % len(items)], "no", note=str(number))
        os.write(acknowledge, b"%d\n" % number)


def killed_after(seconds: float, folder: Path, first: int) -> list[int]:
    """Return the answers that a writer had acknowledged when it was killed."""
    receiver, sender = os.pipe()
    writer = started(answer_for_ever, folder, first, sender)
    os.close(sender)
    time.sleep(seconds)
    writer.kill()
    writer.join()
    with open(receiver, "rb") as pipe:
        return [int(line) for line in pipe.read().splitlines()]


# A line that was torn by a crash is told, and no fault.
@pytest.mark.filterwarnings("ignore::archnb.errors.ArchnbWarning")
def test_200_crashes_lose_no_acknowledged_answer(review):
    moments = random.Random(7)
    acknowledged: list[int] = []
    for crash in range(KILLS):
        acknowledged += killed_after(moments.uniform(0.005, 0.05), review.path, crash * 1_000_000)
        Review.open(review.path)
    kept = set(Review.open(review.path).history["note"])
    assert len(acknowledged) > KILLS
    assert {str(number) for number in acknowledged} - kept == set()


def answer_often(folder: Path, reviewer: str, item: str, ready: Barrier) -> None:
    review = Review.open(folder, reviewer=reviewer)
    ready.wait()
    for number in range(EACH):
        review.answer(item, "no" if number % 2 else "yes")


def test_four_processes_of_two_people_write_10_000_lines_at_once(review):
    ready = PROCESSES.Barrier(len(WRITERS))
    work = zip(WRITERS, review.checklist.items, strict=True)
    writers = [started(answer_often, review.path, reviewer, item, ready) for reviewer, item in work]
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert {log.name: len(log.read_bytes().splitlines()) for log in review.path.glob("*.jsonl")} == {
        "ana.jsonl": 5_000,
        "ben.jsonl": 5_000,
    }
    assert review.history["item"].value_counts().to_dict() == dict.fromkeys(review.checklist.items, EACH)
    assert review.problems == []
