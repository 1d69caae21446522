"""The form in a page of its own: the real module in a real browser, and the real session behind it, without Jupyter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route

from archnb.form.asset import form_css, form_esm
from archnb.form.session import FormSession
from archnb.journal import Journal

ORIGIN = "http://form.test"

_HTML = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>form</title>
<link rel="stylesheet" href="/form.css"></head>
<body style="margin:16px" data-jp-theme-light="true">
<script type="module">
import form from "/form.js";
const listeners = new Set();
const opening = await (await fetch("/opening.json")).json();
window.kernel = { status: "idle", connectionStatus: "connected" };
window.saves = 0;
const model = {
  get: (name) => (name === "opening" ? opening : undefined),
  send: (message) => { window.toPython(message); },
  on: (_, listener) => listeners.add(listener),
  off: (_, listener) => listeners.delete(listener),
  widget_manager: { kernel: window.kernel, context: { save: () => { window.saves += 1; } } },
};
window.fromPython = (message) => listeners.forEach((listener) => listener(message));
window.notebookKeys = [];
document.addEventListener("keydown", (event) => {
  // As Lumino does: a focused element with this attribute keeps its keys to itself.
  if (!event.target.hasAttribute?.("data-lm-suppress-shortcuts")) window.notebookKeys.push(event.key);
}, true);
const el = document.createElement("div");
document.body.append(el);
window.stopForm = form.render({ model, el });
</script></body></html>"""


class FormPage:
    """A page with one form, and what a test needs to see and to disturb.

    Attributes
    ----------
    page : Page
        Playwright's page.
    journal : Journal
        The review behind the form.
    alive : bool
        Whether messages reach Python; set it to False for a kernel that is gone.
    messages : list of dict
        What the page has sent.
    """

    def __init__(self, page: Page, journal: Journal) -> None:
        self.page = page
        self.journal = journal
        self.session = FormSession(journal)
        self._opening: dict[str, Any] = {}
        self.alive = True
        self.messages: list[dict[str, Any]] = []
        self.refuse: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda message: None
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.expose_function("toPython", self._take)
        page.route(f"{ORIGIN}/**", self._serve)

    def open(self) -> FormPage:
        """Load the page, or load it again, as after a restart of the kernel."""
        self.session = FormSession(self.journal)
        self._opening = self.session.opening()
        return self.reload()

    def reload(self) -> FormPage:
        """Load the page again while the kernel goes on: the widget's state is still the one of its making."""
        self.page.goto(f"{ORIGIN}/")
        self.page.wait_for_selector(".archnb-row")
        return self

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        kinds = {
            "/": ("text/html", lambda: _HTML),
            "/form.js": ("text/javascript", form_esm),
            "/form.css": ("text/css", form_css),
            "/opening.json": ("application/json", lambda: json.dumps(self._opening)),
        }
        if path not in kinds:
            route.fulfill(status=204)
            return
        kind, body = kinds[path]
        route.fulfill(content_type=f"{kind}; charset=utf-8", body=body())

    def _take(self, message: dict[str, Any]) -> None:
        self.messages.append(message)
        if not self.alive or message["type"] in ("check", "snapshot", "copy", "finish"):
            return
        reply = self.refuse(message) or self.session.answer(message)
        self.page.evaluate("message => { setTimeout(() => window.fromPython(message)) }", reply)

    def row(self, item: str) -> Locator:
        """Return the row of an item."""
        return self.page.locator(f'.archnb-row[data-item="{item}"]')

    def choose(self, item: str, status: str) -> None:
        """Click an answer."""
        self.row(item).locator(f'input[value="{status}"]').click()

    def chosen(self, item: str) -> str | None:
        """Return the answer that the row shows."""
        checked = self.row(item).locator("input[type=radio]:checked")
        return checked.get_attribute("value") if checked.count() else None

    def filter(self, name: str) -> Locator:
        """Return the chip of a filter."""
        return self.page.locator(".archnb-filter", has_text=name)

    @property
    def state(self) -> str:
        """What the header says of saving."""
        return self.page.locator(".archnb-state").inner_text()
