"""A supplement (bổ sung): asked for once, awaited in its own term, and what its answer does to the dossier's term.

NĐ 118/2025 Điều 11 khoản 2 điểm c, Điều 16 khoản 3, Điều 17 khoản 2, Điều 19 khoản 5; QĐ 766/QĐ-TTg (more than one
counts as late).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.left import left_of
from kinhbac.kernel import clocks
from kinhbac.kernel.types import (
    ClockPaused,
    ClockStopped,
    Effect,
    FactsSet,
    Refusal,
    Step,
    WaitBegun,
    WaitEnded,
)
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.effects import (
    as_fact,
    begun_anew,
    ended,
    resolution_started,
    stopped,
)
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.state import (
    asking_from,
    citizen_wait,
    is_received,
    lawful_due,
    path_steps,
    running,
)
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.cases import as_answered
from kinhbac.tools.grammar.turns import Effect as OnTerm
from kinhbac.tools.grammar.turns import LimitKey
from kinhbac.tools.grammar.types import RESOLUTION

MOST = 2
"""One in all, and a second with a leader's word; there is no third."""


def request_supplement(asked: Asked) -> Meant | Refusal:
    """Ask the applicant for everything that is missing, at reception or after appraisal."""
    items = _items(asked.command.values.get("items"))
    if not items:
        return refusals.ITEMS_MISSING
    if not asked.words("reason"):
        return REASON_MISSING
    no_more = _no_more(asked)
    if no_more is not None:
        return no_more
    term = _stopped_at_appraisal(asked) if is_received(asked.state) else _stopped_at_reception(asked)
    if isinstance(term, Refusal):
        return term
    silence = asked.procedure.turns.limit(LimitKey.SILENCE, asked.now)
    visit = 1 + sum(1 for key in asked.state.waits if key.startswith(f"{names.SUPPLEMENT}."))
    effects = (
        *term,
        WaitBegun(key=f"{names.SUPPLEMENT}.{visit}", on=names.ON_CITIZEN),
        clocks.start(names.SILENCE, silence.value, asked.now, asked.context.calendar),
        FactsSet({"supplements": _asked_before(asked) + 1}),
    )
    return Meant(effects, {"items": items, "reason": asked.words("reason")})


def allow_second_supplement(asked: Asked) -> Meant | Refusal:
    """A leader lets a second request be made; the dossier will count as late."""
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    if _asked_before(asked) == 0:
        return refusals.SECOND_NOT_NEEDED
    if _asked_before(asked) >= MOST:
        return refusals.SUPPLEMENTED_TWICE
    if asked.state.facts.get("second_supplement"):
        return refusals.SECOND_ALLOWED
    return Meant((FactsSet({"second_supplement": True}),), {"reason": reason})


def supplement(asked: Asked) -> Meant | Refusal:
    """The answer has come: reception begins anew, or the term restarts or runs on, as the law of the version says."""
    wait = citizen_wait(asked.state)
    if wait is None:
        return refusals.NOT_ASKED
    answers = [_answer(each) for each in _listed(asked.command.values.get("answers"))]
    changes = asked.command.values.get("changes") or {}
    if not changes and not any(each["text"] or each["files"] for each in answers):
        return refusals.ANSWERS_MISSING
    step = _waiting_step(asked)
    begun = begun_anew(asked, step, "supplemented") if step is not None else ()
    effects = (
        *begun,
        WaitEnded(wait.key),
        *stopped(asked.state, names.SILENCE),
        *(_resolution_goes_on(asked, wait.begun_at) if is_received(asked.state) else _reception_anew(asked)),
        *as_answered(asked),
    )
    return Meant(effects, {"answers": answers, "changes": dict(changes)})


def close_silent(asked: Asked) -> Meant | Refusal:
    """Close a dossier whose supplement did not come in its time (đóng hồ sơ)."""
    wait, clock = citizen_wait(asked.state), running(asked.state, names.SILENCE)
    if wait is None or clock is None or clock.due_at is None:
        return refusals.NOT_ASKED
    if asked.now <= clock.due_at:
        law = asked.procedure.law_of(asked.procedure.turns.limit(LimitKey.SILENCE, wait.begun_at).law)
        return refusals.silence_not_over(clock.due_at, law)
    return Meant(ended(asked.state, names.OUTCOME_CLOSED_NO_SUPPLEMENT, "close_silent"), asked.noted())


