"""A checklist as a task list in Markdown."""

from __future__ import annotations

import re
import unicodedata

from archnb.authoring.converted import Converted
from archnb.checklist import Checklist
from archnb.formats.id_comments import id_comment
from archnb.printable import printable, well_formed

__all__ = ["to_markdown"]

# What CommonMark or GitHub would take for markup. An underscore within a word is none, nor is an & that begins nothing.
_ACTIVE = re.compile(r"[\\`*\[\]<>~$#]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# The start of a paragraph that would be a list's or a heading's.
_START = re.compile(r"^(?=[-+=])|^\d+(?=[.)])")
_HELD = ("id", "text")


def to_markdown(checklist: Checklist) -> Converted:
    """Return headings and boxes, with ids in comments that nobody sees; read back, they give the same texts and ids."""
    lines = [id_comment(checklist.id), "", f"# {_literal(checklist.title)}"]
    if checklist.description:
        lines += ["", _START.sub(r"\g<0>\\", _literal(checklist.description))]
    for section in checklist.sections:
        lines += ["", id_comment(section.id), "", f"## {_literal(section.title)}", ""]
        lines += [f"- [ ] {_literal(item.text)} {id_comment(item.id)}" for item in section.items]
    return Converted.of("\n".join(lines) + "\n", checklist, held=_HELD)


def _literal(text: str) -> str:
    """Return `text` as one line of Markdown that shows it as it is; a line break becomes a blank."""
    line = " ".join(well_formed(text).splitlines())
    return "".join(map(_visible, _ACTIVE.sub(r"\\\g<0>", line)))


def _visible(char: str) -> str:
    """Return a mark that turns the direction of writing as an entity, and no control character at all."""
    if printable(char) == char:
        return char
    return f"&#x{ord(char):x};" if unicodedata.category(char) == "Cf" else "\ufffd"
