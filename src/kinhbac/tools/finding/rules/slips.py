"""Slips of the finger, of the ear and of the keyboard: from a syllable nobody wrote down to those that were meant.

Three kinds: sounds that are one in the speech of the north (l and n, s and x, ch and tr, d, gi and r); a letter that is
missing, doubled, wrong or in the wrong place, among them what a keyboard leaves over ("laij"); and a pair of syllables of
which one is wrong, which is told by its neighbour: "kết hôm" is nothing, "kết hôn" is something.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kinhbac.tools.finding.rules.syllables import Syllable, syllable

ALIKE = 0.85
"""How surely a syllable that sounds alike was meant."""
ONE_LETTER = 0.7
"""How surely one that differs in one letter was meant."""

_SOUNDS = (
    ("ngh", "ng"), ("gh", "g"), ("gi", "z"), ("tr", "c"), ("ch", "c"), ("ph", "f"), ("qu", "w"), ("d", "z"),
    ("r", "z"), ("j", "z"), ("n", "l"), ("x", "s"), ("k", "c"), ("q", "c"), ("y", "i"),
)  # fmt: skip
_LEFT_OVER = re.compile(r"(?<=[aeiouy])[sfrxj](?=[cmnpt]|$)|(?<=[aeiouycghmnpt])[sfrxj]$")
_SHORTEST = 3  # of fewer letters, one letter more or less is another word


def sound(syllable: str) -> str:
    """Return a key that syllables share which sound alike in the north.

    >>> sound("làm".replace("à", "a")) == sound("nam"), sound("trung") == sound("chung"), sound("xo") == sound("so")
    (True, True, True)
    """
    for written, heard in _SOUNDS:
        if syllable.startswith(written):
            syllable = heard + syllable[len(written) :]
            break
    return syllable.replace("y", "i")


def untyped(word: str) -> str:
    """Return a syllable without the letters by which a keyboard writes marks, where they were left over.

    >>> untyped("laij"), untyped("ddoongj"), untyped("giaays")
    ('lai', 'dong', 'giay')
    """
    for doubled in ("aa", "ee", "oo", "dd"):
        word = word.replace(doubled, doubled[0])
    bare = word.replace("w", "")
    return _LEFT_OVER.sub("", bare, count=1)


def _without_one(syllable: str) -> set[str]:
    return {syllable[:place] + syllable[place + 1 :] for place in range(len(syllable))}


class Pair(NamedTuple):
    """Two syllables that follow each other: how they are written with their marks, and how often they come."""

    written: tuple[tuple[str, str], ...]
    times: int


def _small(sets: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Return sets that change no more in a fourth of their room."""
    return {key: tuple(sorted(each)) for key, each in sets.items()}


class Slips:
    """The syllables and pairs that are known, and the way back to them."""

    def __init__(self, known: Iterable[Sequence[Syllable]]) -> None:
        """Learn phrases."""
        self.known: set[str] = set()
        pairs: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for phrase in known:
            self.known.update(each.folded for each in phrase)
            for one, other in pairwise(phrase):
                pairs[one.folded, other.folded].append((one.written, other.written))
        self.pairs = {
            each: Pair(tuple(sorted(set(written))), len(written)) for each, written in pairs.items()
        }
        alike: defaultdict[str, set[str]] = defaultdict(set)
        cuts: defaultdict[str, set[str]] = defaultdict(set)
        for each in self.known:
            if each.isalpha():
                alike[sound(each)].add(each)
                for cut in (each, *_without_one(each)):
                    cuts[cut].add(each)
        self._alike, self._cut = _small(alike), _small(cuts)
        self.near = lru_cache(maxsize=20_000)(self._near)

    def _near(self, syllable: str) -> dict[str, float]:
        """Return the known syllables that may have been meant, each with how surely."""
        found: dict[str, float] = {}
        if syllable.isalpha() and len(syllable) >= _SHORTEST:
            for cut in (syllable, *_without_one(syllable)):
                for each in self._cut.get(cut, ()):
                    if len(each) >= _SHORTEST:
                        found[each] = ONE_LETTER
        if syllable.isalpha():
            found |= dict.fromkeys(self._alike.get(sound(syllable), ()), ALIKE)
        if untyped(syllable) in self.known:
            found[untyped(syllable)] = ALIKE
        found.pop(syllable, None)
        return found

    def mended(self, asked: Sequence[Syllable]) -> list[tuple[Syllable, float]]:
        """Return the question as it may have been meant, with how surely; 1 for what stands as it was written."""
        meant: list[tuple[Syllable, float]] = [(each, 1.0) for each in asked]
        sure = self._sure(asked)
        for place in range(len(meant) - 1):
            if not (sure[place] and sure[place + 1]):
                self._mend_pair(meant, sure, place)
        for place, (each, _) in enumerate(meant):
            if (
                not sure[place]
                and each.folded not in self.known
                and not (each.has_marks and each.is_vietnamese)
            ):
                nearest = max(
                    self.near(each.folded).items(), key=lambda pair: (pair[1], pair[0]), default=None
                )
                if nearest is not None:
                    meant[place] = (syllable(nearest[0]), nearest[1])
        return meant

    def _sure(self, asked: Sequence[Syllable]) -> list[bool]:
        """Return which syllables stand in a known pair, with marks that do not contradict it."""
        sure = [False] * len(asked)
        for place, (one, other) in enumerate(pairwise(asked)):
            pair = self.pairs.get((one.folded, other.folded))
            if pair and any(one.may_be(first) and other.may_be(second) for first, second in pair.written):
                sure[place] = sure[place + 1] = True
        return sure

    def _mend_pair(self, meant: list[tuple[Syllable, float]], sure: list[bool], place: int) -> None:
        one, other = meant[place][0].folded, meant[place + 1][0].folded
        ones = {one: 1.0} | ({} if sure[place] else self.near(one))
        others = {other: 1.0} | ({} if sure[place + 1] else self.near(other))
        pairs = {
            (first, second): (ones[first] * others[second], self.pairs[first, second].times)
            for first in ones
            for second in others
            if (first, second) in self.pairs
        }
        if not pairs:
            return
        (first, second), (surely, _) = max(pairs.items(), key=lambda pair: (pair[1], pair[0]))
        for at, was, now in ((place, one, first), (place + 1, other, second)):
            if now != was:
                meant[at] = (syllable(now), surely)
            sure[at] = True
