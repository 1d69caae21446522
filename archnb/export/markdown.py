"""A review as a task list in GitHub's Markdown, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import indent
from urllib.parse import quote, unquote

from archnb.answers import WORDS, Answer
from archnb.checklist import Item, Section
from archnb.journal import State
from archnb.markdown import code, escape, paragraphs
from archnb.printable import printable
from archnb.snapshot.wording import byline, heading, section_line, summary

__all__ = ["read_statuses", "to_markdown"]

_BOX = re.compile(r"^\[([ xX])\] ")
_STATUSES = {word: status for status, word in WORDS.items()}
_LINK = re.compile(r"https?://[^\s<>`|\\\"]+")


def to_markdown(state: State) -> str:
    """Return the review as a task list: ticked for yes, a word for every other answer, what was said below it.

    Text from people is escaped: it holds no tags, and calls nobody who is written with an @.
    """
    lines = [
        f"# {escape(state.info.project)}",
        "",
        escape(heading(state)),
        "",
        escape(" · ".join(summary(state))),
    ]
    for section in state.checklist.sections:
        lines += ["", f"## {escape(section.title)}", "", escape(section_line(state, section)), ""]
        lines += _section(state, section)
    return "\n".join(lines) + "\n"


def _section(state: State, section: Section) -> Iterator[str]:
    for item in section.items:
        answer = state.answers.get(item.id)
        yield _line(item, answer)
        if below := _below(answer):
            yield f"\n{indent(below, '  ')}\n"


def _line(item: Item, answer: Answer | None) -> str:
    status = answer.status if answer else "unanswered"
    box = "[x]" if status == "yes" else "[ ]"
    word = "" if status in ("yes", "unanswered") else f"**{WORDS[status]}** · "
    return f"- {box} {word}{escape(item.text)} · {item.severity} · {code(_quoted(item.id))}"


def _below(answer: Answer | None) -> str:
    if answer is None:
        return ""
    parts = [paragraphs(answer.note)] if answer.note.strip() else []
    if answer.evidence:
        parts.append(f"evidence: {', '.join(map(_evidence, answer.evidence))}")
    if parts or answer.status in ("no", "partial"):
        parts.append(escape(byline(answer)))
    return "\n\n".join(part for part in parts if part)


def _evidence(said: str) -> str:
    return escape(said) if _LINK.fullmatch(said) else code(said)


def _quoted(id_: str) -> str:
    """Make an id printable in a way that `unquote` takes back: it is what the answer is found by."""
    return "".join(quote(char) if char == "%" or printable(char) != char else char for char in id_)


def read_statuses(text: str) -> dict[str, str]:
    """Return the status of each item in a task list that `to_markdown` wrote, or that somebody ticked since.

    Parameters
    ----------
    text : str
        Markdown. What is no list item with a box and an id at its end is passed over.

    Returns
    -------
    dict of str to str
        ``"yes"``, ``"partial"``, ``"no"``, ``"na"`` or ``"unanswered"`` by the item's id. A tick means yes, whatever
        word stands beside it.
    """
    from markdown_it import MarkdownIt

    found: dict[str, str] = {}
    tokens = MarkdownIt("commonmark").parse(text)
    for before, token in zip(tokens, tokens[2:], strict=False):
        children = token.children or []
        box = _BOX.match(token.content)
        if before.type != "list_item_open" or not box or not children or children[-1].type != "code_inline":
            continue
        word = children[2].content if len(children) > 2 and children[1].type == "strong_open" else ""
        status = "yes" if box[1] in "xX" else _STATUSES.get(word, "unanswered")
        found[unquote(children[-1].content)] = status
    return found
