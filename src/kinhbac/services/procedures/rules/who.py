"""Who may do what: the post that holds a step, the applicant or the desk that acts for her, the leader there. Pure."""

from collections.abc import Iterable
from uuid import UUID

from kinhbac.kernel.holding import may_hold
from kinhbac.kernel.types import Actor, CaseState, Refusal, Step
from kinhbac.services.procedures.rules import names, refusals
from kinhbac.services.procedures.rules.mandates import acts_under_mandate
from kinhbac.services.procedures.rules.meaning import Who
from kinhbac.services.procedures.rules.state import (
    consulted_steps,
    home_of,
    open_opinions,
    own_steps,
    path_steps,
)
from kinhbac.tools.grammar.types import Procedure


def may_act(step: Step, actor: Actor) -> bool:
    """Say whether an actor's post is the one that holds a step (and the person, where one has taken it)."""
    return may_hold(step, actor)


def is_applicant(state: CaseState, person: UUID | None) -> bool:
    """Say whether somebody is the applicant of a dossier; nobody is none."""
    return person is not None and any(
        party.person == person and party.role == names.APPLICANT for party in state.parties
    )


def is_desk(state: CaseState, actor: Actor) -> bool:
    """Say whether the actor is a one-stop officer where the dossier was handed in, or at the resolving office's desk."""
    return actor.role == names.ONE_STOP and actor.office in (state.facts[names.RECEIVING], home_of(state))


def for_applicant(state: CaseState, actor: Actor) -> bool:
    """Say whether an act is the applicant's own: hers, one under her mandate, or a one-stop officer's on her behalf."""
    if is_applicant(state, actor.person) or acts_under_mandate(state, actor):
        return True
    return is_desk(state, actor) and is_applicant(state, actor.on_behalf_of)


def holding(*acts: str) -> Who:
    """Return the rule: the post that holds the open step which offers one of these acts, in the procedure's words."""

    def who(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
        offering = {step.key for step in procedure.steps if any(act.key in acts for act in step.acts)}
        if not offering:
            return refusals.UNKNOWN
        return held_by(actor, (step for step in path_steps(state) if step.name in offering))

    return who


def held_by(actor: Actor, steps: Iterable[Step]) -> Step | Refusal:
    """Return the first of these steps that the actor's post holds, or why there is none."""
    there = tuple(steps)
    if not there:
        return refusals.NOT_NOW
    return next((step for step in there if may_hold(step, actor)), refusals.NOT_YOURS)


at_reception = holding("receive")
at_appraisal = holding("propose")
at_either = holding("receive", "propose")


def at_opinion(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
    """The post of the consulted office that holds an open request for an opinion, or a step of the path for one."""
    return held_by(actor, (*open_opinions(state), *consulted_steps(state, procedure)))


def the_applicant(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """The applicant, who holds her mandate for this dossier, or a one-stop officer on her behalf."""
    return None if for_applicant(state, actor) else refusals.ONLY_THE_APPLICANT


def the_applicant_herself(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """The applicant, and nobody for her: the office does not rate itself."""
    return None if is_applicant(state, actor.person) else refusals.ONLY_THE_APPLICANT


def the_desk(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """A one-stop officer of the receiving desk, or of the resolving office's own."""
    return None if is_desk(state, actor) else refusals.NOT_YOURS


def the_receiving_desk(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """A one-stop officer where the dossier was handed in."""
    mine = actor.role == names.ONE_STOP and actor.office == state.facts[names.RECEIVING]
    return None if mine else refusals.NOT_YOURS


def the_leader(state: CaseState, procedure: Procedure, actor: Actor) -> Refusal | None:
    """A leader of an office that holds the dossier, or of the resolving one."""
    offices = {step.holder.office for step in own_steps(state, procedure)} | _resolving(state, procedure)
    return None if actor.role == names.LEADER and actor.office in offices else refusals.NOT_YOURS


def the_resolving_office(state: CaseState, procedure: Procedure, actor: Actor) -> Refusal | None:
    """A specialist or leader of the resolving office."""
    mine = actor.role in (names.SPECIALIST, names.LEADER) and actor.office in _resolving(state, procedure)
    return None if mine else refusals.NOT_YOURS


def desk_or_office(state: CaseState, procedure: Procedure, actor: Actor) -> Refusal | None:
    """Whoever has to do with the result: the one-stop desks, and the resolving office."""
    if the_desk(state, procedure, actor) is None:
        return None
    return the_resolving_office(state, procedure, actor)


def _resolving(state: CaseState, procedure: Procedure) -> set[str]:
    """Return the offices that are or have become the resolving one; of dossiers from before, those that held it."""
    resolving = {step.key for step in procedure.steps if step.office == names.RESOLVING}
    held = [step.holder.office for step in state.steps.values() if step.name in resolving]
    kept = state.facts.get(names.RESOLVING)
    return {*held[-1:], *([str(kept)] if kept else [])}


def holder_of_any(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
    """Whoever holds the dossier at a step of its own path; an office that is only consulted does not."""
    return next((step for step in own_steps(state, procedure) if may_hold(step, actor)), refusals.NOT_YOURS)
