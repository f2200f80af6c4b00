"""Words in two languages, and words folded for comparison. Every room may enter; nothing is imported."""

import unicodedata
from dataclasses import dataclass

_SAME_LETTER = str.maketrans({"đ": "d", "Đ": "d"})  # not a letter with a mark: Unicode never takes it apart


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Vietnamese and in English; both are written by people, neither is empty."""

    vi: str
    en: str

    def say(self, language: str) -> str:
        """Return the English words for "en", the Vietnamese ones for every other language."""
        return self.en if language == "en" else self.vi


def fold(words: str) -> str:
    """Return words as they are compared and searched: lower case, no marks, đ as d, single spaces.

    >>> fold("  Đỗ Thị   HƯỜNG ")
    'do thi huong'
    """
    apart = unicodedata.normalize("NFKD", words.casefold().translate(_SAME_LETTER))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(_SAME_LETTER).casefold().split())
