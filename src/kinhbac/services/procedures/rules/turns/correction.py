"""Correcting: entries before the result, and the office's own error after it, within its own term.

NĐ 118/2025 Điều 23 khoản 1: a result with the office's error comes back corrected within 3 working days.
"""

from kinhbac.kernel import clocks
from kinhbac.kernel.types import Effect, FactsSet, Refusal, Reopened, StepEnded
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.effects import begun
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.refusals import NOTHING_CHANGED, REASON_MISSING
from kinhbac.services.procedures.rules.state import is_correcting, is_finished
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.cases import as_answered
from kinhbac.tools.grammar.turns import LimitKey


def correct(asked: Asked) -> Meant | Refusal:
    """Correct what was entered, by whoever holds the dossier, with a reason; the old value stays in the journal."""
    if is_finished(asked.state) and not is_correcting(asked.state):
        return refusals.RESULT_ISSUED
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    changes = asked.command.values["changes"]
    if not changes:
        return NOTHING_CHANGED
    content = {"changes": changes, "reason": reason}
    return Meant(as_answered(asked), content, corrects=asked.command.values["entry"])


def report_error(asked: Asked) -> Meant | Refusal:
    """The result has an error of the office: the dossier goes on at the step that issues results."""
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    if is_correcting(asked.state):
        return refusals.CORRECTING_ALREADY
    issuing = asked.procedure.step_offering("issue_result")
    granted = asked.state.facts.get("result_number") and asked.state.facts.get("result") != names.REFUSAL
    if not granted or issuing is None:
        return refusals.NO_RESULT
    limit = asked.procedure.turns.limit(LimitKey.CORRECT_ERROR, asked.now)
    reopened: tuple[Effect, ...] = () if asked.state.is_open else (Reopened(),)
    effects = (
        *reopened,
        *(StepEnded(key=step.key, how="report_error") for step in asked.state.open_steps()),
        begun(asked, issuing.key),
        clocks.start(names.CORRECTION, limit.value, asked.now, asked.context.calendar),
        FactsSet({"handed_to": None}),
    )
    return Meant(effects, {"reason": reason})
