"""How fast the form opens and saves, as ratios taken in one run: ``python tests/benchmarks/bench_form.py``.

A real JupyterLab in a real Chromium. Each pair is measured in turn, A B A B …, and the medians are compared; the pairs
come one after the other, since 1,842 widgets in a cell nearby slow every layout of the notebook. A cell is run with
Ctrl+Enter, which leaves the notebook where it is: Shift+Enter would time the scrolling to the next cell as well.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.chromium import launch
from browser.lab import Notebook, Server
from playwright.sync_api import Page, sync_playwright

ROUNDS = 7

SETUP = '''
import anywidget, ipywidgets, archnb, traitlets
from archnb import Checklist, Review
class Empty(anywidget.AnyWidget):
    _esm = "export default { render({ el }) { el.className = 'bench-empty'; } }"
class Echo(anywidget.AnyWidget):
    _esm = """export default { render({ model, el }) {
      el.className = "bench-echo";
      model.on("msg:custom", () => { window.echoed = performance.now(); });
      window.askEcho = () => { window.asked = performance.now(); model.send({}); };
    } }"""
    def __init__(self):
        super().__init__()
        self.on_msg(lambda *_: self.send({}))
def plain():
    rows = []
    for item in Checklist.load("python-backend").items.values():
        rows.append(ipywidgets.HBox([
            ipywidgets.Label(item.text),
            ipywidgets.ToggleButtons(options=["Yes", "Partial", "No", "N/A"], value=None),
            ipywidgets.Textarea(),
        ]))
    return ipywidgets.VBox(rows)
sections = [{"id": f"s{s}", "title": f"Section {s}", "items": [
    {"id": f"s{s}.i{i}", "text": f"Item {i} of the section with number {s}"} for i in range(250)]} for s in range(12)]
large = Checklist.parse({"id": "large", "title": "Large", "version": "1", "sections": sections})
'''
CELLS = {
    "empty": ("Empty()", ".bench-empty"),
    "form": ('Review.open("reviews/pay", create=True).form()', ".archnb-row:nth-of-type(8)"),
    "plain": ("plain()", ".widget-vbox > .widget-hbox:nth-of-type(115) textarea"),
    "large": ('Review.open("reviews/big", create=True, checklist=large).form()', ".archnb-row:nth-of-type(40)"),
    "echo": ("Echo()", ".bench-echo"),
}
NAMES = list(CELLS)

# Times run from the key that starts the cell to the frame in which what it shows is there.
WATCH = """(selector) => new Promise((resolve) => {
  const cell = document.querySelectorAll(".jp-Notebook .jp-Cell")[window.benchCell];
  cell.querySelector(".jp-OutputArea")?.replaceChildren();
  const start = (event) => {
    if (event.key !== "Enter") return;
    document.removeEventListener("keydown", start, true);
    const started = performance.now();
    const look = () => {
      if (cell.querySelector(selector)) resolve(performance.now() - started);
      else requestAnimationFrame(look);
    };
    setTimeout(look);
  };
  document.addEventListener("keydown", start, true);
})"""


class Bench:
    """Measures cells of one notebook; counts what comes over the socket."""

    def __init__(self, server: Server, page: Page) -> None:
        self.page = page
        self.received = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))
        self.notebook = Notebook.create(server, page, "bench", SETUP, *(cell for cell, _ in CELLS.values()))
        self.notebook.run(0)
        self.notebook.wait_idle()

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload)

    def opening(self, name: str) -> tuple[float, int]:
        """Return milliseconds from run to shown, and the bytes that came meanwhile."""
        index = NAMES.index(name) + 1
        cell = self.notebook.cell(index)
        cell.locator(".cm-content").click()
        self.page.evaluate("index => { window.benchCell = index }", index)
        self.page.evaluate(f"selector => {{ window.benchDone = ({WATCH})(selector) }}", CELLS[name][1])
        before = self.received
        self.page.keyboard.press("Control+Enter")
        took = self.page.evaluate("window.benchDone")
        self.page.wait_for_timeout(1_500)
        return took, self.received - before

    def pair(self, one: str, other: str, sizes: dict[str, int]) -> tuple[float, float]:
        """Return the median milliseconds of two openings measured in turn; `sizes` takes the bytes of each."""
        times: dict[str, list[float]] = {one: [], other: []}
        for name in times:
            self.opening(name)  # the first of each warms the page and the kernel
        for _ in range(ROUNDS):
            for name, taken in times.items():
                took, sizes[name] = self.opening(name)
                taken.append(took)
        return statistics.median(times[one]), statistics.median(times[other])

    def click_to_saved(self, status: str) -> float:
        """Return milliseconds from a click to the header's *saved*."""
        return self.page.evaluate(
            """(status) => new Promise((resolve) => {
              const forms = [...document.querySelectorAll(".archnb-form")];
              const form = forms.find((node) => node.textContent.includes("pay"));
              const state = form.querySelector(".archnb-state");
              const started = performance.now();
              form.querySelector(`.archnb-row input[value=${status}]`).click();
              const look = () => {
                if (state.dataset.kind === "saved") resolve(performance.now() - started);
                else setTimeout(look, 0);
              };
              look();
            })""",
            status,
        )

    def echo(self) -> float:
        """Return milliseconds for a message to Python and back."""
        return self.page.evaluate(
            """() => new Promise((resolve) => {
              window.echoed = undefined; window.askEcho();
              const look = () => window.echoed ? resolve(window.echoed - window.asked) : setTimeout(look, 0);
              look();
            })"""
        )


