"""Clocks: the terms that run on a case. A term's sum is never stored: it is computed again from the same inputs."""

from datetime import datetime

from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import Due, due
from kinhbac.base.worktime.terms import parse_term
from kinhbac.kernel.types import CaseState, Clock, ClockRecomputed, ClockResumed, ClockStarted, StepRecomputed


def start(
    key: str, term: str, counted_from: datetime, calendar: Calendar, *, after_15: bool = False
) -> ClockStarted:
    """Return the effect that starts a term.

    Raises:
        CalendarTooShort: the calendar ends before the due moment; it names the year to add.
    """
    moment = due(counted_from, parse_term(term), calendar, after_15=after_15)
    return ClockStarted(
        key=key,
        term=term,
        counted_from=counted_from,
        due_at=moment.at,
        calendar=calendar.version,
        after_15=after_15,
        provisional=moment.provisional,
    )


def resume(key: str, left: str, now: datetime, calendar: Calendar) -> ClockResumed:
    """Return the effect that lets a paused clock run on.

    Args:
        key: which clock.
        left: the term that is left, counted anew from `now`; how much that is, the law of the kind says.
        now: aware; when it runs on.
        calendar: must reach past the new due moment.

    Raises:
        CalendarTooShort: the calendar ends before the due moment; it names the year to add.
    """
    moment = due(now, parse_term(left), calendar)
    return ClockResumed(
        key=key,
        term=left,
        counted_from=now,
        due_at=moment.at,
        calendar=calendar.version,
        provisional=moment.provisional,
    )


def sum_of(clock: Clock, calendar: Calendar) -> Due:
    """Return the due moment of a clock with the sum behind it, a line for each day counted or skipped."""
    return due(clock.counted_from, parse_term(clock.term), calendar, after_15=clock.after_15)


def recompute(state: CaseState, calendar: Calendar) -> tuple[ClockRecomputed | StepRecomputed, ...]:
    """Return what a changed calendar changes in an open case: running clocks and open steps whose due moment differs.

    What the new calendar leaves where it was is not touched, and keeps the version on which it was computed.

    Raises:
        CalendarTooShort: the calendar ends before a due moment; it names the year to add.
    """
    if not state.is_open:
        return ()
    return (*_changed_clocks(state, calendar), *_changed_steps(state, calendar))


def _changed_clocks(state: CaseState, calendar: Calendar) -> list[ClockRecomputed]:
    changed: list[ClockRecomputed] = []
    for clock in state.clocks.values():
        if clock.state != "running" or clock.calendar == calendar.version:
            continue
        moment = sum_of(clock, calendar)
        if (moment.at, moment.provisional) != (clock.due_at, clock.provisional):
            changed.append(
                ClockRecomputed(
                    key=clock.key,
                    due_at=moment.at,
                    calendar=calendar.version,
                    provisional=moment.provisional,
                )
            )
    return changed


def _changed_steps(state: CaseState, calendar: Calendar) -> list[StepRecomputed]:
    changed: list[StepRecomputed] = []
    for step in state.open_steps():
        if step.term is None or step.calendar == calendar.version:
            continue
        moment = due(step.begun_at, parse_term(step.term), calendar)
        if moment.at != step.due_at:
            changed.append(StepRecomputed(key=step.key, due_at=moment.at, calendar=calendar.version))
    return changed
