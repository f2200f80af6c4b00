"""The limit of an act on a dossier: by when, or after when, it is done, and by which article. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.before import day_before
from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.due import due
from kinhbac.kernel.types import CaseState
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.state import asking_from, is_received, lawful_due, running
from kinhbac.tools.grammar.dated import NotInForce
from kinhbac.tools.grammar.rules import term_on
from kinhbac.tools.grammar.turns import Limit, LimitKey
from kinhbac.tools.grammar.types import RECEPTION, RESOLUTION, Procedure


@dataclass(frozen=True, slots=True)
class ActLimit:
    """When an act is to be done, in words, and the article in Vietnamese; `over` where that has passed."""

    words: Text
    law: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Ground:
    state: CaseState
    procedure: Procedure
    now: datetime
    calendar: Calendar

    def limit(self, key: LimitKey, at: datetime | None = None) -> Limit:
        return self.procedure.turns.limit(key, at or self.now)

    def cited(self, key: str) -> str:
        known = {each.key: each for each in (*self.procedure.law, *self.procedure.turns.law)}
        return known[key].cited() if key in known else ""


def limit_of(
    act: str, state: CaseState, procedure: Procedure, now: datetime, calendar: Calendar
) -> ActLimit | None:
    """Return the limit of an act, None where it has none, or none is in force in the dossier's version."""
    find, ground = LIMITS.get(act), _Ground(state, procedure, now, calendar)
    try:
        return find(ground) if find is not None else None
    except NotInForce:
        return None


def _until(length: Text, at: datetime | None, ground: _Ground, law: str) -> ActLimit | None:
    if at is None:
        return None
    words = Text(vi=f"chậm nhất {length.vi}: {_moment(at)}", en=f"within {length.en}: by {_moment(at)}")
    return ActLimit(words, ground.cited(law), over=ground.now > at)


def _reception(ground: _Ground) -> ActLimit | None:
    clock = running(ground.state, names.RECEPTION)
    if clock is None:
        return None
    rule = term_on(ground.procedure, RECEPTION, clock.counted_from)
    return _until(rule.parsed.say(), clock.due_at, ground, rule.law)


def _request(ground: _Ground) -> ActLimit | None:
    clock = ground.state.clocks.get(RESOLUTION)
    if not is_received(ground.state) or clock is None:
        return _reception(ground)
    begins = asking_from(ground.state, clock)
    limit = ground.limit(LimitKey.RETURN_UNQUALIFIED, begins)
    until = due(begins, limit.term, ground.calendar).at
    return _until(limit.term.say(), until, ground, limit.law)


def _second(ground: _Ground) -> ActLimit:
    law = ground.procedure.turns.supplements(ground.now).law
    return ActLimit(Text(vi="một lần, có lý do", en="once, with a reason"), ground.cited(law))


def _silence(ground: _Ground) -> ActLimit | None:
    clock = running(ground.state, names.SILENCE)
    if clock is None:
        return None
    limit = ground.limit(LimitKey.SILENCE, clock.counted_from)
    return _until(limit.term.say(), clock.due_at, ground, limit.law)


def _closing(ground: _Ground) -> ActLimit | None:
    clock = running(ground.state, names.SILENCE)
    if clock is None or clock.due_at is None:
        return None
    limit = ground.limit(LimitKey.SILENCE, clock.counted_from)
    length = limit.term.say()
    words = Text(
        vi=f"sau {length.vi} chờ bổ sung: hết {_moment(clock.due_at)}",
        en=f"after {length.en} of waiting: past {_moment(clock.due_at)}",
    )
    return ActLimit(words, ground.cited(limit.law))


def _refusal(ground: _Ground) -> ActLimit | None:
    due_at = lawful_due(ground.state)
    outcome = ground.procedure.turns.outcomes.get(names.OUTCOME_REFUSED_AFTER_APPRAISAL)
    if due_at is None or outcome is None:
        return None
    words = Text(
        vi=f"trong thời hạn giải quyết: {_moment(due_at)}",
        en=f"within the term of resolution: by {_moment(due_at)}",
    )
    return ActLimit(words, ground.cited(outcome.law), over=ground.now > due_at)


def _apology(ground: _Ground) -> ActLimit | None:
    due_at = lawful_due(ground.state)
    if due_at is None:
        return None
    limit = ground.limit(LimitKey.APOLOGY_BEFORE)
    latest = day_before(due_at.astimezone(HCM).date(), limit.term, ground.calendar)
    length = limit.term.say()
    words = Text(
        vi=f"chậm nhất {length.vi} trước hạn: {latest:%d/%m/%Y}",
        en=f"at the latest {length.en} before it is due: {latest:%d/%m/%Y}",
    )
    return ActLimit(words, ground.cited(limit.law), over=ground.now.astimezone(HCM).date() > latest)


def _papers(ground: _Ground) -> ActLimit | None:
    clock = running(ground.state, names.TRANSFER)
    if clock is None or clock.due_at is None:
        return None
    across = ground.state.facts.get(names.HOME) not in (None, ground.state.facts.get(names.RECEIVING))
    key = LimitKey.PAPER_ACROSS_LEVELS if across else LimitKey.TRANSFER
    limit = ground.limit(key, clock.counted_from)
    words = Text(vi=f"chậm nhất {_moment(clock.due_at)}", en=f"by {_moment(clock.due_at)}")
    return ActLimit(words, ground.cited(limit.law), over=ground.now > clock.due_at)


def _error(ground: _Ground) -> ActLimit | None:
    limit = ground.limit(LimitKey.CORRECT_ERROR)
    length, until = limit.term.say(), due(ground.now, limit.term, ground.calendar).at
    if until is None:
        return None
    words = Text(
        vi=f"báo bây giờ thì trả lại trong {length.vi}: {_moment(until)}",
        en=f"reported now, it comes back within {length.en}: by {_moment(until)}",
    )
    return ActLimit(words, ground.cited(limit.law))


def _ending(outcome: str, words: Text) -> Callable[[_Ground], ActLimit | None]:
    def found(ground: _Ground) -> ActLimit | None:
        known = ground.procedure.turns.outcomes.get(outcome)
        return ActLimit(words, ground.cited(known.law)) if known is not None else None

    return found


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HCM):%H:%M %d/%m/%Y}"


LIMITS: Mapping[str, Callable[[_Ground], ActLimit | None]] = {
    "receive": _reception,
    "request_supplement": _request,
    "allow_second_supplement": _second,
    "supplement": _silence,
    "close_silent": _closing,
    "refuse": _reception,
    "propose_refusal": _refusal,
    "apologise": _apology,
    "hand_papers": _papers,
    "report_error": _error,
    "stop": _ending(
        names.OUTCOME_STOPPED_BY_PERSON, Text(vi="đến trước khi có quyết định", en="until the decision")
    ),
    "withdraw": _ending(
        names.OUTCOME_WITHDRAWN, Text(vi="đến trước khi có kết quả", en="until there is a result")
    ),
    "stop_by_law": _ending(
        names.OUTCOME_STOPPED_BY_LAW,
        Text(vi="sau khi thủ tục hết hiệu lực", en="after the procedure has ended"),
    ),
}
"""How the limit of each act is found; an act that is not here has none of its own."""
