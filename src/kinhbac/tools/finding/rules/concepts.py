"""Which concepts a text names: the longest saying wins, and one that needs company counts only in company."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kinhbac.tools.finding.rules.syllables import Syllable, syllables
from kinhbac.tools.finding.types import Concept, Saying, Vocabulary

BARE = 0.6
"""How surely one bare syllable means a word that is written with marks: "cuoi" may be cưới, cười or cuối."""
DOUBT = 0.3
"""What is left for each syllable that bears other marks: "gia Hàn" is hardly gia hạn."""
_OF_AGE = frozenset({"tuoi", "t", "year", "yo", "age", "is", "am", "turn", "tron", "du"})


@dataclass(frozen=True, slots=True)
class _Named:
    concept: Concept
    saying: Saying
    written: tuple[str, ...]
    folded: tuple[str, ...]


class Concepts:
    """The concepts of a vocabulary, ready to be looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_first: defaultdict[str, list[_Named]] = defaultdict(list)
        self._aged = [each for each in vocabulary.concepts if each.ages]
        self.weight = {each.key: each.weight for each in vocabulary.concepts}
        self.phrases: list[tuple[Syllable, ...]] = []
        for concept in vocabulary.concepts:
            for saying in concept.sayings:
                said = syllables(saying.text, vocabulary.short)
                named = _Named(
                    concept, saying, tuple(each.written for each in said), tuple(each.folded for each in said)
                )
                self._by_first[named.folded[0]].append(named)
                self.phrases.append(said)
        for sayings in self._by_first.values():
            sayings.sort(key=lambda each: -len(each.folded))

    def named(self, text: Sequence[Syllable]) -> dict[str, float]:
        """Return the concepts that a text names, each with how surely (0 to 1)."""
        everywhere = [self._said_at(text, place) for place in range(len(text))]
        company = {
            each.concept.key
            for said in everywhere
            for each, _ in said
            if not (each.saying.beside or each.saying.without)
        }
        sure: dict[str, float] = {}
        place = 0
        while place < len(text):
            longest = len(everywhere[place][0][0].folded) if everywhere[place] else 1
            for each, surely in everywhere[place]:
                if len(each.folded) == longest and _in_company(each.saying, company):
                    sure[each.concept.key] = max(surely, sure.get(each.concept.key, 0.0))
            place += longest
        return sure | dict.fromkeys(self._of_age(text), 1.0)

    def _said_at(self, text: Sequence[Syllable], place: int) -> list[tuple[_Named, float]]:
        """Return what may be said at a place, the longest first, each with how surely."""
        found: list[tuple[_Named, float]] = []
        for each in self._by_first.get(text[place].folded, ()):
            said = text[place : place + len(each.folded)]
            if len(said) == len(each.folded) and all(map(_folds, said, each.folded)):
                surely = _surely(said, each.written)
                found += [(each, surely)] if surely else []
        return found

    def _of_age(self, text: Sequence[Syllable]) -> Iterable[str]:
        for place, each in enumerate(text):
            around = {
                near.folded for near in (*text[max(0, place - 1) : place], *text[place + 1 : place + 2])
            }
            if each.folded.isdecimal() and len(each.folded) < 4 and around & _OF_AGE:
                age = int(each.folded)
                yield from (
                    concept.key
                    for concept in self._aged
                    if concept.ages and concept.ages[0] <= age <= concept.ages[1]
                )


def _folds(syllable: Syllable, folded: str) -> bool:
    return syllable.folded == folded


def _in_company(saying: Saying, company: Collection[str]) -> bool:
    """Say whether a saying stands beside what it needs, and beside nothing that takes its meaning away."""
    beside = not saying.beside or any(each in company for each in saying.beside)
    return beside and not any(each in company for each in saying.without)


def _surely(said: Sequence[Syllable], written: Sequence[str]) -> float:
    """Return how surely syllables mean a saying that folds alike: one of them must bear its own marks, or none."""
    if len(said) == 1:
        if said[0].written == written[0]:
            return 1.0
        return 0.0 if said[0].has_marks else BARE
    return DOUBT ** sum(not syllable.may_be(meant) for syllable, meant in zip(said, written, strict=True))
