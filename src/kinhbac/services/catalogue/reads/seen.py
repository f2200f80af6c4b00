"""What a procedure will look like to people: its page, its fees and terms from a day on, its letters, with blanks shown."""

from dataclasses import dataclass
from datetime import date, datetime

from kinhbac.base.clock import HCM
from kinhbac.base.errors import PlainError
from kinhbac.base.text import Text
from kinhbac.kernel import definitions
from kinhbac.tools.forms.types import Choice, Choices
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.types import Component, FeeRule, Law, Letter, Procedure, StepRule, TermRule


@dataclass(frozen=True, slots=True)
class SeenTerm:
    """A term with its name and ground."""

    name: Text
    rule: TermRule
    words: Text
    ground: Law


@dataclass(frozen=True, slots=True)
class SeenLetter:
    """A letter with its blanks in brackets."""

    event: str
    title: Text
    body: Text


@dataclass(frozen=True, slots=True)
class Seen:
    """What people read of a procedure; `gap` says what is not in force on the day, None where all is."""

    procedure: Procedure
    on: date
    components: tuple[Component, ...]
    fees: tuple[tuple[FeeRule, Law], ...]
    terms: tuple[SeenTerm, ...]
    steps: tuple[StepRule, ...]
    letters: tuple[SeenLetter, ...]
    gap: Text | None = None


def seen_on(procedure: Procedure, on: date) -> Seen:
    """Return what people would read of a procedure on a day."""
    fees: tuple[tuple[FeeRule, Law], ...] = ()
    terms: tuple[SeenTerm, ...] = ()
    gap: Text | None = None
    try:
        if not procedure.bundle:  # the parts of a bundle have their fees
            fees = tuple((rule, procedure.law_of(rule.law)) for rule in procedure.fees.on(on))
        terms = tuple(_term(procedure, key, on) for key in procedure.terms)
    except PlainError as error:
        gap = error.what
    return Seen(
        procedure=procedure,
        on=on,
        components=procedure.components,
        fees=fees,
        terms=terms,
        steps=tuple(step for step in procedure.steps if step.key in procedure.ordinary),
        letters=tuple(_letter(each) for each in procedure.letters.values()),
        gap=gap,
    )


def units_on(day: date) -> Choices:
    """Return the list that forms take from the house: the communes of a day."""
    units = definitions.current_directory().communes(day)
    return {"units": tuple(Choice(value=str(unit.ref), name=unit.called()) for unit in units)}


def _term(procedure: Procedure, key: str, on: date) -> SeenTerm:
    rule = term_on(procedure, key, datetime.combine(on, datetime.min.time(), HCM))
    return SeenTerm(procedure.terms[key].name, rule, rule.say(), procedure.law_of(rule.law))


def _letter(letter: Letter) -> SeenLetter:
    title, body = letter.filled({blank: f"[{blank}]" for blank in letter.blanks})
    return SeenLetter(letter.event, title, body)
