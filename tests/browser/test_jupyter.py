"""The form where people use it: JupyterLab and Notebook 7. What counts is the log and the saved notebook."""

from __future__ import annotations

import json
from typing import Any

import pytest
from browser.lab import Notebook, Server, copies
from playwright.sync_api import Page, expect

import archnb


def log(notebook: Notebook) -> list[dict[str, Any]]:
    path = notebook.server.root / "reviews" / notebook.path.stem / "ana.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def statuses(lines: list[dict[str, Any]]) -> dict[str, str]:
    return {line["item"]: line["status"] for line in lines}


def copied(notebook: dict[str, Any]) -> dict[str, str]:
    [data] = copies(notebook)
    return statuses(data["logs"].get("ana", []))


def saved(notebook: Notebook) -> None:
    expect(notebook.form.locator(".archnb-state[data-kind=saved]")).to_be_visible()


def test_answers_reach_the_log_and_the_saved_notebook(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.section("Security")
    notebook.choose("security.cors", "no")
    notebook.choose("security.csrf", "yes")
    expected = {"security.cors": "no", "security.csrf": "yes"}
    assert copied(notebook.save()) == expected
    assert statuses(log(notebook)) == expected


def test_keys_of_the_notebook_do_nothing_from_within_the_form(notebook: Notebook) -> None:
    notebook.run_form()
    before = [cell["source"] for cell in notebook.save()["cells"]]
    notebook.row("architecture.style-fit").click(position={"x": 4, "y": 4})
    for key in "bxjdda":
        notebook.page.keyboard.press(key)
    notebook.form.locator(".archnb-section").first.focus()
    for key in "bxdd":
        notebook.page.keyboard.press(key)
    after = notebook.save()
    assert [cell["source"] for cell in after["cells"]] == before
    assert copied(after) == {"architecture.service-boundaries": "na"}


def test_a_long_note_keeps_focus_and_every_character_while_the_copy_follows(notebook: Notebook) -> None:
    notebook.run_form()
    row = notebook.row("architecture.style-fit")
    row.click(position={"x": 4, "y": 4})
    note = row.locator("textarea")
    note.focus()
    text = "one process, three queues, and nobody who knows why. " * 6
    for start in range(0, len(text), 80):
        notebook.page.keyboard.type(text[start : start + 80])
        notebook.page.wait_for_timeout(2_300)  # longer than a pause in typing: each piece is sent and the copy follows
    expect(note).to_be_focused()
    assert note.input_value() == text
    notebook.save()
    assert log(notebook)[-1]["note"] == text
    assert len(log(notebook)) >= 3
    [data] = copies(notebook.saved())
    assert data["logs"]["ana"][-1]["note"] == text


def test_the_copy_is_current_after_a_reload_of_the_page(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.choose("architecture.style-fit", "yes")
    notebook.save()
    notebook.load()
    notebook.form.locator(".archnb-row").first.wait_for()
    notebook.choose("architecture.communication", "partial")
    after = notebook.save()
    assert copied(after) == {"architecture.style-fit": "yes", "architecture.communication": "partial"}
    assert [len(cell["outputs"]) for cell in after["cells"] if cell["source"]] == [2]


def test_after_a_restart_of_the_kernel_nothing_is_lost(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.choose("architecture.style-fit", "yes")
    notebook.restart_kernel()
    notebook.row("architecture.communication").locator('input[value="no"]').click()
    expect(notebook.form.get_by_role("alert")).to_contain_text("1 unsent answer stays", timeout=5_000)
    notebook.wait_idle()
    notebook.run_form()
    saved(notebook)
    assert copied(notebook.save()) == {"architecture.style-fit": "yes", "architecture.communication": "no"}
    assert statuses(log(notebook)) == {"architecture.style-fit": "yes", "architecture.communication": "no"}


def test_running_the_cell_again_leaves_one_form(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.choose("architecture.style-fit", "yes")
    notebook.run_form()
    expect(notebook.form).to_have_count(1)
    expect(notebook.row("architecture.style-fit").locator('input[value="yes"]')).to_be_checked()


def test_finish_closes_the_form_and_leaves_the_copy(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.choose("architecture.style-fit", "no")
    notebook.form.get_by_role("button", name="Finish").click()
    expect(notebook.form).to_have_count(0)
    expect(notebook.page.locator(".archnb-snapshot")).to_contain_text("✘ no Architecture style matches")
    after = notebook.save()
    assert copied(after) == {"architecture.style-fit": "no"}
    assert "application/vnd.jupyter.widget-view+json" not in json.dumps(after)


def test_two_pages_and_a_second_process_share_one_review(notebook: Notebook, front: str) -> None:
    notebook.run_form()
    other = Notebook.create(
        notebook.server, notebook.page.context.new_page(), f"{notebook.path.stem}-2",
        f'import archnb\narchnb.Review.open("reviews/{notebook.path.stem}").form()', front=front,
    )  # fmt: skip
    other.run_form()
    notebook.choose("architecture.style-fit", "yes")
    other.choose("architecture.communication", "no")
    folder = notebook.server.root / "reviews" / notebook.path.stem
    archnb.Review.open(folder, reviewer="ben").answer("architecture.async-patterns", "partial")
    shown = {"style-fit": "yes", "communication": "no", "async-patterns": "partial"}
    for page in (notebook, other):
        page.page.bring_to_front()
        for item, status in shown.items():
            radio = page.row(f"architecture.{item}").locator(f'input[value="{status}"]')
            expect(radio).to_be_checked(timeout=4_000)
    assert statuses(log(notebook)) == {"architecture.style-fit": "yes", "architecture.communication": "no"}


@pytest.mark.parametrize("front", ["lab"], indirect=True)
def test_a_form_is_answered_with_the_keyboard_alone(notebook: Notebook) -> None:
    notebook.run_form()
    notebook.form.locator(".archnb-search").focus()
    for key in ["Escape", "y", "j", "n", "e"]:
        notebook.page.keyboard.press(key)
    notebook.page.keyboard.type("no owner")
    for key in ["Escape", "Space", "p"]:
        notebook.page.keyboard.press(key)
    saved(notebook)
    notebook.page.wait_for_timeout(800)
    assert copied(notebook.save()) == {
        "architecture.style-fit": "yes",
        "architecture.service-boundaries": "no",
        "architecture.communication": "partial",
    }


def test_while_a_cell_runs_answers_are_saved_or_wait_without_alarm(server: Server, page: Page) -> None:
    form = 'import archnb\narchnb.Review.open("reviews/busy", create=True).form()'
    notebook = Notebook.create(server, page, "busy", form, "import time; time.sleep(8)")
    notebook.run_form()
    notebook.run(1)
    notebook.row("architecture.style-fit").locator('input[value="yes"]').click()
    for _ in range(10):
        assert notebook.form.locator(".archnb-state").get_attribute("data-kind") in ("saving", "busy", "saved")
        page.wait_for_timeout(500)
    notebook.wait_idle()
    saved(notebook)
    assert statuses(log(notebook)) == {"architecture.style-fit": "yes"}


@pytest.mark.parametrize("front", ["lab"], indirect=True)
def test_the_theme_is_followed(notebook: Notebook) -> None:
    notebook.run_form()
    expect(notebook.page.locator(".archnb-dark")).to_have_count(0)
    notebook.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    expect(notebook.page.locator(".archnb-form.archnb-dark")).to_have_count(1)


@pytest.mark.parametrize("front", ["lab"], indirect=True)
def test_the_saved_notebook_shows_every_answer_without_a_kernel(notebook: Notebook, page: Page) -> None:
    notebook.run_form()
    notebook.choose("architecture.style-fit", "no")
    notebook.row("architecture.style-fit").locator("textarea").fill("one process for everything")
    notebook.row("architecture.style-fit").locator("textarea").blur()
    notebook.save()
    foreign = notebook.saved() | {"metadata": {"kernelspec": {"name": "gone", "display_name": "gone"}}}
    path = notebook.server.root / "untrusted.ipynb"
    path.write_text(json.dumps(foreign), encoding="utf-8")
    page.goto(f"{notebook.server.url}/doc/tree/{path.name}")
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    shown = page.locator(".jp-OutputArea")
    expect(shown.first).to_contain_text("✘ no Architecture style matches scale and complexity", timeout=20_000)
    expect(shown.first).to_contain_text("one process for everything")
    expect(shown.first).to_contain_text("○ unanswered Service boundaries are well-defined")
