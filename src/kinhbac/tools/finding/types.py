"""What can be found, the words that find it, and what was found. Frozen values, all pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Source(StrEnum):
    """Where a phrase stands that finds something; it is also the reason that is given to the person."""

    WORDS = "words"
    NAME = "name"
    EVENT = "event"
    RESULT = "result"
    FIELD = "field"
    COMPONENT = "component"


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in one language, and where it stands."""

    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that can be found.

    Attributes:
        key: unique among all that can be found together.
        said: every phrase that may find it, in both languages.
        never: phrases that speak against it.
        only_with: keys of concepts; where the question names none of them, something else is meant, more likely.
    """

    key: str
    said: tuple[Said, ...]
    never: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """How people call one thing (words.yaml): phrases of both languages; `never` and `only_with` as in `Findable`."""

    key: str
    phrases: tuple[str, ...]
    never: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to name a concept.

    Attributes:
        text: a word or a few.
        beside: it counts only where one of these concepts is named too.
        without: it does not count where one of these concepts is named.
    """

    text: str
    beside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Concept:
    """What many words mean alike ("cưới", "lấy vợ", "wedding").

    Attributes:
        key: unique.
        sayings: at least one, of both languages.
        weight: how much it says about what is sought; 0 for what only explains other words, such as kin.
        ages: a person's age from and to, in years, that means it too.
    """

    key: str
    sayings: tuple[Saying, ...]
    weight: float = 1.0
    ages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a province.

    Attributes:
        concepts: what many words mean alike.
        stop: words that say nothing about what is sought.
        stop_in_english: words that say nothing in an English question.
        short: what a short form stands for ("cccd").
    """

    concepts: tuple[Concept, ...] = ()
    stop: frozenset[str] = frozenset()
    stop_in_english: frozenset[str] = frozenset()
    short: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that was found, and why.

    Attributes:
        key: the findable's.
        score: comparable within one answer only.
        is_near: whether it is merely near to what was asked.
        why: the phrase that speaks most for it.
    """

    key: str
    score: float
    is_near: bool
    why: Said


@dataclass(frozen=True, slots=True)
class Question:
    """A question as somebody would ask it, with the keys that answer it, any of which is right."""

    kind: str
    ask: str
    keys: tuple[str, ...]
    is_unseen: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """How well questions were answered: how many, the share answered first, among the first five, and the mean of 1/rank."""

    asked: int
    first: float
    among_five: float
    mean_reciprocal_rank: float
