"""The words of a province as JSON values, and made again: so they are published, like every other definition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kinhbac.tools.finding.types import Concept, Saying, Vocabulary, Words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words by which a province's things are found: those of each thing by its key, and those of all."""

    words: Mapping[str, Words] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)


def to_plain(lexicon: Lexicon) -> dict[str, Any]:
    """Return JSON values only."""
    vocabulary = lexicon.vocabulary
    return {
        "words": {
            key: {"phrases": [*each.phrases], "never": [*each.never], "only_with": [*each.only_with]}
            for key, each in sorted(lexicon.words.items())
        },
        "concepts": [_concept(each) for each in vocabulary.concepts],
        "stop": sorted(vocabulary.stop),
        "stop_in_english": sorted(vocabulary.stop_in_english),
        "short": dict(vocabulary.short),
    }


def from_plain(plain: Mapping[str, Any]) -> Lexicon:
    """Return the words that `to_plain` wrote."""
    words = {
        key: Words(key, *(tuple(each[name]) for name in ("phrases", "never", "only_with")))
        for key, each in plain["words"].items()
    }
    vocabulary = Vocabulary(
        concepts=tuple(_made_concept(each) for each in plain["concepts"]),
        stop=frozenset(plain["stop"]),
        stop_in_english=frozenset(plain["stop_in_english"]),
        short=plain["short"],
    )
    return Lexicon(words, vocabulary)


def _concept(concept: Concept) -> dict[str, Any]:
    return {
        "key": concept.key,
        "sayings": [[each.text, [*each.beside], [*each.without]] for each in concept.sayings],
        "weight": concept.weight,
        "ages": list(concept.ages) if concept.ages else None,
    }


def _made_concept(plain: Mapping[str, Any]) -> Concept:
    ages = plain["ages"]
    return Concept(
        key=plain["key"],
        sayings=tuple(
            Saying(text, tuple(beside), tuple(without)) for text, beside, without in plain["sayings"]
        ),
        weight=plain["weight"],
        ages=(ages[0], ages[1]) if ages else None,
    )
