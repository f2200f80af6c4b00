"""A bundle (liên thông): procedures that are filed once together, where their answers come from, and in which order. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

NUMBER = "number"
"""What every result gives: its number in the office's book."""


@dataclass(frozen=True, slots=True)
class FromResult:
    """An answer that comes from another part's result.

    Attributes:
        part: the key of that part.
        gives: what of its result it is: `number`, or a key of what that procedure's result gives besides; None where
            the result itself stands for a paper that the form asks for.
    """

    part: str
    gives: str | None = None


@dataclass(frozen=True, slots=True)
class Either:
    """One of the questions of the bundle's form that may answer: the first whose condition holds does."""

    answer: str
    when: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class BundlePart:
    """One procedure of a bundle, filed once with the others. Paths are those of that procedure's form.

    Attributes:
        answers: by path, the path of the bundle's form where it is asked.
        when: a JSON Schema over the bundle's answers; None: always filed.
        key: its name in the bundle; "" in versions older than keys, where the procedure names it.
        either: by path, the questions of the bundle's form of which one answers.
        constants: by path, an answer that is the same for every filing.
        results: by path, where it comes from another part's result.
        after: keys of the parts whose results must be there before this one is opened.
    """

    procedure: str
    answers: Mapping[str, str] = field(default_factory=dict)
    when: Mapping[str, Any] | None = None
    key: str = ""
    either: Mapping[str, tuple[Either, ...]] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    results: Mapping[str, FromResult] = field(default_factory=dict)
    after: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """By what it is known in the bundle."""
        return self.key or self.procedure

    @property
    def awaited(self) -> frozenset[str]:
        """The keys of the parts for whose results it waits."""
        return frozenset({*self.after, *(each.part for each in self.results.values())})

    @property
    def papers(self) -> frozenset[str]:
        """The paths of files for which another part's result stands."""
        return frozenset(path for path, each in self.results.items() if each.gives is None)


def ordered(parts: tuple[BundlePart, ...]) -> Iterator[BundlePart]:
    """Yield parts, each after those that it waits for; those that wait for each other in a ring are left out."""
    left, there = list(parts), set[str]()
    while ready := [each for each in left if not each.awaited - there]:
        yield from ready
        there |= {each.name for each in ready}
        left = [each for each in left if each not in ready]
