"""What a fee follows from: facts, lines of a tariff, and what comes out. Frozen values, all pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kinhbac.base.text import Text
from kinhbac.tools.grammar.law import Law


@dataclass(frozen=True, slots=True)
class DaysFact:
    """Days from one date to another; each is the path of an answer, or "filed_on"."""

    days_from: str
    days_to: str


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """An answer, by its path, that is a fact as it stands."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class PerPage:
    """An amount by pages and copies: a price for the first pages, another for those that follow, a most per copy.

    Attributes:
        pages: the fact that holds the number of pages of one copy.
        copies: the fact that holds the number of copies.
    """

    pages: str
    copies: str
    first_pages: int
    first_vnd: int
    further_vnd: int
    most_per_copy_vnd: int

    def amount_vnd(self, pages: int, copies: int) -> int:
        """Return what so many copies of so many pages cost, in whole dong."""
        first = min(pages, self.first_pages)
        copy = first * self.first_vnd + (pages - first) * self.further_vnd
        return copies * min(copy, self.most_per_copy_vnd)


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One line of the fees: applies if `when` (a JSON Schema over the facts) holds. No amount: not known here.

    With `per_page` the amount follows from the facts, and is unknown only while they are. With `per` the amount is
    paid as often as that fact says.
    """

    amount_vnd: int | None
    words: Text
    law: str
    when: Mapping[str, Any] | None = None
    per_page: PerPage | None = None
    per: str | None = None

    @property
    def is_set(self) -> bool:
        """Say whether what is to be paid is on file here."""
        return self.amount_vnd is not None or self.per_page is not None


@dataclass(frozen=True, slots=True)
class Fee:
    """What is to be paid, in whole dong; `known` is False where another authority sets it and it is not on file.

    `upon` names the facts because of which it is this one.
    """

    amount_vnd: int | None
    known: bool
    words: Text
    ground: Law
    upon: frozenset[str] = frozenset()