def _asked_before(asked: Asked) -> int:
    return int(asked.state.facts.get("supplements", 0))


def _no_more(asked: Asked) -> Refusal | None:
    before = _asked_before(asked)
    if before < asked.procedure.turns.supplements(asked.now).most:
        return None
    if before >= MOST:
        return refusals.SUPPLEMENTED_TWICE
    return None if asked.state.facts.get("second_supplement") else refusals.SUPPLEMENTED_ONCE


def _stopped_at_reception(asked: Asked) -> tuple[Effect, ...]:
    return stopped(asked.state, names.RECEPTION, "supplement")


def _stopped_at_appraisal(asked: Asked) -> tuple[Effect, ...] | Refusal:
    """Stop or pause the term, if the request comes in time; refuse one that the law no longer allows."""
    clock = asked.state.clocks.get(RESOLUTION)
    if clock is None:
        return ()
    begins = asking_from(asked.state, clock)
    limit = asked.procedure.turns.limit(LimitKey.RETURN_UNQUALIFIED, begins)
    until = due(begins, limit.term, asked.context.calendar).at
    if until is not None and asked.now > until:
        return refusals.too_late_to_ask(until, asked.procedure.law_of(limit.law))
    lawful = lawful_due(asked.state)
    late = lawful is not None and asked.now > lawful
    facts = (FactsSet({"asked_late": True, "lawful_due": as_fact(lawful)}),) if late else ()
    if _pauses(asked, asked.now):
        return ClockPaused(RESOLUTION), *facts
    return ClockStopped(key=RESOLUTION, how="supplement"), *facts


def _pauses(asked: Asked, at: datetime) -> bool:
    return asked.procedure.turns.supplements(at).effect is OnTerm.PAUSE


def _reception_anew(asked: Asked) -> tuple[Effect, ...]:
    term = asked.flow[asked.procedure.start].term
    return (clocks.start(names.RECEPTION, term, asked.now, asked.context.calendar),) if term else ()


def _resolution_goes_on(asked: Asked, asked_at: datetime) -> tuple[Effect, ...]:
    """Restart the whole term, or count what was left of it when the supplement was asked for.

    What was late before it was asked for stays late: its lawful moment does not move.
    """
    clock = asked.state.clocks.get(RESOLUTION)
    if clock is None:
        return ()
    calendar = asked.context.calendar
    late = bool(asked.state.facts.get("asked_late"))
    if clock.state != "paused":
        started, fact = resolution_started(asked)
        return (started,) if late else (started, fact)
    rest = left_of(clocks.sum_of(clock, calendar), asked_at)
    resumed = clocks.resume(RESOLUTION, str(rest), asked.now, calendar)
    return (
        (resumed,)
        if late
        else (resumed, FactsSet({"lawful_due": as_fact(resumed.due_at), "appointed_at": None}))
    )


def _waiting_step(asked: Asked) -> Step | None:
    """Return the step that waits: that of reception, or of appraisal."""
    act = "propose" if is_received(asked.state) else "receive"
    offering = {step.key for step in asked.procedure.steps if any(each.key == act for each in step.acts)}
    return next((step for step in path_steps(asked.state) if step.name in offering), None)


def _items(value: Any) -> list[str]:
    return [words for each in _listed(value) if (words := str(each).strip())]


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _answer(value: Any) -> dict[str, Any]:
    given = value if isinstance(value, Mapping) else {}
    files = [each for each in _listed(given.get("files")) if isinstance(each, Mapping)]
    return {
        "item": str(given.get("item", "")),
        "text": str(given.get("text", "")).strip(),
        "files": [{"file": str(each.get("file", "")), "name": str(each.get("name", ""))} for each in files],
    }
