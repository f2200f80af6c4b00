"""A term as the law sets it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import Term, parse_term


class Beginning(StrEnum):
    """From where a term of resolution counts: where the office has received, or where the applicant handed in."""

    RECEPTION = "reception"
    FILING = "filing"


_FROM_FILING = Text(vi="tính từ lúc nộp", en="counted from filing")


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term in its own words ("0 working days"), whether the 15:00 rule applies, its ground, and where it begins."""

    term: str
    after_15: bool
    law: str
    counted_from: Beginning = Beginning.RECEPTION

    @property
    def parsed(self) -> Term:
        """Return the term ready to be counted."""
        return parse_term(self.term)

    def begins(self, *, filed_at: datetime, received_at: datetime) -> datetime:
        """Return the moment from which it counts; at a counter both are one."""
        return filed_at if self.counted_from is Beginning.FILING else received_at

    def say(self) -> Text:
        """Return the term for people to read; where it begins is said where that is not reception, as with most."""
        words = self.parsed.say()
        if self.counted_from is Beginning.RECEPTION:
            return words
        return Text(vi=f"{words.vi}, {_FROM_FILING.vi}", en=f"{words.en}, {_FROM_FILING.en}")
