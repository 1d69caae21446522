"""File names made from names of people and projects, which may be anything."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from archnb.errors import StoreError

__all__ = ["portable_name", "slug"]

_LONGEST = 56  # characters of up to four bytes: with digest and ".jsonl.lock" below every file system's 255 bytes
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}


def slug(name: str) -> str:
    """Return a file name for `name`: letters and digits of any script, joined by hyphens.

    A name that loses something on the way (an emoji, a slash, length) gets a short digest of the original, so that
    different names never share a file; names that differ only in capitals, or in blanks for hyphens, are one.

    >>> slug("Ana Lee"), slug("../x"), slug("CON")
    ('ana-lee', 'x-d6b96a97', 'con-a3dbc4b6')

    Raises
    ------
    StoreError
        If nothing of the name is visible.
    """
    plain = unicodedata.normalize("NFC", name).strip()
    if not any(unicodedata.category(char)[0] in "LMNPS" for char in plain):
        raise StoreError("a name is empty", remedy="Give a name with at least one letter or digit.")
    letters = "".join(
        char if unicodedata.category(char)[0] in "LMN" or char in "._" else "-" for char in plain.casefold()
    )
    short = re.sub(r"-+", "-", letters).strip("-._")[:_LONGEST].rstrip("-._")
    if short == plain.casefold().replace(" ", "-") and short.split(".")[0] not in _RESERVED:
        return short
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{short or 'name'}-{digest}"


def portable_name(leaf: str) -> bool:
    """Whether a folder of that name can be kept on every common system, as git needs it."""
    return not (
        not leaf.strip(". ")
        or leaf != leaf.rstrip(". ")
        or len(leaf.encode("utf-8", "replace")) > 240
        or leaf.split(".")[0].casefold() in _RESERVED
        or re.search(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]', leaf)
    )
