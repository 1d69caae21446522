from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.harness import FormPage
from browser.lab import Notebook, Server
from playwright.sync_api import Browser, Page

import archnb
from archnb.journal import Journal, open_journal


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1180, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    archnb.Review.open(tmp_path / "pay", create=True, reviewer="ana")
    return open_journal(tmp_path / "pay", reviewer="ana")


@pytest.fixture
def open_form(page: Page) -> Iterator[Callable[[Journal], FormPage]]:
    opened: list[FormPage] = []

    def open_(journal: Journal) -> FormPage:
        opened.append(FormPage(page, journal).open())
        return opened[-1]

    yield open_
    for form in opened:
        assert form.errors == []


@pytest.fixture
def form(open_form: Callable[[Journal], FormPage], journal: Journal) -> FormPage:
    return open_form(journal)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    jupyter = Server(tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("home"))
    yield jupyter
    jupyter.stop()


@pytest.fixture(params=["lab", "notebook"])
def front(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def notebook(server: Server, page: Page, front: str, request: pytest.FixtureRequest) -> Notebook:
    name = f"{request.node.originalname}-{front}"
    cell = f'import archnb\nreview = archnb.Review.open("reviews/{name}", create=True)\nreview.form()'
    return Notebook.create(server, page, name, cell, front=front)
