"""Which case (trường hợp) of its procedure a dossier is: told by the answers, or found by an officer with a reason.

A case may have a term of its own. It counts from where the term has counted so far, so that nothing begins anew; and a
case that is found after the due moment makes nothing timely that was late.
"""

from kinhbac.base.text import Text
from kinhbac.kernel import clocks
from kinhbac.kernel.types import Effect, FactsSet, Refusal
from kinhbac.services.procedures.rules.effects import as_fact, case_now
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.names import CASE, CASE_FOUND, TOLD
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.state import case_in, is_decided, running
from kinhbac.services.procedures.rules.turns.refusals import DECIDED
from kinhbac.tools.grammar.cases import CaseRule
from kinhbac.tools.grammar.rules import resolution_term
from kinhbac.tools.grammar.types import RESOLUTION

AS_TOLD = "as_told"
"""Chosen in place of a case: none is found any more, the answers say."""
CASE_UNKNOWN = Refusal(
    "dossier.case_unknown",
    Text(vi="Thủ tục không có trường hợp này để chọn.", en="The procedure has no such case to choose."),
    Text(vi="Chọn một trường hợp trong danh sách.", en="Choose one of the list."),
)
CASE_THERE = Refusal(
    "dossier.case_there",
    Text(vi="Hồ sơ đã ở trường hợp này.", en="The dossier is in this case already."),
    Text(vi="Chọn trường hợp khác.", en="Choose another."),
)
CASE_TOO_LATE = Refusal(
    "dossier.case_too_late",
    Text(
        vi="Thời hạn giải quyết đã hết; đổi trường hợp bây giờ không làm hồ sơ thành đúng hạn.",
        en="The term is over; another case now would not make the dossier timely.",
    ),
    Text(vi="Xin lỗi và hẹn lại, nêu lý do.", en="Apologise with a new date, and say why."),
)


def find_case(asked: Asked) -> Meant | Refusal:
    """An officer finds at reception or appraisal which case it is, or that the answers say it after all."""
    refusal = _why_not(asked)
    if refusal is not None:
        return refusal
    key = asked.words("case")
    case = _told(asked) if key == AS_TOLD else asked.procedure.case(key)
    found = FactsSet({CASE_FOUND: key if key != AS_TOLD else None})
    return Meant((found, *moved_to(asked, case)), {"reason": asked.words("reason")})


def _why_not(asked: Asked) -> Refusal | None:
    if is_decided(asked.state):
        return DECIDED
    key, found = asked.words("case"), asked.state.facts.get(CASE_FOUND)
    may_be = {each.key for each in asked.procedure.cases if each.by_officer} | ({AS_TOLD} if found else set())
    if key not in may_be:
        return CASE_UNKNOWN
    if key == found:
        return CASE_THERE
    if not asked.words("reason"):
        return REASON_MISSING
    return CASE_TOO_LATE if _is_over(asked) else None


def as_answered(asked: Asked) -> tuple[Effect, ...]:
    """Return the effects of changed answers on the case; none where it stays, or an officer found it."""
    case = case_now(asked)
    return () if case == case_in(asked.state, asked.procedure) else moved_to(asked, case)


def moved_to(asked: Asked, case: CaseRule | None) -> tuple[Effect, ...]:
    """Return the effects by which the dossier is in a case, its running term counted anew from where it began.

    What is late already stays late.
    """
    fact = FactsSet({CASE: case.key if case is not None else None})
    clock = running(asked.state, RESOLUTION)
    if clock is None or _is_over(asked):
        return (fact,)
    rule = resolution_term(asked.procedure, clock.counted_from, case)
    if (rule.term, rule.after_15) == (clock.term, clock.after_15):
        return (fact,)
    calendar = asked.context.calendar
    started = clocks.start(RESOLUTION, rule.term, clock.counted_from, calendar, after_15=rule.after_15)
    return fact, started, FactsSet({"lawful_due": as_fact(started.due_at), "appointed_at": None})


def _is_over(asked: Asked) -> bool:
    clock = running(asked.state, RESOLUTION)
    return clock is not None and clock.due_at is not None and asked.now > clock.due_at


def _told(asked: Asked) -> CaseRule | None:
    key = asked.command.values.get(TOLD)
    return asked.procedure.case(str(key)) if key else None
