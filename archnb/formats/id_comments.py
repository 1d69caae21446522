"""An id in a comment of HTML, where a Markdown task list keeps it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from archnb.printable import printable

__all__ = ["id_comment", "id_in"]

_COMMENT = re.compile(r"<!--\s*id:\s*([^\s<>]+)\s*-->")


def id_comment(id_: str) -> str:
    """Return a comment that says `id_`, whatever is in it.

    >>> id_comment("security.cors"), id_comment("a-->b")
    ('<!-- id: security.cors -->', '<!-- id: a%2D%2D%3Eb -->')
    """
    quoted = "".join(quote(char) if char in "%<>" or printable(char) != char else char for char in id_)
    # At the end, too, a hyphen would be taken for the comment's.
    quoted = re.sub(r"--+|-$|^-", lambda hyphens: "%2D" * len(hyphens[0]), quoted)
    return f"<!-- id: {quoted} -->"


def id_in(html: str) -> str:
    """Return the id that a comment in `html` says, or an empty string.

    >>> id_in("<!-- id: a%2D%2D%3Eb -->"), id_in("<!-- later -->")
    ('a-->b', '')
    """
    found = _COMMENT.search(html)
    return unquote(found[1]) if found else ""
