"""Whether a dossier was, or is, on time: by the moment, against the original due moment with lawful restarts and pauses.

A re-appointment does not make a dossier on time. More than one supplement makes it late (QĐ 766/QĐ-TTg, as the portal's
own description of October 2026 says).
"""

from datetime import datetime
from enum import StrEnum

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules.names import ON_CITIZEN
from kinhbac.services.procedures.rules.state import is_correcting, lawful_due


class Punctuality(StrEnum):
    """How a dossier stands to its term."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    NO_TERM = "no_term"


def judged(state: CaseState, now: datetime) -> Punctuality:
    """Judge a dossier at a moment.

    What is finished is early (on a day before the due day), on time or late; what goes on is in time or overdue. While
    the applicant's supplement is awaited, and where a dossier ended so, the moment of the request counts.

    Args:
        state: of the dossier.
        now: aware.
    """
    due_at = lawful_due(state)
    if due_at is None:
        return Punctuality.NO_TERM
    finished_at = _finished_at(state)
    at = _without_waiting(state, finished_at or now)
    late = at > due_at or int(state.facts.get("supplements", 0)) > 1
    if finished_at is None:
        return Punctuality.OVERDUE if late else Punctuality.IN_TIME
    if late:
        return Punctuality.LATE
    early = at.astimezone(HCM).date() < due_at.astimezone(HCM).date()
    return Punctuality.EARLY if early else Punctuality.ON_TIME


def _finished_at(state: CaseState) -> datetime | None:
    """Return when processing ended: with the result, else with the dossier; an error corrected later moves nothing."""
    kept = state.facts.get("finished_at")
    if kept:
        return datetime.fromisoformat(str(kept))
    return None if is_correcting(state) else state.closed_at


def _without_waiting(state: CaseState, at: datetime) -> datetime:
    """Return the moment that counts: that of the request, where a supplement was still awaited at `at`."""
    still = [
        wait.begun_at
        for wait in state.waits.values()
        if wait.on == ON_CITIZEN and wait.begun_at <= at and (wait.ended_at is None or wait.ended_at >= at)
    ]
    return min(still, default=at)
