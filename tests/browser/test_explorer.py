"""The dashboard in a real JupyterLab: what the page shows belongs to the filters that it shows."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.lab import PATIENCE, Notebook, Server
from explored import HOSTILE, LOCK, ROOF, small
from playwright.sync_api import Locator, Page, expect

from archnb import Checklist, Review

BANNER = "getComputedStyle(document.querySelector('.archnb-x-results'), '::before').display"
CELL = "import archnb\ndashboard = archnb.Portfolio.load({!r}, cache=False).explore()\ndashboard"


@pytest.fixture
def notebook(server: Server, page: Page, house: Checklist, request: pytest.FixtureRequest) -> Notebook:
    """A notebook whose first cell shows the dashboard of the small portfolio."""
    name = request.node.originalname
    small(server.root / name, house)
    return shown(Notebook.create(server, page, name, CELL.format(name), "import time; time.sleep(5)"))


@pytest.fixture
def dashboard(notebook: Notebook) -> Locator:
    return notebook.cell(0).locator(".archnb-x")


def shown(notebook: Notebook) -> Notebook:
    notebook.run()
    notebook.page.locator(".archnb-x-picture").wait_for(timeout=PATIENCE)
    notebook.wait_idle()
    return notebook


def settled(page: Page) -> None:
    page.wait_for_function(f"{BANNER} === 'none'", timeout=PATIENCE)


def test_a_change_is_seen_at_once_and_then_the_chart_is_of_it(dashboard: Locator, page: Page) -> None:
    dashboard.get_by_label("red").check()
    assert page.evaluate(BANNER) == "block"
    settled(page)
    expect(dashboard.get_by_role("status")).to_contain_text("2 of 3 projects, 4 answers shown")
    expect(dashboard.locator(".archnb-x-picture")).to_have_attribute("alt", re.compile("2 projects"))


def test_a_fast_sequence_never_shows_a_chart_of_other_filters(dashboard: Locator, page: Page) -> None:
    page.evaluate(
        """banner => {
          window.stale = [];
          const watch = () => {
            const [red, blue] = ['red', 'blue'].map(name => [...document.querySelectorAll('.archnb-x input')]
              .find(box => box.parentElement.innerText.trim() === name).checked);
            const status = document.querySelector('.archnb-x [role=status]').innerText;
            const team = red === blue ? 'blue or red' : red ? 'red' : 'blue';
            const wanted = red || blue ? `team ${team}.` : '2026-05-04).';
            if (eval(banner) === 'none' && !status.endsWith(wanted)) window.stale.push([red, blue, status]);
            requestAnimationFrame(watch);
          };
          watch();
        }""",
        BANNER,
    )
    for name in ("red", "blue", "red", "red", "blue", "blue", "red"):
        dashboard.get_by_label(name).click()
    settled(page)
    expect(dashboard.get_by_role("status")).to_contain_text("team blue.")
    assert page.evaluate("window.stale") == []


def test_without_a_kernel_a_change_says_that_nothing_follows(notebook: Notebook, dashboard: Locator) -> None:
    notebook.restart_kernel()
    notebook.wait_idle()
    dashboard.get_by_label("blue").check()
    notebook.page.wait_for_timeout(1_500)
    assert notebook.page.evaluate(BANNER) == "block"
    dashboard.get_by_label("blue").uncheck()
    settled(notebook.page)  # the old picture is the right one again


def test_a_filter_works_while_another_cell_runs(notebook: Notebook, dashboard: Locator) -> None:
    notebook.run(1)
    dashboard.get_by_label("blue").check()
    assert notebook.page.evaluate(BANNER) == "block"
    settled(notebook.page)
    expect(dashboard.get_by_role("status")).to_contain_text("team blue.")


def test_the_whole_way_by_keyboard(notebook: Notebook, dashboard: Locator) -> None:
    page, cells = notebook.page, notebook.page.locator(".jp-Cell").count()
    dashboard.get_by_label("red").focus()
    page.keyboard.press("Space")
    settled(page)
    dashboard.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(dashboard.get_by_role("status")).to_contain_text("end of 2026-Q1; team red.")
    settled(page)
    dashboard.get_by_role("button", name=LOCK).focus()
    page.keyboard.press("Enter")
    expect(dashboard.get_by_role("button", name="← Back")).to_be_focused()
    page.keyboard.press("Tab")
    expect(dashboard.get_by_role("button", name="barn")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dashboard.get_by_text("The gate is closed")).to_be_visible()
    expect(dashboard.get_by_role("button", name="← Back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dashboard.get_by_role("button", name="barn")).to_be_focused()
    dashboard.get_by_role("button", name="← Back").focus()
    page.keyboard.press("Space")
    expect(dashboard.get_by_role("button", name=LOCK)).to_be_focused()
    assert page.locator(".jp-Cell").count() == cells


def test_the_saved_notebook_is_a_document(notebook: Notebook, dashboard: Locator) -> None:
    outputs = notebook.cell(0).locator(".jp-OutputArea-child")
    assert [output.is_visible() for output in outputs.all()] == [True, False, False]
    dashboard.get_by_label("red").check()
    settled(notebook.page)
    _, picture, table = notebook.save()["cells"][0]["outputs"]
    assert "2 projects" in "".join(picture["data"]["text/plain"])
    assert "".join(table["data"]["text/plain"]).startswith("2 of 3 projects, 4 answers shown")
    notebook.restart_kernel()
    notebook.load()
    expect(outputs.nth(1).locator("img")).to_be_visible()
    expect(outputs.nth(2)).to_contain_text(ROOF)


def test_hostile_names_do_nothing(server: Server, page: Page, house: Checklist) -> None:
    root = server.root / "hostile"
    review = Review.open(root / "p", create=True, checklist=house, project=HOSTILE, tags={"team": HOSTILE})
    Review.open(root / "q", create=True, checklist=house, tags={"team": "other"})
    review.answer(LOCK, "no", note=HOSTILE, owner=HOSTILE, evidence=["javascript:window.hit=2"])
    dashboard = shown(Notebook.create(server, page, "hostile", CELL.format("hostile"))).cell(0).locator(".archnb-x")
    dashboard.get_by_label("<img src=x").check()
    settled(page)
    dashboard.get_by_role("button", name=LOCK).click()
    dashboard.get_by_role("button", name="<img src=x").click()
    expect(dashboard.get_by_text("Findings (1)")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator("img[src=x]").count() == 0


def test_axe_finds_only_the_name_that_ipywidgets_cannot_give_to_a_slider(dashboard: Locator, page: Page) -> None:
    for step in (None, LOCK, "villa"):
        if step:
            dashboard.get_by_role("button", name=step).click()
            settled(page)
        faults = Axe().run(page, context=".archnb-x").response["violations"]
        found = [(fault["id"], node["html"][:29]) for fault in faults for node in fault["nodes"]]
        assert found == [("aria-input-field-name", '<div class="noUi-handle noUi-')]
