"""Reviews for reports, and a report read as a browser would."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner, Result

from archnb.cli import main

CHECKLIST = """\
id: six
title: Six
version: "1"
sections:
  - id: doors
    title: Doors
    items:
      - {id: doors.locked, text: Every door can be locked, severity: critical}
      - {id: doors.oiled, text: No door squeaks, severity: low}
      - {id: doors.wide, text: Doors are wide, severity: medium}
  - id: roof
    title: Roof
    items:
      - {id: roof.tight, text: The roof is tight, severity: critical}
      - {id: roof.warm, text: The roof is insulated, severity: high}
      - {id: roof.green, text: The roof is green, severity: low}
"""
ITEMS = ["doors.locked", "doors.oiled", "doors.wide", "roof.tight", "roof.warm", "roof.green"]
LETTERS = {"y": "yes", "p": "partial", "n": "no", "a": "na"}

Extra = dict[str, object]


def add(
    folder: str, letters: str, *, day: str = "2026-03-10", said: dict[str, Extra] | None = None, **tags: object
) -> Path:
    """Answer the six items of a project by letters, ``.`` for none; again on a later day appends."""
    path = Path("reviews", folder)
    path.mkdir(parents=True, exist_ok=True)
    own = Path("reviews", "checklists")
    own.mkdir(exist_ok=True)
    (own / "six.yaml").write_text(CHECKLIST, encoding="utf-8")
    if not (path / "review.json").exists():
        info = {"project": folder, "checklist": {"id": "six", "version": "1"}, "tags": tags}
        (path / "review.json").write_text(json.dumps(info))
    with open(path / "ana.jsonl", "a", encoding="utf-8") as log:
        for item, letter in zip(ITEMS, letters, strict=True):
            if letter != ".":
                answer = {
                    "at": f"{day}T10:00:00Z",
                    "item": item,
                    "status": LETTERS[letter],
                    **(said or {}).get(item, {}),
                }
                log.write(json.dumps(answer) + "\n")
    return path


def mark(path: Path, name: str, day: str) -> None:
    with open(path / "ana.jsonl", "a", encoding="utf-8") as log:
        log.write(json.dumps({"at": f"{day}T12:00:00Z", "milestone": name}) + "\n")


def report(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", *arguments])


def page(*arguments: str) -> Document:
    """Make a report and read it."""
    result = report(*arguments, "-o", "out.html")
    assert (result.exit_code, result.stderr) == (0, "")
    return Document(Path("out.html").read_text(encoding="utf-8"))


class Document(HTMLParser):
    """The tags, attributes and words of a whole page, and the rows of its tables."""

    VOID = ("meta", "img")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.words = ""
        self.rows: list[list[str]] = []
        self.said: dict[str, str] = {}  # definitions by their term; the first of each
        self._term, self._definition = "", ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        if tag == "dt":
            self._term, self._definition = "", ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "dd":
            self.said.setdefault(self._term, self._definition)

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data
        plain = data.replace("\u00a0", " ").replace("\u2060", "")
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += plain
        if "dt" in self.open:
            self._term += data
        if "dd" in self.open:
            self._definition += plain

    def values(self, name: str) -> list[str | None]:
        return [value for key, value in self.attributes if key == name]

    def row(self, first: str) -> list[str]:
        """The first row whose first cell begins so."""
        return next(row for row in self.rows if row[0].startswith(first))
