"""Texts that a spreadsheet must not take for formulas."""

from __future__ import annotations

import re

from archnb.printable import printable, well_formed

__all__ = ["csv_neutral", "csv_restored", "neutral", "restored"]

# What starts a formula, by OWASP's list with its full-width forms; blanks before it are cut off by some programs, and
# \ufffd stands for what was not printable, such as NUL and a carriage return.
_FORMULA = re.compile(r"['\s\ufffd]*[=+\-@\t\n\ufffd＝＋－＠]")
# Where another program may see the start of a cell: Excel in half of Europe takes semicolons for separators, and then
# a quoted line break ends a row.
_INNER = r"(?<=[\n;\t]){}(?=['\ufffd]*(?:[^\S\n\t]['\ufffd]*)*[=+\-@＝＋－＠])"
_INNER_START = re.compile(_INNER.format(""))
_INNER_LED = re.compile(_INNER.format("'"))


def neutral(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: led by an apostrophe where it could be a formula.

    >>> neutral("=1+1"), neutral("-5"), neutral("it's"), neutral("'=1")
    ("'=1+1", "'-5", "it's", "''=1")
    """
    shown = printable(well_formed(text))
    return f"'{shown}" if _FORMULA.match(shown) else shown


def restored(cell: str) -> str:
    """Return the text that `neutral` was given, as far as it was printable.

    >>> restored("'=1+1"), restored("it's"), restored("'twas"), restored("''=1")
    ('=1+1', "it's", "'twas", "'=1")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_neutral(text: str) -> str:
    r"""Return `neutral` of `text` with an apostrophe also where another separator would let a cell begin.

    >>> csv_neutral("two:\n- =1;=2")
    "two:\n'- =1;'=2"
    """
    return _INNER_START.sub("'", neutral(text))


def csv_restored(cell: str) -> str:
    r"""Return the text that `csv_neutral` was given, as far as it was printable.

    >>> csv_restored("two:\n'- =1;'=2")
    'two:\n- =1;=2'
    """
    return restored(_INNER_LED.sub("", cell))
