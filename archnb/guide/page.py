"""The whole page: what it is, contents with severities, a search field, and every section.

The page names no id of its own, so that the ids of a checklist's sections and items are its only anchors.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sized
from hashlib import sha256
from importlib.resources import files

from archnb.answers import GLYPHS, WORDS
from archnb.checklist import SEVERITIES, Checklist, Item, Section
from archnb.guide.item import EFFORTS, badge, item_html
from archnb.guide.markup import anchor, fragment, prose, text
from archnb.page_style import page_style

__all__ = ["to_html"]


def to_html(checklist: Checklist) -> str:
    """Return the guide to a checklist as one page that needs no other file and asks nobody for anything.

    Parameters
    ----------
    checklist : Checklist
        Any checklist; its texts are escaped, and its links lead to http and https addresses only.

    Returns
    -------
    str
        An HTML document, the same for the same checklist.
    """
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            _head(checklist),
            "<body>",
            f'<a class="skip" href="{fragment(checklist.sections[0].id)}">Skip to the first section</a>',
            '<div class="page">',
            _introduction(checklist),
            f'<div class="side">\n{_search()}\n{_contents(checklist)}\n</div>',
            "<main>",
            *(_section(checklist, section) for section in checklist.sections),
            "</main>",
            "</div>",
            f"<script>{_asset('guide.js')}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def _head(checklist: Checklist) -> str:
    style = page_style(_asset("guide.css"))
    # Escaping keeps a hostile checklist inert; should it ever fail, only this very script and style sheet may run.
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_asset('guide.js'))}; "
        "base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        [
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{text(checklist.title)} {text(checklist.version)}: the guide</title>",
            f"<style>{style}</style>",
            "</head>",
        ]
    )


def _introduction(checklist: Checklist) -> str:
    items, sections = _counted(checklist.items, "item"), _counted(checklist.sections, "section")
    parts = [f'<h1 dir="auto">{text(checklist.title)}</h1>']
    if checklist.description:
        parts.append(f'<p class="lead" dir="auto">{prose(checklist.description)}</p>')
    glyphs = [f"{GLYPHS[status]} {WORDS[status]}" for status in ("yes", "partial", "no", "na")]
    severities = _severities(checklist.items.values())
    efforts = ", ".join(f"{size} {meaning}" for size, meaning in EFFORTS.items())
    parts += [
        f"<p>The reviewer’s guide to version {text(checklist.version)}: {items} in {sections}. For each item it says "
        "why it matters, how to check it, what counts as each answer, and which step mends it first.</p>",
        "<dl>",
        f"<div><dt>Answers</dt><dd>{', '.join(glyphs[:-1])}, or {glyphs[-1]} (not applicable)</dd></div>",
        f"<div><dt>Severity</dt><dd>what it costs when the item fails: {severities}</dd></div>",
        f"<div><dt>Usual fix</dt><dd>{efforts}</dd></div>",
        "</dl>",
    ]
    return "<header>\n" + "\n".join(parts) + "\n</header>"


def _search() -> str:
    """Return the search field, which the script shows: without it, it would do nothing."""
    severities = "".join(f"<option>{severity}</option>" for severity in SEVERITIES)
    return (
        '<form role="search" hidden>\n'
        '<input type="search" aria-label="Search the guide" placeholder="Search" autocomplete="off">\n'
        f'<select aria-label="Severity"><option value="">all severities</option>{severities}</select>\n'
        '<p role="status"></p>\n'
        "</form>"
    )


def _contents(checklist: Checklist) -> str:
    sections = "\n".join(map(_contents_of, checklist.sections))
    return (
        '<nav aria-label="Contents"><details open><summary>Contents</summary>\n'
        f"<ol>\n{sections}\n</ol>\n</details></nav>"
    )


def _contents_of(section: Section) -> str:
    items = "".join(
        f'<li><a href="{fragment(item.id)}"><span dir="auto">{text(item.text)}</span></a> {badge(item)}</li>'
        for item in section.items
    )
    return (
        f'<li><a class="section" href="{fragment(section.id)}" dir="auto">{text(section.title)}</a> '
        f'<span class="counts">{_severities(section.items)}</span>\n<ul>{items}</ul></li>'
    )


def _section(checklist: Checklist, section: Section) -> str:
    items = "\n".join(item_html(checklist, item) for item in section.items)
    counts = f"{_counted(section.items, 'item')}: {_severities(section.items)}"
    return (
        f'<section id="{anchor(section.id)}">\n<h2 dir="auto">{text(section.title)}</h2>\n'
        f'<p class="line">{counts} <a class="up" href="#">top of the page</a></p>\n{items}\n</section>'
    )


def _severities(items: Iterable[Item]) -> str:
    """Say how many items there are of each severity, such as ``5 critical, 9 high``."""
    counts = Counter(item.severity for item in items)
    return ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES if counts[severity])


def _counted(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{'s' * (len(things) != 1)}"


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("archnb.guide") / "static" / name).read_text(encoding="utf-8")
