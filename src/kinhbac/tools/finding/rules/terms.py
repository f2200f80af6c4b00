"""What a text is compared by: its syllables, with marks and without, its pairs of syllables, and its concepts."""

from collections.abc import Sequence
from itertools import pairwise
from sys import intern

from kinhbac.tools.finding.rules.concepts import Concepts
from kinhbac.tools.finding.rules.slips import Slips
from kinhbac.tools.finding.rules.syllables import Syllable, syllables
from kinhbac.tools.finding.types import Vocabulary

BARE = 0.6
"""What is left for a syllable without its marks, where the marks were written."""
MARKED = 0.4
"""What the marks are worth."""
NAMED = "#"
SYLLABLE = 0.5
"""A syllable by itself says little in Vietnamese, whose words are mostly two."""
WORD = 1.0
"""One that has no Vietnamese shape is a whole word, or a number."""
ENGLISH = 0.3
"""The share of words without Vietnamese shape from which a text is English."""
PAIR = 0.8
CONCEPT = 1.6


class Terms:
    """Turns texts into weighted terms; "=" marks a syllable with its marks, "#" a concept, a space a pair."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.concepts = Concepts(vocabulary)
        self._stop_in_english = vocabulary.stop | vocabulary.stop_in_english

    def syllables(self, text: str) -> tuple[Syllable, ...]:
        """Return the syllables of a text, short forms written out."""
        return syllables(text, self.vocabulary.short)

    def of_phrase(self, text: str) -> dict[str, float]:
        """Return the terms of a phrase that finds something, each with its weight."""
        said = self.syllables(text)
        return self._terms([(each, 1.0) for each in said])

    def of_question(self, text: str, slips: Slips) -> dict[str, float]:
        """Return the terms of a question: as it was written, and as it may have been meant."""
        asked = self.syllables(text)
        terms = self._terms([(each, 1.0) for each in asked])
        for term, weight in self._terms(slips.mended(asked)).items():
            terms[term] = max(weight, terms.get(term, 0.0))
        return terms

    def _terms(self, said: Sequence[tuple[Syllable, float]]) -> dict[str, float]:
        terms: dict[str, float] = {}

        def add(term: str, weight: float) -> None:
            terms[intern(term)] = max(weight, terms.get(term, 0.0))

        stop = self._stop([each for each, _ in said])
        kept = [(each, surely) for each, surely in said if each.written not in stop]
        for each, surely in kept:
            worth = surely * (SYLLABLE if each.is_vietnamese else WORD)
            add(each.folded, worth * (BARE if each.has_marks else 1.0))
            if each.has_marks:
                add(f"={each.written}", worth * MARKED)
        for (one, one_surely), (other, other_surely) in pairwise(kept):
            worth, marked = PAIR * min(one_surely, other_surely), one.has_marks or other.has_marks
            add(f"{one.folded} {other.folded}", worth * (BARE if marked else 1.0))
            if marked:
                add(f"={one.written} {other.written}", worth * MARKED)
        least = min((surely for _, surely in said), default=1.0)
        for key, surely in self.concepts.named([each for each, _ in said]).items():
            if self.concepts.weight[key]:
                add(
                    f"{NAMED}{key}",
                    CONCEPT * self.concepts.weight[key] * surely * (least if least < 1 else 1.0),
                )
        return terms

    def _stop(self, said: Sequence[Syllable]) -> frozenset[str]:
        foreign = sum(not each.is_vietnamese and each.written.isalpha() for each in said)
        return self._stop_in_english if foreign >= ENGLISH * len(said) else self.vocabulary.stop
