"""Effects that several turns share: leaving a step, beginning it anew, starting a term, ending the dossier."""

from dataclasses import replace
from datetime import datetime, time

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel import clocks
from kinhbac.kernel.flow import begin, leave
from kinhbac.kernel.types import (
    CaseState,
    ClockStarted,
    ClockStopped,
    Closed,
    Effect,
    FactsSet,
    Holder,
    Step,
    StepBegun,
    StepEnded,
    WaitEnded,
)
from kinhbac.services.procedures.rules.meaning import Asked
from kinhbac.services.procedures.rules.names import CASE_FOUND, TOLD, TRANSFER
from kinhbac.services.procedures.rules.state import case_in, running
from kinhbac.tools.grammar.cases import CaseRule
from kinhbac.tools.grammar.rules import resolution_term
from kinhbac.tools.grammar.turns import LimitKey
from kinhbac.tools.grammar.types import RESOLUTION


def left(asked: Asked, way: str) -> tuple[Effect, ...]:
    """Return the effects of leaving the step at which the actor stands by one of its ways."""
    context = asked.context
    return leave(asked.flow, asked.at, way, asked.state, context.directory, context.calendar, context.now)


def begun(asked: Asked, name: str, holder: Holder | None = None) -> StepBegun:
    """Return the effect that begins a step of the path, found as the procedure says or with a given holder."""
    context = asked.context
    effect = begin(asked.flow, name, asked.state, context.directory, context.calendar, context.now)
    return effect if holder is None else replace(effect, holder=holder)


def begun_anew(asked: Asked, step: Step, how: str) -> tuple[Effect, ...]:
    """Return the effects that let a step begin anew with the same holder, and its own term with it."""
    found = begun(asked, step.name)
    stays = (found.holder.office, found.holder.role) == (step.holder.office, step.holder.role)
    return StepEnded(key=step.key, how=how), replace(found, holder=step.holder if stays else found.holder)


def case_now(asked: Asked) -> CaseRule | None:
    """Return the case of a dossier as it is after an act that tells what the answers lead to; an officer's goes before."""
    values = asked.command.values
    if asked.state.facts.get(CASE_FOUND) or TOLD not in values:
        return case_in(asked.state, asked.procedure)
    return asked.procedure.case(str(values[TOLD])) if values[TOLD] else None


def resolution_started(asked: Asked, handed_in_at: datetime | None = None) -> tuple[Effect, ...]:
    """Return the effects by which the whole term of resolution runs, with the due moment as a fact.

    The term is that of the dossier's case where it has one. A promise made with an apology before gives way to it.

    Args:
        asked: the act by which it runs.
        handed_in_at: where a term counts from that its law counts from filing; all others count from now.
    """
    rule = resolution_term(asked.procedure, asked.now, case_now(asked))
    begins = rule.begins(filed_at=handed_in_at or asked.now, received_at=asked.now)
    started = clocks.start(RESOLUTION, rule.term, begins, asked.context.calendar, after_15=rule.after_15)
    return started, FactsSet({"lawful_due": as_fact(started.due_at), "appointed_at": None})


def as_fact(at: datetime | None) -> str:
    """Return a moment as a fact holds it, "" for none."""
    return at.astimezone(HCM).isoformat() if at is not None else ""


def papers_started(asked: Asked, home: str) -> tuple[Effect, ...]:
    """Return the effect by which the term for passing paper on runs; none where the law of the version has no such.

    Args:
        asked: the act by which there is paper to pass on, from the receiving desk.
        home: the resolving office's own desk; where it is the receiving one, paper goes the same day, or after the
            law's hour when the next working day opens, else within the limit across levels.
    """
    turns, calendar = asked.procedure.turns, asked.context.calendar
    across = home != asked.state.facts["receiving"]
    key = LimitKey.PAPER_ACROSS_LEVELS if across else LimitKey.TRANSFER
    if not turns.has(key, asked.now):
        return ()
    limit = turns.limit(key, asked.now)
    if across:
        return (clocks.start(TRANSFER, limit.value, asked.now, calendar),)
    return (_by_the_hour(limit.hour, asked.now, calendar),)


def _by_the_hour(hour: time, now: datetime, calendar: Calendar) -> ClockStarted:
    day = now.date()
    if calendar.is_working(day) and now.time() <= hour:
        return clocks.start(TRANSFER, "0 working days", now, calendar)
    following = calendar.next_working(day)
    opening = datetime.combine(following, calendar.sessions(following)[0].opens, HCM)
    return clocks.start(TRANSFER, "0 hours", opening, calendar)


def stopped(state: CaseState, key: str, how: str = "met") -> tuple[Effect, ...]:
    """Return the effect that stops a clock, none where it does not run."""
    return (ClockStopped(key=key, how=how),) if running(state, key) is not None else ()


def ended(state: CaseState, outcome: str, how: str) -> tuple[Effect, ...]:
    """Return the effects that end a dossier: nobody holds it, nothing is awaited, nothing runs."""
    return (
        *(StepEnded(key=step.key, how=how) for step in state.open_steps()),
        *loose_ends(state),
        Closed(outcome),
    )


def loose_ends(state: CaseState) -> tuple[Effect, ...]:
    """Return the effects that end all waits and stop all clocks."""
    waits = [WaitEnded(wait.key) for wait in state.waits.values() if wait.ended_at is None]
    still = [clock.key for clock in state.clocks.values() if clock.state != "stopped"]
    return (*waits, *(ClockStopped(key=key, how="closed") for key in still))