def fsync_ms(folder: Path) -> float:
    """Return the median milliseconds of appending a line and an fsync, in the folder of the reviews."""
    took = []
    with open(folder / "fsync", "ab", buffering=0) as file:
        for _ in range(50):
            started = time.perf_counter()
            file.write(b"x" * 100 + b"\n")
            os.fsync(file.fileno())
            took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def measure(root: Path, home: Path) -> None:
    """Run everything once and print the ratios."""
    server = Server(root, home)
    try:
        with sync_playwright() as playwright:
            page = launch(playwright).new_page(viewport={"width": 1280, "height": 1000})
            bench = Bench(server, page)
            report(bench, root)
    finally:
        server.stop()


def report(bench: Bench, root: Path) -> None:
    """Measure in turn and print."""
    sizes: dict[str, int] = {}
    medians = {other: bench.pair("form", other, sizes) for other in ("empty", "large", "plain")}
    bench.opening("form")
    bench.opening("echo")
    clicks, echoes = [], []
    for turn in range(31):
        clicks.append(bench.click_to_saved(("yes", "no")[turn % 2]))
        bench.page.wait_for_timeout(40)
        echoes.append(bench.echo())
        bench.page.wait_for_timeout(40)

    def ratio(other: str) -> float:
        form, taken = medians[other]
        return form / taken

    saved, echo, fsync = statistics.median(clicks), statistics.median(echoes), fsync_ms(root)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"JupyterLab {version('jupyterlab')}, anywidget {version('anywidget')}")  # fmt: skip
    for other, (form, taken) in medians.items():
        print(f"  form {form:6.0f} ms, {other:<5} {taken:6.0f} ms  {sizes[other] / 1000:8.1f} kB")
    print(f"  click to saved {saved:.1f} ms, echo {echo:.1f} ms, append + fsync {fsync:.1f} ms")
    print(f"form / empty anywidget       {ratio('empty'):.2f}  (at most 1.5)")
    print(f"plain ipywidgets / form      {1 / ratio('plain'):.2f}  (at least 5)")
    print(f"socket bytes of the form     {sizes['form'] / 1000:.0f} kB  (at most 150)")
    print(f"(saved - fsync) / echo       {(saved - fsync) / echo:.2f}  (at most 2)")
    print(f"3,000 items / 115 items      {1 / ratio('large'):.2f}  (at most 3)")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "root").mkdir()
        (Path(place) / "home").mkdir()
        measure(Path(place) / "root", Path(place) / "home")
