"""The page around the parts: head, title, contents."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from archnb.guide.markup import text
from archnb.page_style import page_style
from archnb.report.markup import cell

__all__ = ["Part", "document", "tiles"]


class Part(NamedTuple):
    """A part of the page: its anchor, its title, and what it holds as HTML."""

    anchor: str
    title: str
    html: str


def document(title: str, lead: str, parts: Sequence[Part]) -> str:
    """Return a page that needs no other file and runs no script.

    Parameters
    ----------
    title : str
        Plain text.
    lead : str
        What stands below the title, as HTML.
    parts : sequence of Part
        Those without content are left out.
    """
    shown = [part for part in parts if part.html]
    contents = "".join(f'<li><a href="#{part.anchor}">{text(part.title)}</a></li>' for part in shown)
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            _head(title),
            "<body>",
            f'<a class="skip" href="#{shown[0].anchor}">Skip to the report</a>',
            f'<header>\n<h1 dir="auto">{cell(title)}</h1>\n{lead}\n</header>',
            f'<nav aria-label="Contents"><ul>{contents}</ul></nav>',
            "<main>",
            *(_part(part) for part in shown),
            "</main>",
            "</body>",
            "</html>\n",
        ]
    )


def tiles(figures: Iterable[tuple[str, str, str]]) -> str:
    """Return the main numbers: name, number and what belongs to it, as HTML."""
    shown = "".join(
        f'<div><dt>{name}</dt><dd><span class="number">{number}</span> <span class="aside">{aside}</span></dd></div>'
        for name, number, aside in figures
    )
    return f'<dl class="tiles">{shown}</dl>'


def _part(part: Part) -> str:
    return f'<section id="{part.anchor}">\n<h2>{text(part.title)}</h2>\n{part.html}\n</section>'


def _head(title: str) -> str:
    style = page_style((files("archnb.report") / "static" / "report.css").read_text(encoding="utf-8"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # Escaping keeps hostile answers inert; should it ever fail, nothing may run or be fetched.
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return "\n".join(
        [
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{cell(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
        ]
    )
