"""Ends that are no result: the person stops or withdraws, or the law on which the dossier rests has ended; and adjusting."""

from kinhbac.kernel.types import Refusal
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.effects import ended
from kinhbac.services.procedures.rules.meaning import Asked, Content, Meant
from kinhbac.services.procedures.rules.refusals import NOTHING_CHANGED, REASON_MISSING
from kinhbac.services.procedures.rules.state import is_decided, is_finished, is_received
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.cases import as_answered


def stop(asked: Asked) -> Meant | Refusal:
    """The person stops it, from reception until just before the decision (NĐ 118/2025 Điều 21)."""
    if not is_received(asked.state):
        return refusals.NOT_RECEIVED
    if is_decided(asked.state):
        return refusals.DECIDED
    return Meant(ended(asked.state, names.OUTCOME_STOPPED_BY_PERSON, "stop"), _reason(asked))


def withdraw(asked: Asked) -> Meant | Refusal:
    """The person takes it back, at any time before the result."""
    if is_finished(asked.state):
        return refusals.RESULT_THERE
    return Meant(ended(asked.state, names.OUTCOME_WITHDRAWN, "withdraw"), _reason(asked))


def adjust(asked: Asked) -> Meant | Refusal:
    """The person changes what was entered, until just before the decision (NĐ 118/2025 Điều 21 khoản 2)."""
    if is_decided(asked.state):
        return refusals.DECIDED
    changes = asked.command.values.get("changes")
    if not changes:
        return NOTHING_CHANGED
    return Meant(as_answered(asked), {"changes": dict(changes), **(_reason(asked) or {})})


def stop_by_law(asked: Asked) -> Meant | Refusal:
    """A leader stops a dossier whose procedure has ended; it might as well be finished under the old rule.

    Law:
        Nghị quyết 66.18/2026/NQ-CP (known from the press).
    """
    if is_finished(asked.state):
        return refusals.RESULT_THERE
    to_on = asked.procedure.to_on
    if to_on is None or asked.now.date() <= to_on:
        return refusals.PROCEDURE_IN_FORCE
    law, reason = asked.words("law"), asked.words("reason")
    if not law:
        return refusals.LAW_MISSING
    if not reason:
        return REASON_MISSING
    return Meant(
        ended(asked.state, names.OUTCOME_STOPPED_BY_LAW, "stop_by_law"), {"law": law, "reason": reason}
    )


def _reason(asked: Asked) -> Content:
    """Return why the person does it; the law asks no reason of her."""
    reason = asked.words("reason")
    return {"reason": reason} if reason else None
