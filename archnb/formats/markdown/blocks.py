"""A Markdown file as a stream of blocks, a window at a time: its tokens would fill hundreds of times its size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archnb.errors import ChecklistError

__all__ = ["PARSER", "Block", "blocks"]

_WINDOW = 16 * 2**10
# What a window may hold that cannot be cut; each mark may become a few tokens of 400 bytes.
_MOST_MARKS, _MOST_LINES, _MOST_LINKS = 32_000, 200_000, 20_000
_OPAQUE = re.compile(r"\s*(?:```|~~~|<)")

PARSER = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
_BLOCKS = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").disable(["inline", "text_join"])


class Block(NamedTuple):
    """One thing that a file holds, in the order in which it stands there.

    Attributes
    ----------
    kind : str
        ``"heading"``, ``"bullet"`` (how a list's entry begins), ``"text"``, ``"fence"``, ``"code"``, ``"html"`` or
        ``"table"``.
    line : int
        Where it begins, from 1.
    content : str
        Its Markdown, without the marks that make it what it is.
    level : int
        A heading's level, from 1.
    depth : int
        How many lists' entries it stands in, a bullet's own included.
    rows : tuple of tuple of str
        A table's cells, the head first.
    """

    kind: str
    line: int
    content: str
    level: int = 0
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str, links: dict[str, Any], *, line: int = 1) -> Iterator[Block]:
    r"""Yield the blocks of `text`, whose lines end in ``\n``; link definitions go to `links` on the way.

    The text is parsed from one top-level block, or entry of a top-level list, to another, about 16 KiB at a time. What
    the parser finds in a block depends on nothing behind its end, so that the pieces make the whole.

    Raises
    ------
    ChecklistError
        Without a path: if a single block is too large to be read in little memory.
    """
    start, size = 0, _WINDOW
    while start < len(text):
        end = text.find("\n", start + size) + 1 or len(text)
        window = text[start:end]
        _refuse_crowds(window, line)
        env: dict[str, Any] = {}
        tokens = _BLOCKS.parse(window, env)
        stop, consumed = len(tokens), window.count("\n")
        if end < len(text) and tokens:
            stop, consumed = _last_cut(tokens)
            if not consumed:
                size *= 2
                continue
        _keep_links(links, env.get("references", {}), line)
        yield from _walk(tokens[:stop], line)
        start, size = (end if stop == len(tokens) else _offset(text, start, consumed)), _WINDOW
        line += consumed


def _refuse_crowds(window: str, line: int) -> None:
    if len(window) <= 2 * _WINDOW:
        return
    marks = 0 if _OPAQUE.match(window) else sum(map(window.count, "\n>-*+"))
    if max(marks, window.count("|")) > _MOST_MARKS or window.count("\n") > _MOST_LINES:
        raise ChecklistError(
            "one table, quotation or list entry is too large to be read",
            place=f"line {line}",
            remedy="Split it by headings.",
        )


def _last_cut(tokens: list[Token]) -> tuple[int, int]:
    """Return the token and the line of the last place where a window can be cut, 0 and 0 if there is none."""
    for index in range(len(tokens) - 1, 0, -1):
        token = tokens[index]
        entry = token.type == "list_item_open" and token.level == 1
        if token.map and token.map[0] and token.nesting >= 0 and (token.level == 0 or entry):
            return index, token.map[0]
    return 0, 0


def _offset(text: str, start: int, lines: int) -> int:
    for _ in range(lines):
        start = text.index("\n", start) + 1
    return start


def _keep_links(links: dict[str, Any], found: Mapping[str, Any], line: int) -> None:
    for label, target in found.items():
        links.setdefault(label, target)  # as in CommonMark, the first counts
    if len(links) > _MOST_LINKS:
        raise ChecklistError(
            f"more than {_MOST_LINKS:,} links are defined", place=f"line {line}", remedy="Split the file."
        )


def _walk(tokens: list[Token], offset: int) -> Iterator[Block]:
    depth, begun = 0, True
    for index, token in enumerate(tokens):
        line = offset + (token.map[0] if token.map else 0)
        entry = token.type in ("list_item_open", "list_item_close")
        found = None if entry else _block(tokens, index, line, depth)
        if not begun and (entry or (found and found.kind != "text")):
            yield Block("bullet", line, "", depth=depth)  # an entry that begins with no text of its own
            begun = True
        if entry:
            depth, begun = depth + token.nesting, token.nesting < 0
        elif found:
            yield found if begun else found._replace(kind="bullet")
            begun = True


def _block(tokens: list[Token], index: int, line: int, depth: int) -> Block | None:
    token = tokens[index]
    if token.type == "inline" and tokens[index - 1].type in ("paragraph_open", "heading_open"):
        heading = tokens[index - 1].type == "heading_open" and not depth
        return Block(
            "heading" if heading else "text", line, token.content, level=_level(tokens[index - 1]), depth=depth
        )
    if token.type == "table_open":
        return Block("table", line, "", depth=depth, rows=tuple(_rows(tokens, index)))
    kinds = {"fence": "fence", "code_block": "code", "html_block": "html"}
    return Block(kinds[token.type], line, token.content, depth=depth) if token.type in kinds else None


def _level(opening: Token) -> int:
    return int(opening.tag[1:]) if opening.type == "heading_open" else 0


def _rows(tokens: list[Token], index: int) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in islice(tokens, index, None):
        if token.type == "table_close":
            return
        if token.type == "inline":
            cells.append(token.content)
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []
