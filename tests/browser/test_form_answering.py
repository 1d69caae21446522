from __future__ import annotations

from pathlib import Path

from browser.harness import FormPage
from playwright.sync_api import expect

from archnb.journal import Journal


def test_a_click_is_acknowledged_once_it_is_in_the_log(form: FormPage, journal: Journal) -> None:
    form.choose("architecture.style-fit", "yes")
    expect(form.page.locator(".archnb-state")).to_contain_text("saved")
    assert journal.state().status("architecture.style-fit") == "yes"


def test_an_answer_below_the_open_row_is_taken_on_the_first_click(form: FormPage, journal: Journal) -> None:
    form.choose("architecture.async-patterns", "no")
    expect(form.row("architecture.async-patterns").locator("textarea")).to_be_visible()
    expect(form.page.locator(".archnb-numbers")).to_contain_text("1 of 115")
    assert journal.state().status("architecture.async-patterns") == "no"


def test_a_second_click_takes_the_answer_back(form: FormPage, journal: Journal) -> None:
    form.choose("architecture.style-fit", "yes")
    form.page.wait_for_timeout(600)  # two clicks, not a double click
    form.choose("architecture.style-fit", "yes")
    expect(form.page.locator(".archnb-numbers")).to_contain_text("0 of 115")
    assert form.chosen("architecture.style-fit") is None
    assert journal.state().status("architecture.style-fit") == "unanswered"


def test_a_double_click_answers(form: FormPage) -> None:
    form.row("architecture.style-fit").locator('input[value="yes"]').dblclick()
    expect(form.page.locator(".archnb-numbers")).to_contain_text("1 of 115")
    assert form.chosen("architecture.style-fit") == "yes"


def test_a_finding_takes_note_evidence_owner_and_due_date(form: FormPage, journal: Journal) -> None:
    row = form.row("architecture.style-fit")
    form.choose("architecture.style-fit", "no")
    row.locator("textarea").fill("one process\nfor everything")
    row.get_by_label("Add evidence").fill("app/main.py:31")
    row.get_by_label("Add evidence").press("Enter")
    row.get_by_label("owner").fill("platform")
    row.get_by_label("due").fill("2026-12-24")
    row.get_by_label("due").blur()
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    answer = journal.state().answers["architecture.style-fit"]
    assert (answer.note, answer.evidence, answer.owner, str(answer.due)) == (
        "one process\nfor everything",
        ("app/main.py:31",),
        "platform",
        "2026-12-24",
    )


def test_evidence_can_be_removed_and_links_lead_out(form: FormPage, journal: Journal) -> None:
    row = form.row("architecture.style-fit")
    form.choose("architecture.style-fit", "partial")
    for evidence in ("https://example.org/adr-7", "docs/adr.md:3"):
        row.get_by_label("Add evidence").fill(evidence)
        row.get_by_label("Add evidence").press("Enter")
    expect(row.get_by_role("link", name="https://example.org/adr-7")).to_have_attribute("rel", "noopener noreferrer")
    row.get_by_label("Remove evidence docs/adr.md:3").click()
    expect(row.locator(".archnb-chip")).to_have_count(1)
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    assert journal.state().answers["architecture.style-fit"].evidence == ("https://example.org/adr-7",)


def test_the_header_counts_scores_and_names_the_reviewer(form: FormPage) -> None:
    form.choose("architecture.style-fit", "yes")
    form.choose("architecture.service-boundaries", "partial")
    form.choose("architecture.communication", "na")
    numbers = form.page.locator(".archnb-numbers")
    expect(numbers).to_have_text("3 of 115 answered · score 0.75 (0.01–0.99 if the rest were no / yes)")
    expect(form.page.locator(".archnb-title")).to_have_text("pay Python Backend Architecture Review · v1.0.0 · as ana")
    expect(form.page.locator(".archnb-section").first).to_contain_text("3/8")


