from __future__ import annotations

from pathlib import Path

import pytest
from browser.harness import FormPage
from playwright.sync_api import expect

import archnb
from archnb.errors import StoreError
from archnb.journal import Journal

ITEM = "architecture.style-fit"


def test_a_lost_kernel_is_told_within_five_seconds_and_the_answer_stays(form: FormPage) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    expect(form.page.get_by_role("alert")).to_contain_text("Not saved.", timeout=5_000)
    expect(form.page.get_by_role("alert")).to_contain_text("1 unsent answer stays in this page")
    assert form.chosen(ITEM) == "no"


def test_the_next_form_takes_up_what_was_never_sent(form: FormPage, journal: Journal) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    form.row(ITEM).locator("textarea").fill("half a sen")
    form.alive = True
    form.open()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    answer = journal.state().answers[ITEM]
    assert (answer.status, answer.note) == ("no", "half a sen")


def test_an_unsent_answer_that_was_overtaken_is_asked_about(form: FormPage, journal: Journal, tmp_path: Path) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    archnb.Review.open(tmp_path / "pay", reviewer="ben").answer(ITEM, "yes")
    form.alive = True
    journal.refresh()
    form.open()
    expect(form.page.get_by_text("answered by somebody since")).to_be_visible()
    assert form.chosen(ITEM) == "yes"
    form.page.get_by_role("button", name="Use mine").click()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    assert journal.state().status(ITEM) == "no"


def test_after_a_reload_an_overtaken_answer_is_asked_about_until_it_is_decided(
    form: FormPage, journal: Journal, tmp_path: Path
) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    form.row(ITEM).locator("textarea").fill("an hour of work")
    archnb.Review.open(tmp_path / "pay", reviewer="ben").answer(ITEM, "yes")
    form.alive = True
    for _ in range(2):
        form.reload()
        expect(form.page.get_by_text("answered by somebody since")).to_be_visible()
        expect(form.row(ITEM).locator('input[value="yes"]')).to_be_checked()
    form.page.get_by_role("button", name="Use mine").click()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    answer = journal.state().answers[ITEM]
    assert (answer.status, answer.note, answer.reviewer) == ("no", "an hour of work", "ana")


def test_after_a_reload_ones_own_unsent_note_is_sent_unasked(form: FormPage, journal: Journal) -> None:
    form.choose(ITEM, "no")
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.alive = False
    form.row(ITEM).locator("textarea").fill("my own")
    form.alive = True
    form.reload()
    expect(form.row(ITEM).locator("textarea")).to_have_value("my own")
    form.page.wait_for_timeout(500)
    assert journal.state().answers[ITEM].note == "my own"


def test_finish_waits_until_everything_is_saved(form: FormPage) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    form.page.get_by_role("button", name="Finish").click()
    form.page.wait_for_timeout(300)
    assert "finish" not in [message["type"] for message in form.messages]
    form.alive = True
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(500)
    assert form.messages[-1]["type"] in ("finish", "snapshot")
    assert "finish" in [message["type"] for message in form.messages]


def test_a_busy_kernel_is_told_apart_from_a_lost_one(form: FormPage) -> None:
    form.alive = False
    form.page.evaluate("window.kernel.status = 'busy'")
    form.choose(ITEM, "no")
    expect(form.page.locator(".archnb-state")).to_contain_text("saving when the kernel is free", timeout=5_000)
    expect(form.page.get_by_role("alert")).to_be_hidden()


def test_answers_are_sent_again_when_the_kernel_is_back(form: FormPage, journal: Journal) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    expect(form.page.get_by_role("alert")).to_be_visible(timeout=5_000)
    form.alive = True
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible(timeout=8_000)
    assert journal.state().status(ITEM) == "no"


def test_a_full_disk_is_told_in_words_and_the_answer_is_kept(
    form: FormPage, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("no space left on device", path="ana.jsonl", remedy="The disk is full: free some space.")

    monkeypatch.setattr("archnb.store.log.Log.append", full)
    form.choose(ITEM, "no")
    expect(form.page.get_by_role("alert")).to_contain_text("The disk is full")
    assert form.chosen(ITEM) == "no"
    monkeypatch.undo()
    form.page.get_by_role("button", name="Try again").click()
    expect(form.page.get_by_role("alert")).to_be_hidden()
    assert journal.state().status(ITEM) == "no"


def test_a_folder_that_is_gone_is_told_before_anybody_answers(form: FormPage, tmp_path: Path) -> None:
    (tmp_path / "pay").rename(tmp_path / "moved")
    expect(form.page.get_by_role("alert")).to_contain_text("The review cannot be read.", timeout=5_000)
    (tmp_path / "moved").rename(tmp_path / "pay")
    expect(form.page.get_by_role("alert")).to_be_hidden(timeout=5_000)


def test_unsent_answers_can_be_downloaded(form: FormPage) -> None:
    form.alive = False
    form.choose(ITEM, "no")
    expect(form.page.get_by_role("alert")).to_be_visible(timeout=5_000)
    with form.page.expect_download() as download:
        form.page.get_by_role("button", name="Download").click()
    line = Path(download.value.path()).read_text(encoding="utf-8")
    assert line.startswith('{"item":"architecture.style-fit","status":"no"')


def test_typed_text_is_sent_when_the_form_is_taken_away(form: FormPage, journal: Journal) -> None:
    form.row(ITEM).click(position={"x": 4, "y": 4})
    form.row(ITEM).locator("textarea").press_sequentially("last words")
    form.page.evaluate("window.stopForm()")
    form.page.wait_for_timeout(400)
    assert journal.state().answers[ITEM].note == "last words"


def test_what_python_skipped_is_shown(open_form, journal: Journal, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "pay" / "ben.jsonl").write_text('{"at": "2026-01-01T00:00:00Z", "item": "x", "status": "yess"}\n')
    journal.refresh()
    form = open_form(journal)
    expect(form.page.locator(".archnb-notice").first).to_contain_text(
        "status 'yess' is not one of yes, partial, no, na"
    )
