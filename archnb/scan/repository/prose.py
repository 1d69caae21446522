"""Documentation, and lines of any text that match an expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from archnb.scan.repository.tree import File, Tree

__all__ = ["Heading", "Line", "headings_in", "lines_in"]

#: Longer lines are data, and expressions on them may take for ever.
_LONGEST = 2_000
_MARKDOWN = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_UNDERLINE = re.compile(r"""^([=\-~^"'`#*+.:_])\1{2,}\s*$""")
_FENCE = re.compile(r"^\s*(```|~~~)")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a text file that was asked for."""

    text: str
    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line."""
        return f"{self.path}:{self.line}"


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of Markdown or reStructuredText; ``words`` counts the words below it up to the next heading."""

    text: str
    words: int
    path: str
    line: int

    @property
    def place(self) -> str:
        """Path and line."""
        return f"{self.path}:{self.line}"


def lines_in(tree: Tree, files: Iterable[File], regex: str) -> list[Line]:
    """Return the lines in which `regex` is found; lines of more than 2,000 characters are not searched."""
    search = re.compile(regex).search
    return [
        Line(text=line.strip(), path=file.path, line=number)
        for file in files
        for number, line in enumerate(tree.text(file).split("\n"), 1)
        if len(line) <= _LONGEST and search(line)
    ]


def headings_in(tree: Tree, files: Iterable[File]) -> list[Heading]:
    """Return all headings, in order; what stands in a code block is none."""
    return [heading for file in files for heading in _headings(file.path, tree.text(file).split("\n"))]


def _headings(path: str, lines: list[str]) -> list[Heading]:
    marks: list[tuple[int, str]] = []
    in_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif in_code or len(line) > _LONGEST:
            continue
        elif found := _MARKDOWN.match(line):
            marks.append((number, found[2]))
        elif number and _UNDERLINE.match(line) and _is_title(lines[number - 1], line):
            marks.append((number - 1, lines[number - 1].strip()))
    ends = [*(number for number, _ in marks[1:]), len(lines)][: len(marks)]
    return [
        Heading(text=text, words=sum(len(line.split()) for line in lines[number + 1 : end]), path=path, line=number + 1)
        for (number, text), end in zip(marks, ends, strict=True)
    ]


def _is_title(text: str, underline: str) -> bool:
    return bool(text.strip()) and not _UNDERLINE.match(text) and len(underline.strip()) >= min(3, len(text.strip()))
