"""Passing on: to the office that is competent after all, and of paper to where the dossier is decided.

NĐ 118/2025 Điều 17 khoản 2 (another office is competent), Điều 18 và Điều 20 khoản 1 (paper).
"""

from kinhbac.kernel.directory.types import Holding, Office
from kinhbac.kernel.types import ClockStopped, Effect, FactsSet, Holder, Refusal, StepEnded
from kinhbac.services.procedures.rules import names
from kinhbac.services.procedures.rules.effects import begun, papers_started
from kinhbac.services.procedures.rules.meaning import Asked, Meant
from kinhbac.services.procedures.rules.offices import observing
from kinhbac.services.procedures.rules.refusals import REASON_MISSING
from kinhbac.services.procedures.rules.state import brings_paper, home_of, is_received, running
from kinhbac.services.procedures.rules.turns import refusals
from kinhbac.services.procedures.rules.turns.consultation import office_in_force


def transfer(asked: Asked) -> Meant | Refusal:
    """Hand the dossier to the office that is competent; its code and its terms stay as they are."""
    reason = asked.words("reason")
    if not reason:
        return REASON_MISSING
    office = _taking(asked)
    if isinstance(office, Refusal):
        return office
    home = asked.context.directory.one_stop_of(office, asked.now.date()).key
    receiving = _receiving(asked, home)
    facts = {
        names.RESOLVING: office.key,
        names.HOME: home,
        names.RECEIVING: receiving,
        names.TRANSFERS: int(asked.state.facts.get(names.TRANSFERS, 0)) + 1,
    }
    effects = (
        *_handed(asked, office.key, receiving),
        *observing(home, receiving),
        *_papers(asked, home),
        FactsSet(facts),
    )
    return Meant(effects, {"office": office.key, "reason": reason})


def hand_papers(asked: Asked) -> Meant | Refusal:
    """The paper has been passed on."""
    if running(asked.state, names.TRANSFER) is None:
        return refusals.NO_PAPERS
    return Meant((ClockStopped(key=names.TRANSFER, how="met"),))


def _taking(asked: Asked) -> Office | Refusal:
    """Return the office that is to take it: in force, of the kind that holds the competence, another than now."""
    key = office_in_force(asked, asked.words("office"))
    if key is None:
        return refusals.OFFICE_UNKNOWN
    directory = asked.context.directory
    office = directory.office(key)
    holding: Holding = directory.holding_on(asked.procedure.competence.key, asked.now.date())
    if office.kind != holding.kind:
        return refusals.NOT_COMPETENT
    return refusals.SAME_OFFICE if key == asked.state.facts.get(names.RESOLVING) else office


def _receiving(asked: Asked, home: str) -> str:
    """Return the desk that receives: the same while paper or a person is there, else the new office's own."""
    receiving = str(asked.state.facts[names.RECEIVING])
    moves = (
        not is_received(asked.state)
        and not brings_paper(asked.state, asked.procedure)
        and receiving == home_of(asked.state)
    )
    return home if moves else receiving


def _handed(asked: Asked, office: str, receiving: str) -> tuple[Effect, ...]:
    """Return the effects that bring the step to its new holder; at a receiving desk that stays it goes on as it is."""
    step = asked.at
    to = office if is_received(asked.state) else receiving
    if to == step.holder.office:
        return ()
    return StepEnded(key=step.key, how="transfer"), begun(asked, step.name, Holder(to, step.holder.role))


def _papers(asked: Asked, home: str) -> tuple[Effect, ...]:
    """Return the effects for paper: what was passed on, or was to be, goes to the new office."""
    if not is_received(asked.state) or not brings_paper(asked.state, asked.procedure):
        return ()
    return papers_started(asked, home)
