"""What a procedure says about one dossier: which unit resolves, which papers, until when. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import Due, due
from kinhbac.tools.forms import compiled
from kinhbac.tools.forms.paths import at
from kinhbac.tools.grammar.types import (
    RECEPTION,
    RESOLUTION,
    CaseRule,
    Component,
    Procedure,
    StepRule,
    TermRule,
)


def applies(procedure: Procedure, when: Mapping[str, Any] | None, answers: Mapping[str, Any]) -> bool:
    """Say whether a condition holds for the answers; no condition always does."""
    return when is None or compiled.condition_holds(procedure.form, when, answers)


def is_posted(procedure: Procedure, answers: Mapping[str, Any]) -> bool:
    """Say whether these answers ask for the result by post."""
    asked = procedure.result.posted
    return asked is not None and applies(procedure, asked, answers)


def resolving_unit(procedure: Procedure, answers: Mapping[str, Any]) -> str | None:
    """Return the unit whose office resolves, as the form keeps it; None while it is not answered.

    Args:
        procedure: says which answer names the unit.
        answers: those that count (`journey.reachable_answers`).
    """
    for each in procedure.competence.unit:
        if applies(procedure, each.when, answers):
            unit = at(answers, each.answer)
            return str(unit) if unit is not None else None
    return None


def case_for(procedure: Procedure, answers: Mapping[str, Any], found: str | None = None) -> CaseRule | None:
    """Return the case of a dossier, None where the procedure makes no difference.

    Args:
        procedure: whose cases are looked through in order; the first that applies is taken.
        answers: those that count (`journey.reachable_answers`).
        found: the case that an officer found; it goes before what the answers say.
    """
    officers = procedure.case(found) if found else None
    if officers is not None and officers.by_officer:
        return officers
    told = (each for each in procedure.cases if not each.by_officer)
    return next((each for each in told if applies(procedure, each.when, answers)), None)


def components_for(
    procedure: Procedure, answers: Mapping[str, Any], case: CaseRule | None = None
) -> tuple[Component, ...]:
    """Return the components that these answers, and the case, ask for, in order."""
    asked = case.components if case is not None else None
    return tuple(
        each
        for each in procedure.components
        if (asked is None or each.key in asked) and applies(procedure, each.when, answers)
    )


def asked_components(procedure: Procedure, answers: Mapping[str, Any]) -> tuple[Component, ...]:
    """Return the components that these answers, and the case to which they lead, ask for; as where nothing was found."""
    return components_for(procedure, answers, case_for(procedure, answers))


def term_on(procedure: Procedure, key: str, moment: datetime) -> TermRule:
    """Return one of the procedure's terms as it is in force at a moment.

    Raises:
        KeyError: the procedure has no such term.
        NotInForce: none is in force.
    """
    return procedure.terms[key].by_date.on(moment.astimezone(HCM).date())


def resolution_term(procedure: Procedure, moment: datetime, case: CaseRule | None = None) -> TermRule:
    """Return the term of resolution in force at a moment: the case's own, else the procedure's.

    Raises:
        NotInForce: none is in force.
    """
    if case is not None and case.term is not None:
        return case.term.on(moment.astimezone(HCM).date())
    return term_on(procedure, RESOLUTION, moment)


def step_term(procedure: Procedure, step: StepRule, moment: datetime) -> TermRule:
    """Return the term of a step that begins at a moment: one of the procedure's own, or that of the step."""
    if step.term in procedure.terms:
        return term_on(procedure, step.term, moment)
    return TermRule(step.term, after_15=False, law=step.law)


def reception_due(procedure: Procedure, filed_at: datetime, calendar: Calendar) -> Due:
    """Return until when an online dossier must be received or answered, with the sum."""
    return _due(term_on(procedure, RECEPTION, filed_at), filed_at, calendar)


def resolution_due(
    procedure: Procedure,
    received_at: datetime,
    calendar: Calendar,
    case: CaseRule | None = None,
    *,
    filed_at: datetime | None = None,
) -> Due:
    """Return until when a received dossier must be resolved, with the sum.

    The clock starts when a complete dossier is received, as the slip shows (Decree 118/2025, art. 17.3), but for a term
    that its law counts from filing.

    Args:
        procedure: with its terms.
        received_at: aware.
        calendar: on which it is counted.
        case: whose own term goes before.
        filed_at: aware; None where it was handed in at the counter and received at once.
    """
    rule = resolution_term(procedure, received_at, case)
    return _due(rule, rule.begins(filed_at=filed_at or received_at, received_at=received_at), calendar)


def _due(rule: TermRule, moment: datetime, calendar: Calendar) -> Due:
    return due(moment, rule.parsed, calendar, after_15=rule.after_15)
