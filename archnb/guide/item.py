"""The guidance of one item: why it matters, how to decide, what to do first, where to read more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archnb.answers import GLYPHS, WORDS
from archnb.checklist import Checklist, Item
from archnb.guide.markup import anchor, external, fragment, prose, text

__all__ = ["EFFORTS", "badge", "item_html"]

EFFORTS = {"S": "hours to a day", "M": "days", "L": "weeks"}
_ANSWERS = ("yes", "partial", "no", "na")
_FRAMEWORKS = {
    "asvs": "OWASP ASVS 5.0",
    "samm": "OWASP SAMM 2",
    "ssdf": "NIST SSDF 1.1",
    "twelve-factor": "Twelve-Factor App",
}


def item_html(checklist: Checklist, item: Item) -> str:
    """Return an item as an article with an anchor of its id; parts that the checklist leaves out are left out."""
    rows = "\n".join(f"<div><dt>{label}</dt><dd>{said}</dd></div>" for label, said in _rows(checklist, item) if said)
    return "\n".join(
        [
            f'<article id="{anchor(item.id)}" data-severity="{item.severity}">',
            f'<h3><span dir="auto">{text(item.text)}</span> {_permalink(item)}</h3>',
            f'<p class="line">{badge(item)} <code>{text(item.id)}</code>{_effort(item)}</p>',
            f"<dl>\n{rows}\n</dl>" if rows else '<p class="line">This checklist gives no guidance on it.</p>',
            "</article>",
        ]
    )


def badge(item: Item) -> str:
    """Return an item's severity as a word with a colour."""
    return f'<span class="severity {item.severity}">{item.severity}</span>'


def _rows(checklist: Checklist, item: Item) -> Iterator[tuple[str, str]]:
    yield "Why it matters", _said(item.why)
    yield f"Why {item.severity}", _said(item.severity_reason)
    yield "How to verify", _list(f'<li dir="auto">{prose(check)}</li>' for check in item.verify)
    yield "What counts", _answers(item)
    yield "First step", _said(item.improve)
    yield "Read more", _list(f"<li>{external(reference.title, reference.url)}</li>" for reference in item.references)
    yield "Also asked by", _list(_maps(item.maps))
    yield "Overlaps with", _list(f"<li>{_related(checklist, id_)}</li>" for id_ in item.related)


def _said(said: str) -> str:
    return f'<p dir="auto">{prose(said)}</p>' if said else ""


def _list(rows: Iterable[str]) -> str:
    found = "".join(rows)
    return f"<ul>{found}</ul>" if found else ""


def _answers(item: Item) -> str:
    rows = "".join(
        f'<div><dt><span class="answer {status}"><span aria-hidden="true">{GLYPHS[status]}</span> {WORDS[status]}'
        f'</span></dt><dd dir="auto">{prose(said)}</dd></div>'
        for status in _ANSWERS
        if (said := getattr(item, status))
    )
    return f'<dl class="answers">{rows}</dl>' if rows else ""


def _maps(maps: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for framework, names in maps.items():
        yield f"<li>{text(_FRAMEWORKS.get(framework, framework))}: {text(', '.join(names))}</li>"


def _related(checklist: Checklist, id_: str) -> str:
    """Return a link to another item; an id that the checklist does not have stays a name."""
    if id_ not in checklist.items:
        return f"<code>{text(id_)}</code>"
    words = text(checklist.items[id_].text)
    return f'<a href="{fragment(id_)}"><code>{text(id_)}</code></a> <span dir="auto">{words}</span>'


def _permalink(item: Item) -> str:
    return f'<a class="permalink" href="{fragment(item.id)}" aria-label="Link to {text(item.id)}">#</a>'


def _effort(item: Item) -> str:
    return f" <span>usual fix: {item.effort}, {EFFORTS[item.effort]}</span>" if item.effort else ""
