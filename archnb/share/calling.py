"""How a name may be written, and what of it is a name by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from archnb.errors import StoreError
from archnb.share.folding import folded, one_line
from archnb.store import slug

__all__ = ["any_of", "called", "key_of", "pattern_of", "phrase_of", "same", "spellings"]

#: What may stand between the words of a name: blanks and line breaks, and what folders, variables and links put there.
_BETWEEN = r"(?:\s+|[-_.+/\u2010-\u2015]|&nbsp;|&\#160;|&\#xa0;|%20)"
#: Characters that HTML writes in more than one way; a folder's name drops an apostrophe or puts a hyphen in its place.
_WRITTEN = {
    "'": r"(?:'|&\#0*39;|&\#x0*27;|&apos;|&rsquo;|[-_]|)",
    '"': r'(?:"|&quot;|&\#0*34;|&\#x0*22;)',
    "&": "&(?:amp;)?",
    "<": "(?:<|&lt;)",
    ">": "(?:>|&gt;)",
}
_NOT_SAID = re.compile(r"&(?:amp|apos|quot|lt|gt|nbsp|rsquo|#\w{1,6});|%20|[^\w]|_")
_LETTER, _STARTS, _ENDS = re.compile(r"[^\W_]"), r"(?<![^\W_])", r"(?![^\W_])"
_BEGIN = re.compile(r"[^\W_]{1,2}")
#: Scripts that set no blank between words, and Korean, which sets none before what follows a name.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
#: From so many letters on two words are hardly met in one by chance, and a longer word hardly holds them.
_RUN_TOGETHER, _WITHIN = 6, 8

#: As they are written on a keyboard that lacks them.
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"} | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
#: They belong to the word behind them, and are nobody's name.
_PARTICLES = frozenset("af al bin da dal de del della den der des di do dos du el ibn la le van von zu zum zur".split())
#: An owner may be a team.
_NO_NAMES = frozenset(
    "and aus dept department for group guild mit of squad team the und unit prof mrs herr frau junior senior".split()
)
#: Two letters that English, or an answer, means otherwise, also where a sentence begins with them.
_SHORT_WORDS = frozenset(
    "ah am an as at be by do ex go ha he hi ho id if in is it me my na no of oh ok on or pr so to up us vs we".split()
)


def spellings(name: str) -> list[str]:
    """Return a name as it is, as a folder is named after it, and without umlauts."""
    return [said for said in dict.fromkeys([name, same(name), _without_umlauts(name)]) if said.strip()]


def _without_umlauts(name: str) -> str:
    return unicodedata.normalize("NFC", name).translate(_UMLAUTS)


def same(name: str) -> str:
    """Return what the names of one person share: ``Ana Lee`` keeps a log named ``ana-lee``."""
    try:
        return slug(name)
    except StoreError:
        return name


def key_of(said: str) -> str:
    """Return the letters and digits of a folded name, by which its ways to be written are one.

    A name without any is its own key.
    """
    return _NOT_SAID.sub("", said) or said


def pattern_of(name: str, *, whole: bool = False) -> str:
    """Return a pattern that finds a name in a folded text, whatever stands between its words.

    Without a letter beside it: "ana" is in "manage", and no name there. A long name of several words is one also within
    a longer word, such as ``test_grandvilla2``, unless it shall be found only as a `whole`. The pattern is empty where
    nothing could be told by a name.
    """
    words = [word for word in re.split(_BETWEEN, folded(name)) if word]
    letters = key_of("".join(words))
    if not _LETTER.search(letters):
        # An emoji is as good as a name; a dot or a hyphen is in every text.
        return "" if name.strip().isascii() else re.escape(one_line(name))
    many = len(words) > 1
    between = f"{_BETWEEN}?" if many and len(letters) >= _RUN_TOGETHER else _BETWEEN
    found = between.join("".join(_WRITTEN.get(char) or re.escape(char) for char in word) for word in words)
    if many and len(letters) >= _WITHIN and not whole:
        return found
    before = "" if _UNSPACED.match(letters[0]) else _STARTS
    after = "" if _UNSPACED.match(letters[-1]) else _ENDS
    return f"{before}{found}{after}"


def phrase_of(text: str) -> str:
    """Return a pattern that finds a whole text in a folded one; empty for one without a letter."""
    said = r"\s+".join(map(re.escape, folded(text).split()))
    return f"{_STARTS}{said}{_ENDS}" if _LETTER.search(text) else ""


def called(name: str) -> list[str]:
    """Return what a note calls somebody of that name: ``Daniel`` for ``daniel.frost``, ``de la Cruz`` with ``Cruz``.

    Single words are told from other words by their capital only, so a word of two letters that English has as well,
    a particle, or a word for a team is left out.
    """
    person = name.strip().lstrip("@").partition("@")[0]
    words = [word for word in re.split(r"[^\w'’]+|_", person) if word]
    parts: list[str] = []
    particles: list[str] = []
    for word in words:
        if word.casefold() in _PARTICLES:
            particles.append(word)
            continue
        if particles and len(words) > len(particles) + 1:
            parts.append(" ".join([*particles, word]))
        particles = []
        if _is_name(folded(word)):
            parts.append(word)
    written = dict.fromkeys([*parts, *map(_without_umlauts, parts)])
    return [part for part in written if part != name]


def _is_name(word: str) -> bool:
    return len(word) > 1 and word.replace("'", "").isalpha() and word not in _NO_NAMES | _SHORT_WORDS


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for one of them, the longest first; without any it matches nothing.

    Patterns that begin with the same letters stand behind one look ahead: of 2,000 names a handful is tried at a place.
    """
    longest_first = sorted(filter(None, set(patterns)), key=lambda pattern: (-len(pattern), pattern))
    begun: dict[str, dict[str, list[str]]] = {}
    for pattern in longest_first:
        found = _BEGIN.match(pattern.removeprefix(_STARTS))
        first, both = (found[0][:1], found[0]) if found else ("", "")
        begun.setdefault(first, {}).setdefault(both, []).append(pattern)
    groups = {
        first: _branches({both: "|".join(same) for both, same in inner.items()}) for first, inner in begun.items()
    }
    return re.compile(_branches(groups) or r"(?!)")


def _branches(patterns: Mapping[str, str]) -> str:
    """Return a pattern for one of several, each tried only where its letters stand; those of fewer letters last."""
    return "|".join(f"(?={begin})(?:{patterns[begin]})" for begin in sorted(patterns, key=len, reverse=True))
