"""Terms as the law writes them: hours, days, working days, months, sums of these, or none."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text


class Unit(StrEnum):
    """What a term counts; hours are working hours."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    MONTHS = "months"


_words = {
    Unit.HOURS: "giờ làm việc",
    Unit.DAYS: "ngày",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.MONTHS: "tháng",
}
_spoken = {
    Unit.HOURS: "working hours",
    Unit.DAYS: "days",
    Unit.WORKING_DAYS: "working days",
    Unit.MONTHS: "months",
}
_units = {str(unit): unit for unit in Unit} | {str(unit)[:-1]: unit for unit in Unit}
_PART = re.compile(r"([0-9]{1,4}) ((?:working )?(?:hour|day|month)s?)")
_MOST_PARTS = 12

_remedy = Text(
    vi='viết như "8 hours", "15 days", "3 working days", "2 months", "10 working days + 15 days" hoặc "none"',
    en='write it like "8 hours", "15 days", "3 working days", "2 months", "10 working days + 15 days" or "none"',
)


class TermError(PlainError):
    """The words are not a term."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number with its unit: "10 working days"."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count} {_one(self.count, self.unit)}"

    def say(self) -> Text:
        """Return the part for people to read."""
        english = f"{self.count} {_one(self.count, _spoken[self.unit])}"
        return Text(vi=f"{self.count} {_words[self.unit]}", en=english)


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time that is counted on a calendar (thời hạn); without parts, no term is set.

    >>> str(parse_term("1 working days+15 day"))
    '1 working day + 15 days'
    """

    parts: tuple[Part, ...] = ()

    @property
    def is_none(self) -> bool:
        """Say whether no term is set."""
        return not self.parts

    def __str__(self) -> str:
        return " + ".join(str(part) for part in self.parts) or "none"

    def say(self) -> Text:
        """Return the term for people to read."""
        if self.is_none:
            return Text(vi="không quy định thời hạn", en="no term set")
        said = [part.say() for part in self.parts]
        return Text(
            vi=" và thêm ".join(each.vi for each in said),
            en=", then ".join(each.en for each in said),
        )


@lru_cache(maxsize=512)
def parse_term(words: str) -> Term:
    """Read a term; the few that a catalogue uses are read once.

    Args:
        words: "8 hours", "15 days", "3 working days", "2 months", a sum of these with +, or "none"; letters of
            either case, a number of at most four digits, at most twelve parts.

    Raises:
        TermError: anything else.
    """
    plain = " ".join(words.lower().split())
    if plain == "none":
        return Term()
    pieces = plain.split("+")
    if len(pieces) > _MOST_PARTS:
        raise TermError(Text(vi="thời hạn có quá nhiều phần", en="the term has too many parts"), _remedy)
    return Term(tuple(_parse_part(piece.strip(), plain) for piece in pieces))


def _parse_part(piece: str, whole: str) -> Part:
    found = _PART.fullmatch(piece)
    unit = _units.get(found[2]) if found else None
    if found is None or unit is None:
        shown = whole[:60]
        raise TermError(
            Text(vi=f'không hiểu thời hạn "{shown}"', en=f'the term "{shown}" is not understood'), _remedy
        )
    return Part(int(found[1]), unit)


def _one(count: int, words: str) -> str:
    return words[:-1] if count == 1 else words
