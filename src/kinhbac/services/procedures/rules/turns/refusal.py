"""Refusing: at reception, where the dossier ends, or after appraisal, where it is a result that a leader approves."""

from kinhbac.kernel.types import FactsSet, Refusal
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.effects import ended, left
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.path import PROPOSE_REFUSAL
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.turns.consultation import awaited, let_go
from kinhbac.services.procedures.rules.turns.refusals import OPINIONS_AWAITED


def refuse(asked: Asked) -> Meant | Refusal:
    """Refuse at reception, with the reason and the papers given back.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 17 khoản 1 điểm c.
    """
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    returned = asked.command.values.get("returned_papers") or ()
    papers = [words for each in returned if (words := str(each).strip())]
    content = {"reason": reason, "returned_papers": papers}
    return Meant(ended(asked.state, names.OUTCOME_REFUSED_AT_RECEPTION, "refuse"), content)


def propose_refusal(asked: Asked) -> Meant | Refusal:
    """The appraisal proposes to refuse; it goes up as a grant does.

    Law:
        Nghị định 118/2025/NĐ-CP, Điều 19 khoản 3.
    """
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    if awaited(asked):
        return OPINIONS_AWAITED
    facts = {"proposer": str(asked.actor.person), "proposal": names.REFUSE}
    return Meant((*left(asked, PROPOSE_REFUSAL), *let_go(asked), FactsSet(facts)), {"reason": reason})
