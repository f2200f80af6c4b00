"""A procedure before anything is asked: what it takes, what it costs, until when, under which law. Open to everybody."""

from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.base.worktime.due import Due, due
from kinhbac.kernel import definitions
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import Component, ComponentKind, FeeRule, Law, Procedure, StepRule

SAME_DAY = Text(vi="ngay trong ngày tiếp nhận", en="the day of reception")


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in words with its ground, and when it would end if it began now; no moment where no day is known."""

    key: str
    name: Text
    words: Text
    ground: Law
    due: Due | None


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the fees in force today, with its ground."""

    rule: FeeRule
    ground: Law


@dataclass(frozen=True, slots=True)
class Guide:
    """What a person reads before she begins.

    Attributes:
        papers: to be handed in, in some or in all cases (`Component.when`).
        known: that she need not bring, since a database stands in for them.
        steps: of an ordinary day, in order.
    """

    procedure: Procedure
    papers: tuple[Component, ...]
    known: tuple[Component, ...]
    fees: tuple[FeeLine, ...]
    terms: tuple[TermLine, ...]
    steps: tuple[StepRule, ...]


def guide_of(procedure: Procedure, now: datetime) -> Guide:
    """Return the guide of a procedure as the law stands on the day of `now` (aware)."""
    components = procedure.components
    today = now.astimezone(HCM).date()
    return Guide(
        procedure=procedure,
        papers=tuple(each for each in components if each.kind is ComponentKind.PAPER),
        known=tuple(each for each in components if each.kind is ComponentKind.SHOWN and each.stand_in),
        fees=tuple(FeeLine(rule, procedure.law_of(rule.law)) for rule in procedure.fees.on(today)),
        terms=tuple(_line(procedure, key, now) for key in procedure.terms),
        steps=tuple(each for each in procedure.steps if each.key in procedure.ordinary),
    )


def _line(procedure: Procedure, key: str, now: datetime) -> TermLine:
    rule = term_on(procedure, key, now)
    term = rule.parsed
    whole = [part for part in term.parts if part.count]
    try:
        until = due(now, term, definitions.current_calendar(), after_15=rule.after_15)
    except PlainError:  # the calendar ends too soon: the rule still stands, the moment is not known
        until = None
    return TermLine(
        key=key,
        name=procedure.terms[key].name,
        words=term.say() if whole or term.is_none else SAME_DAY,
        ground=procedure.law_of(rule.law),
        due=until,
    )
