"""Find names in texts: also cut by a line break, in capitals, with other accents, among colours, and by a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from archnb.share.calling import any_of, called, key_of, pattern_of, phrase_of, spellings
from archnb.share.folding import Folded, fold, folded

__all__ = ["Met", "Names"]

_REMOVED = "[removed]"


class Met(NamedTuple):
    """Where a text has a name, and what is to stand there; None for a name that stays."""

    start: int
    end: int
    instead: str | None


class Names:
    """Knows names, and finds them.

    Parameters
    ----------
    projects, people : mapping of str to str
        What stands instead of each name; people are met by parts of their names too, where those are written like a
        name.
    texts : iterable of str
        Whole texts, which go without a trace.
    kept : iterable of str
        Names that stay, whatever is in them: ``payments-api`` where an owner ``payments`` goes.
    """

    def __init__(
        self,
        projects: Mapping[str, str],
        people: Mapping[str, str],
        *,
        texts: Iterable[str] = (),
        kept: Iterable[str] = (),
    ) -> None:
        texts = list(texts)
        staying = [spelling for name in kept for spelling in spellings(name)]
        self._kept = {_key(name) for name in staying}
        self._instead = dict.fromkeys(map(_key, texts), _REMOVED)
        wholes = {said: instead for name, instead in {**projects, **people}.items() for said in spellings(name)}
        parts = {part: instead for name, instead in people.items() for part in called(name)}
        # Several words are a name however they are written, one word is by its capital.
        wholes = {part: instead for part, instead in parts.items() if " " in part} | wholes
        self._instead |= {_key(name): instead for name, instead in wholes.items()}
        self._pattern = any_of(
            [*map(phrase_of, texts), *map(pattern_of, wholes), *(pattern_of(name, whole=True) for name in staying)]
        )
        words = {part: instead for part, instead in parts.items() if " " not in part}
        # German sets no apostrophe before the s of "Annas Bericht".
        words = {f"{name}s": said for name, said in {**people, **words}.items() if _takes_s(name)} | words
        self._parts = {_key(word): instead for word, instead in words.items()}
        self._words = any_of(map(pattern_of, words))

    def __call__(self, text: str) -> Iterator[Met]:
        """Yield where the names are, from the start to the end."""
        view = fold(text)
        last = 0
        for found in self._pattern.finditer(view.text):
            yield from self._by_parts(text, view, last, found.start())
            key = key_of(found[0])
            yield _met(text, view, found.span(), None if key in self._kept else self._instead.get(key, _REMOVED))
            last = found.end()
        yield from self._by_parts(text, view, last, len(view.text))

    def _by_parts(self, text: str, view: Folded, start: int, end: int) -> Iterator[Met]:
        for found in self._words.finditer(view.text, start, end):
            met = _met(text, view, found.span(), self._parts.get(key_of(found[0]), _REMOVED))
            if _is_like_name(text[met.start : met.end], text[: met.start][-1:]):
                yield met

    def replace(self, text: str) -> str:
        """Return the text with something else in the place of each name."""
        met = [each for each in self(text) if each.instead is not None]
        if not met:
            return text
        gaps = pairwise([0, *(place for each in met for place in (each.start, each.end)), len(text)])
        kept = [text[start:end] for number, (start, end) in enumerate(gaps) if number % 2 == 0]
        return kept[0] + "".join(f"{each.instead}{rest}" for each, rest in zip(met, kept[1:], strict=True))

    def are_in(self, text: str) -> bool:
        """Whether a name that does not stay is in the text."""
        return any(each.instead is not None for each in self(text))


def _key(name: str) -> str:
    return key_of(folded(name))


def _takes_s(name: str) -> bool:
    return len(name) > 2 and name.isalpha() and name[-1:] not in "sxzß"


def _met(text: str, view: Folded, span: tuple[int, int], instead: str | None) -> Met:
    """Return where the span of the folded text is in the text itself, with the accents that follow."""
    start, end = view.places[span[0]], view.places[span[1] - 1] + 1
    while end < len(text) and not fold(text[end]).text:
        end += 1
    return Met(start, end, instead)


def _is_like_name(said: str, before: str) -> bool:
    first, rest = said[0], said[1:]
    if before == "@":
        return True
    if len(said) == 2 and first != first.swapcase():  # "NG" and "ng" are other words than "Ng"
        return first.isupper() and rest.islower()
    # Most scripts have no capitals.
    return first.isupper() or first == first.swapcase()
