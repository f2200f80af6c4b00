"""A text as syllables: how each was written, how it is compared, and what its short form stands for."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kinhbac.base.text import fold

LONGEST_ASKED = 200
"""Characters of a question that count: a whole sentence of a chat, no more."""
LONGEST_SHORT = 9
"""Letters of the longest short form."""

_PIECE = re.compile(r"\d+|[^\W\d_]+")
_APOSTROPHE = re.compile(r"['’]s?\b")
_SHAPE = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uoi|uou|oai|oay|oeo|uay|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_OF_LETTER = (
    "\u0302\u0306\u031b\u0335"  # ^ ˘ ̛ and the bar stay with their letter; a tone is anywhere on the syllable
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable, or one English word.

    Attributes:
        written: lower case, with its marks.
        folded: as it is compared: without marks, an English word without its ending.
        is_vietnamese: whether it has the shape of a Vietnamese syllable; English words seldom have.
    """

    written: str
    folded: str
    is_vietnamese: bool = True

    @property
    def has_marks(self) -> bool:
        """Whether it was written with a Vietnamese mark or letter, so that it means this syllable and no other."""
        return not self.written.isascii()

    def may_be(self, written: str) -> bool:
        """Whether it is that syllable, or that syllable with marks left out ("kêt" may be "kết", not "kẹt")."""
        return self.written == written or _marks(self.written) <= _marks(written)


@lru_cache(maxsize=20_000)
def _marks(written: str) -> frozenset[tuple[str, int]]:
    """Return the marks of a syllable, each with how many letters stand before it; the bar of đ is one."""
    marks, letters = set(), 0
    for letter in unicodedata.normalize("NFD", written.replace("đ", "d\u0335")):
        if unicodedata.combining(letter):
            marks.add((letter, letters if letter in _OF_LETTER else 0))
        else:
            letters += 1
    return frozenset(marks)


def syllables(text: str, short: Mapping[str, str]) -> tuple[Syllable, ...]:
    """Return the syllables of a text, in order; short forms are written out.

    >>> [each.folded for each in syllables("Đổi CCCD", {"cccd": "căn cước"})]
    ['doi', 'can', 'cuoc']
    """
    found: list[Syllable] = []
    for piece in _PIECE.findall(_APOSTROPHE.sub("", unicodedata.normalize("NFC", text).casefold())):
        said = (
            (short.get(piece) or short.get(syllable(piece).folded)) if len(piece) <= LONGEST_SHORT else None
        )
        found += [syllable(each) for each in (said.split() if said else [piece])]
    return tuple(found)


@lru_cache(maxsize=50_000)
def syllable(written: str) -> Syllable:
    """Return one syllable from its letters, lower case."""
    folded = stem(fold(written))
    return Syllable(written, folded, _SHAPE.fullmatch(folded) is not None)


def stem(word: str) -> str:
    """Return an English word without its ending; a Vietnamese syllable has none of these and stays.

    >>> stem("registering"), stem("married"), stem("marry"), stem("nghiệp"), stem("copies")
    ('register', 'marri', 'marri', 'nghiệp', 'copi')
    """
    if len(word) >= 6 and word.endswith(("ing", "ied", "ies")):
        word = word[:-3] + ("i" if word[-3:] != "ing" else "")
    elif len(word) >= 5 and word.endswith(("ed", "es")):
        word = word[:-2]
    elif len(word) >= 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) >= 5 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) >= 5 and word.endswith("y") and word[-2] not in "aeiouy" else word
