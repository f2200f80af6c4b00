"""The finder: everything that can be found, kept in memory by its terms; ask it, and it answers best first, with the reason.

Two looks at every findable. First by all its words together, as BM25 weighs them: a rare word says more than a common one,
and where it stands counts. Then, for those ahead, phrase by phrase: one that is said nearly whole beats many half said.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from kinhbac.tools.finding.rules.slips import Slips
from kinhbac.tools.finding.rules.syllables import LONGEST_ASKED, Syllable
from kinhbac.tools.finding.rules.terms import NAMED, Terms
from kinhbac.tools.finding.types import Findable, Found, Said, Source, Vocabulary

WEIGHTS: Mapping[Source, float] = {
    Source.WORDS: 1.0,
    Source.NAME: 1.0,
    Source.EVENT: 0.3,
    Source.RESULT: 0.4,
    Source.FIELD: 0.3,
    Source.COMPONENT: 0.15,
}
"""How much a word counts by where it stands."""
ENOUGH = 0.6
"""The sum of weights at which a word counts half of what it can at most."""
PHRASE = 1.2
"""What a phrase counts beside the words."""
AHEAD = 25
"""How many are looked at phrase by phrase."""
AGAINST = 0.45
"""What is left where a phrase speaks against it."""
WITHOUT = 0.7
"""What is left where none of the concepts is named with which alone it is meant."""
NEAR = 0.55
"""Below this share of the best score it is merely near."""
LEAST = 0.2
"""Below this share of the best score it is not shown."""
UNDERSTOOD = 0.1
"""The share of the question that the best must explain; otherwise all of it is merely near."""
SURE = 3.0
"""The score from which one word and chance are not enough."""
MOST = 20


@dataclass(frozen=True, slots=True)
class _Entry:
    """A findable with the places of its phrases by term, the weight of each phrase, and what speaks against it."""

    findable: Findable
    phrases: Mapping[str, Sequence[int]]
    weights: Sequence[float]
    never: Sequence[Sequence[Syllable]]


class Finder:
    """Finds among fixed findables; safe to share between threads."""

    def __init__(self, findables: Iterable[Findable], vocabulary: Vocabulary) -> None:
        self._terms = Terms(vocabulary)
        said = [
            (each, [(phrase, self._terms.of_phrase(phrase.text)) for phrase in each.said])
            for each in findables
        ]
        self._rarity = _rarities([{term for _, terms in phrases for term in terms} for _, phrases in said])
        self._entries = tuple(self._entry(each, phrases) for each, phrases in said)
        self._held = _held(phrases for _, phrases in said)
        known = [self._terms.syllables(phrase.text) for _, phrases in said for phrase, _ in phrases]
        self._slips = Slips([*known, *self._terms.concepts.phrases])

    def find(self, asked: str, *, among: Container[str] | None = None, most: int = MOST) -> tuple[Found, ...]:
        """Return what may be meant, the likeliest first; nothing where no word is known.

        Args:
            asked: as it was typed, in any case, with marks or without; what is beyond 200 characters is left out.
            among: keys of what may be shown; None for all. What is left out is weighed all the same: where it is meant,
                the others are merely near.
            most: how many at most.
        """
        asked = asked[:LONGEST_ASKED]
        terms = self._terms.of_question(asked, self._slips)
        by_words = self._by_words(terms)
        ahead = [
            place
            for place in nlargest(AHEAD, range(len(by_words)), key=by_words.__getitem__)
            if by_words[place]
        ]
        if not ahead:
            return ()
        said = self._terms.syllables(asked)
        scored = [self._scored(place, by_words[place], terms, said) for place in ahead]
        scored.sort(key=lambda each: (-each[0], each[1].key))
        best = scored[0][0]
        is_vague = best < SURE or self._share(terms, best) < UNDERSTOOD
        return tuple(
            Found(key=each.key, score=round(score, 3), is_near=is_vague or score < NEAR * best, why=why)
            for score, each, why in scored
            if score >= LEAST * best and (among is None or each.key in among)
        )[:most]

    def _entry(self, findable: Findable, said: Sequence[tuple[Said, Mapping[str, float]]]) -> _Entry:
        phrases: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, terms) in enumerate(said):
            for term in terms:
                phrases[term].append(place)
        return _Entry(
            findable,
            {term: tuple(places) for term, places in phrases.items()},
            [sum(weight * self._rarity[term] for term, weight in terms.items()) for _, terms in said],
            [self._terms.syllables(each) for each in findable.never],
        )

    def _by_words(self, terms: Mapping[str, float]) -> list[float]:
        """Return what all words together say for each findable, by its place."""
        scores = [0.0] * len(self._entries)
        for term, weight in terms.items():
            worth = weight * self._rarity.get(term, 0.0)
            for share, places in self._held.get(term, ()):
                gain = worth * share
                for place in places:
                    scores[place] += gain
        return scores

    def _scored(
        self, place: int, by_words: float, terms: Mapping[str, float], asked: Sequence[Syllable]
    ) -> tuple[float, Findable, Said]:
        entry = self._entries[place]
        shared: defaultdict[int, float] = defaultdict(float)
        for term, weight in terms.items():
            for phrase in entry.phrases.get(term, ()):
                shared[phrase] += weight * self._rarity[term]
        said = entry.findable.said
        best, at = max(
            (worth * worth / entry.weights[phrase] * WEIGHTS[said[phrase].source], -phrase)
            for phrase, worth in shared.items()
        )
        score = by_words + PHRASE * best
        if any(_says(asked, each) for each in entry.never):
            score *= AGAINST
        if entry.findable.only_with and not any(f"{NAMED}{key}" in terms for key in entry.findable.only_with):
            score *= WITHOUT
        return score, entry.findable, said[-at]

    def _share(self, terms: Mapping[str, float], best: float) -> float:
        unknown = math.log(1 + len(self._entries))
        whole = sum(weight * self._rarity.get(term, unknown) for term, weight in terms.items())
        return best / (whole * (1 + PHRASE)) if whole else 0.0


def _says(asked: Sequence[Syllable], phrase: Sequence[Syllable]) -> bool:
    """Say whether a phrase stands in a question; marks may be left out, other marks are other words."""
    first = phrase[0].folded
    return any(
        asked[place].folded == first
        and all(
            one.folded == other.folded and one.may_be(other.written)
            for one, other in zip(asked[place:], phrase, strict=False)
        )
        for place in range(len(asked) - len(phrase) + 1)
    )


def _rarities(held: Sequence[set[str]]) -> dict[str, float]:
    """Return how much each term says: the fewer hold it, the more."""
    count: defaultdict[str, int] = defaultdict(int)
    for terms in held:
        for term in terms:
            count[term] += 1
    return {term: math.log(1 + (len(held) - n + 0.5) / (n + 0.5)) for term, n in count.items()}


def _held(
    said: Iterable[Sequence[tuple[Said, Mapping[str, float]]]],
) -> dict[str, Sequence[tuple[float, Sequence[int]]]]:
    """Return by term what shares of its worth, from 0 to 1, those who hold it get, and who gets each."""
    held: defaultdict[str, defaultdict[float, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, phrases in enumerate(said):
        sums: defaultdict[str, float] = defaultdict(float)
        for phrase, terms in phrases:
            for term in terms:
                sums[term] += WEIGHTS[phrase.source]
        for term, weight in sums.items():
            held[term][weight / (weight + ENOUGH)].append(place)
    return {
        term: tuple((share, tuple(places)) for share, places in shares.items())
        for term, shares in held.items()
    }
