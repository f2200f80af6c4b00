"""An apology with a new date (xin lỗi và hẹn lại), once; the lawful moment does not move with it.

NĐ 118/2025 Điều 19 khoản 6: at the latest one day before the due day, and one re-appointment at most.
"""

from datetime import datetime

from kinhbac.base.worktime.before import day_before
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.kernel.types import FactsSet, Refusal
from kinhbac.services.procedures.rules.effects import as_fact
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.state import is_finished, lawful_due
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.consultation import moment_of
from kinhbac.tools.grammar.turns import LimitKey


def apologise(asked: Asked) -> Meant | Refusal:
    """Apologise and promise anew; an apology that comes too late is still owed, and recorded as late."""
    if is_finished(asked.state):
        return refusals.RESULT_THERE
    due_at = lawful_due(asked.state)
    if due_at is None:
        return refusals.NO_TERM_RUNS
    if asked.state.facts.get("apologised_at"):
        return refusals.APOLOGISED_ALREADY
    if not asked.words("reason"):
        return REASON_MISSING
    new_due = _new_due(asked, due_at)
    if isinstance(new_due, Refusal):
        return new_due
    limit = asked.procedure.turns.limit(LimitKey.APOLOGY_BEFORE, asked.now)
    latest = day_before(due_at.date(), limit.term, asked.context.calendar)
    facts = {
        "appointed_at": as_fact(new_due),
        "apologised_at": as_fact(asked.now),
        "apology_in_time": asked.now.date() <= latest,
    }
    return Meant((FactsSet(facts),), {"reason": asked.words("reason")})


def _new_due(asked: Asked, due_at: datetime) -> datetime | Refusal:
    """Return the new promise: after the old one, to come, and at a time when the desk is open."""
    new_due = moment_of(asked.command.values.get("new_due"))
    if new_due is None:
        return refusals.NEW_DUE_UNCLEAR
    if new_due <= max(due_at, asked.now):
        return refusals.new_due_too_early(due_at)
    return new_due if _in_working_time(new_due, asked.context.calendar) else refusals.NOT_WORKING_TIME


def _in_working_time(at: datetime, calendar: Calendar) -> bool:
    sessions = calendar.sessions(at.date())
    return any(session.opens <= at.time() <= session.closes for session in sessions)
