"""Texts that say the same, or nearly."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

__all__ = ["Double", "doubles"]

#: The share of words, counted once, that two texts have in common when they are nearly the same.
_NEAR = 0.8
_SHORTEST = 5


class Double(NamedTuple):
    """Two texts by their keys, the later one first."""

    later: str
    earlier: str
    exact: bool


def doubles(texts: Mapping[str, str]) -> Iterator[Double]:
    """Yield for each of `texts`, in their order, the earlier one that says the same, else one that nearly does.

    Two texts say the same if their words are the same, and nearly the same if they are of five words or more and have
    four of five in common. Texts that differ in a number never say the same: they are levels of one thing.
    """
    words = {key: re.findall(r"\w+", text.casefold()) for key, text in texts.items()}
    rarity = Counter(word for said in words.values() for word in set(said))
    same: dict[tuple[str, ...], str] = {}
    kinds: dict[str, set[str]] = {}
    holding: defaultdict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    for key, said in words.items():
        if not said:
            continue
        if (earlier := same.setdefault(tuple(said), key)) != key:
            yield Double(key, earlier, exact=True)
            continue
        kinds[key] = set(said)
        rarest = sorted(kinds[key], key=lambda word: (rarity[word], word))
        # Of texts that share four words of five, one of the fifth that is rarest is in both: only those are compared.
        few = len(rarest) - math.ceil(_NEAR * len(rarest)) + 1 if len(rarest) >= _SHORTEST else 0
        numbers = frozenset(word for word in rarest if word.isdigit())
        places = [(numbers, word) for word in rarest[:few]]
        candidates = dict.fromkeys(other for place in places for other in holding[place])
        if (near := next((o for o in candidates if _alike(kinds[key], kinds[o])), None)) is not None:
            yield Double(key, near, exact=False)
        for place in places:
            holding[place].append(key)


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _NEAR * len(one | other)