def test_filters_show_their_items_of_every_section(form: FormPage) -> None:
    form.choose("architecture.style-fit", "no")
    form.page.locator(".archnb-section", has_text="Security").click()
    form.choose("security.sql-injection", "no")
    for name, shown in {"Findings": 2, "Critical": 1, "Mine": 2}.items():
        form.filter(name).click()
        expect(form.page.locator(".archnb-row")).to_have_count(shown)
        form.filter(name).click()
    form.filter("Unanswered").click()
    expect(form.filter("Unanswered")).to_have_attribute("aria-pressed", "true")
    expect(form.filter("Unanswered")).to_contain_text("113")


def test_search_finds_texts_and_notes(form: FormPage) -> None:
    form.choose("architecture.style-fit", "no")
    form.row("architecture.style-fit").locator("textarea").fill("a single zebra process")
    form.page.get_by_role("searchbox").fill("zebra")
    expect(form.page.locator(".archnb-row")).to_have_count(1)
    form.page.get_by_role("searchbox").fill("rate limiting")
    expect(form.page.locator(".archnb-row")).to_have_count(3)
    expect(form.page.locator(".archnb-heading")).to_have_text(["API Design", "Security", "Resilience"])
    form.page.get_by_role("searchbox").fill("no such thing")
    expect(form.page.locator(".archnb-end")).to_contain_text("No item matches")


def test_an_item_that_is_answered_stays_in_the_filtered_list(form: FormPage) -> None:
    form.filter("Unanswered").click()
    form.choose("architecture.style-fit", "yes")
    expect(form.filter("Unanswered")).to_contain_text("114")
    expect(form.row("architecture.style-fit")).to_be_visible()


def test_the_guidance_is_fetched_when_a_row_is_opened(form: FormPage) -> None:
    form.page.locator(".archnb-section", has_text="Security").click()
    form.row("security.cors").click(position={"x": 4, "y": 4})
    guidance = form.row("security.cors").locator(".archnb-guidance")
    expect(guidance).to_contain_text("Why high.")
    guidance.get_by_role("button", name="Guidance").click()
    expect(guidance).to_contain_text("How to verify.")
    assert "guidance" not in str(form.session.opening())


def test_the_answer_of_an_overlapping_item_is_copied_in_one_click(form: FormPage, journal: Journal) -> None:
    form.page.locator(".archnb-section", has_text="API Design").click()
    form.choose("api.rate-limiting", "no")
    form.row("api.rate-limiting").locator("textarea").fill("only on the login page")
    form.page.locator(".archnb-section", has_text="Security").click()
    form.row("security.rate-limiting").click(position={"x": 4, "y": 4})
    form.page.get_by_role("button", name="Copy the answer of: Rate limiting exists").click()
    expect(form.row("security.rate-limiting").locator("textarea")).to_have_value("only on the login page")
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    answer = journal.state().answers["security.rate-limiting"]
    assert (answer.status, answer.note) == ("no", "only on the login page")


def test_a_due_date_typed_digit_by_digit_is_one_answer(form: FormPage, journal: Journal, tmp_path: Path) -> None:
    form.choose("architecture.style-fit", "no")
    form.row("architecture.style-fit").get_by_label("due").focus()
    form.page.keyboard.type("12242026", delay=80)
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(300)
    assert str(journal.state().answers["architecture.style-fit"].due) == "2026-12-24"
    assert len((tmp_path / "pay" / "ana.jsonl").read_bytes().splitlines()) == 2


def test_two_forms_in_one_document_have_radio_groups_of_their_own(form: FormPage) -> None:
    form.page.evaluate("""async () => {
      const { default: other } = await import("/form.js?other");
      const opening = await (await fetch("/opening.json")).json();
      const silent = { get: () => opening, send() {}, on() {}, off() {} };
      const el = document.createElement("div");
      document.body.append(el);
      other.render({ model: silent, el });
    }""")
    first, second = (form.page.locator(".archnb-form").nth(index) for index in (0, 1))
    for shown, value in ((first, "yes"), (second, "no")):
        shown.locator(f'.archnb-row[data-item="architecture.style-fit"] input[value="{value}"]').click()
    expect(first.locator('.archnb-row[data-item="architecture.style-fit"] input[value="yes"]')).to_be_checked()
    ids = form.page.evaluate("[...document.querySelectorAll('[id]')].map((node) => node.id)")
    assert len(ids) == len(set(ids))
