from __future__ import annotations

from browser.harness import FormPage
from playwright.sync_api import expect

from archnb.journal import Journal


def press(form: FormPage, keys: str) -> None:
    for key in keys.split():
        form.page.keyboard.press(key)


def current(form: FormPage) -> str | None:
    return form.page.locator(".archnb-current").get_attribute("data-item")


def test_a_section_is_answered_with_the_keyboard_alone(form: FormPage, journal: Journal) -> None:
    form.page.locator(".archnb-search").focus()
    press(form, "Escape")
    press(form, "y j p j n j a j y u k k")
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(200)
    state = journal.state()
    given = [state.status(item.id) for item in journal.checklist.sections[0].items]
    assert given[:6] == ["yes", "partial", "no", "na", "unanswered", "unanswered"]
    assert current(form) == "architecture.communication"


def test_e_writes_a_note_and_escape_returns_to_the_row(form: FormPage, journal: Journal) -> None:
    form.row("architecture.style-fit").focus()
    press(form, "n e")
    form.page.keyboard.type("jkypna? /")
    press(form, "Escape j")
    expect(form.page.locator(".archnb-state[data-kind=saved]")).to_be_visible()
    form.page.wait_for_timeout(200)
    assert journal.state().answers["architecture.style-fit"].note == "jkypna? /"
    assert current(form) == "architecture.service-boundaries"


def test_space_goes_to_the_next_unanswered_item_across_sections(form: FormPage) -> None:
    for item in form.journal.checklist.sections[0].items:
        form.choose(item.id, "yes")
    form.row("architecture.style-fit").focus()
    press(form, "Space")
    assert current(form) == "database.type-selection"


def test_brackets_and_digits_change_the_section(form: FormPage) -> None:
    form.row("architecture.style-fit").focus()
    press(form, "]")
    assert current(form) == "database.type-selection"
    press(form, "[ [")
    assert current(form) == "compliance.gdpr"
    press(form, "4")
    assert current(form) == "security.authentication"


def test_j_goes_on_into_the_next_section(form: FormPage) -> None:
    form.row("architecture.async-patterns").focus()
    press(form, "j")
    assert current(form) == "database.type-selection"
    press(form, "k")
    assert current(form) == "architecture.async-patterns"


def test_slash_searches_and_escape_shows_the_section_again(form: FormPage) -> None:
    form.row("architecture.style-fit").focus()
    press(form, "/")
    form.page.keyboard.type("gil")
    expect(form.row("scalability.gil")).to_be_visible()
    press(form, "Escape")
    expect(form.row("architecture.style-fit")).to_be_visible()


def test_arrow_keys_choose_within_the_radio_group(form: FormPage) -> None:
    form.row("architecture.style-fit").locator('input[value="yes"]').focus()
    press(form, "Space ArrowRight")
    expect(form.row("architecture.style-fit").locator('input[value="partial"]')).to_be_checked()
    press(form, "ArrowDown")
    assert current(form) == "architecture.service-boundaries"


def test_help_opens_closes_and_gives_the_focus_back(form: FormPage) -> None:
    form.row("architecture.style-fit").focus()
    press(form, "?")
    expect(form.page.get_by_role("dialog")).to_be_visible()
    press(form, "Escape")
    expect(form.page.get_by_role("dialog")).to_be_hidden()
    expect(form.row("architecture.style-fit")).to_be_focused()


def test_no_key_pressed_in_the_form_reaches_the_notebook(form: FormPage) -> None:
    form.choose("architecture.style-fit", "no")
    for control in form.page.locator("button:visible, input:visible, textarea:visible, [tabindex]:visible").all():
        control.focus()
        press(form, "b x j d d")
        press(form, "Escape")
    form.page.locator(".archnb-title").click()
    press(form, "b x j d d a 0 0")
    assert form.page.evaluate("window.notebookKeys") == []


def test_saving_from_within_the_form_saves_the_notebook(form: FormPage) -> None:
    form.row("architecture.style-fit").focus()
    press(form, "Control+s")
    form.page.wait_for_timeout(600)
    assert form.page.evaluate("window.saves") == 1
