"""A term as the law sets it."""

from dataclasses import dataclass

from kinhbac.base.worktime.terms import Term, parse_term


@dataclass(frozen=True, slots=True)
class TermRule:
    """A term in its own words ("0 working days"), whether the 15:00 rule applies, and its ground."""

    term: str
    after_15: bool
    law: str

    @property
    def parsed(self) -> Term:
        """Return the term ready to be counted."""
        return parse_term(self.term)
