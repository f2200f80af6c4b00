"""Who may do what: the post that holds a step, the applicant or the desk that acts for her, the leader there. Pure.

Each rule says itself in words; the policy that is read (`rules.policy`) is a view of these, and of nothing else.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from kinhbac.base.text import Text
from kinhbac.kernel.holding import may_hold
from kinhbac.kernel.types import Actor, CaseState, Refusal, Step
from kinhbac.services.procedures.rules import names, refusals
from kinhbac.services.procedures.rules.mandates import acts_under_mandate
from kinhbac.services.procedures.rules.meaning import Judge, Who
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


DECREE = "Nghị định 118/2025/NĐ-CP"


def rule(vi: str, en: str, *roles: str, law: str = "") -> Callable[[Judge], Who]:
    """Say a rule in words, with the roles in which it may be met."""
    return lambda judge: Who(judge, Text(vi=vi, en=en), roles=roles, law=law)


def holding(*acts: str) -> Who:
    """Return the rule: the post that holds the open step which offers one of these acts, in the procedure's words."""

    def who(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
        offering = {step.key for step in procedure.steps if any(act.key in acts for act in step.acts)}
        if not offering:
            return refusals.UNKNOWN
        return held_by(actor, (step for step in path_steps(state) if step.name in offering))

    words = Text(
        vi="Vị trí đang giữ bước có việc này; nếu một người đã nhận bước thì chính người đó hoặc người làm thay",
        en="The post that holds the step of this act; where somebody took it on, she herself or who stands in for her",
    )
    return Who(who, words, steps=acts)


def held_by(actor: Actor, steps: Iterable[Step]) -> Step | Refusal:
    """Return the first of these steps that the actor's post holds, or why there is none."""
    there = tuple(steps)
    if not there:
        return refusals.NOT_NOW
    return next((step for step in there if may_hold(step, actor)), refusals.NOT_YOURS)


at_reception = holding("receive")
at_appraisal = holding("propose")
at_either = holding("receive", "propose")


@rule(
    "Vị trí của cơ quan được lấy ý kiến đang giữ bước cho ý kiến",
    "The post at the consulted office that holds the step of its opinion",
    names.SPECIALIST,
    names.LEADER,
)
def at_opinion(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
    """The post of the consulted office that holds an open request for an opinion, or a step of the path for one."""
    return held_by(actor, (*open_opinions(state), *consulted_steps(state, procedure)))


@rule(
    "Người nộp, người được ủy quyền cho hồ sơ này, hoặc cán bộ Một cửa của hồ sơ làm thay",
    "The applicant, who holds her mandate for this dossier, or a one-stop officer of its desks on her behalf",
    names.ONE_STOP,
    law=f"{DECREE}, Điều 21",
)
def the_applicant(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """The applicant, who holds her mandate for this dossier, or a one-stop officer on her behalf."""
    return None if for_applicant(state, actor) else refusals.ONLY_THE_APPLICANT


@rule(
    "Chính người nộp",
    "The applicant herself",
)
def the_applicant_herself(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """The applicant, and nobody for her: the office does not rate itself."""
    return None if is_applicant(state, actor.person) else refusals.ONLY_THE_APPLICANT


@rule(
    "Một cửa nơi nhận hồ sơ, hoặc Một cửa của cơ quan giải quyết",
    "The one-stop desk that received it, or the resolving office's own",
    names.ONE_STOP,
    law=f"{DECREE}, Điều 20",
)
def the_desk(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """A one-stop officer of the receiving desk, or of the resolving office's own."""
    return None if is_desk(state, actor) else refusals.NOT_YOURS


@rule(
    "Một cửa nơi nhận hồ sơ",
    "The one-stop desk that received it",
    names.ONE_STOP,
)
def the_receiving_desk(state: CaseState, _procedure: Procedure, actor: Actor) -> Refusal | None:
    """A one-stop officer where the dossier was handed in."""
    mine = actor.role == names.ONE_STOP and actor.office == state.facts[names.RECEIVING]
    return None if mine else refusals.NOT_YOURS


@rule(
    "Lãnh đạo của cơ quan đang giữ hồ sơ hoặc cơ quan giải quyết",
    "A leader of an office that holds the dossier, or of the resolving one",
    names.LEADER,
    law=f"{DECREE}, Điều 19",
)
def the_leader(state: CaseState, procedure: Procedure, actor: Actor) -> Refusal | None:
    """A leader of an office that holds the dossier, or of the resolving one."""
    offices = {step.holder.office for step in own_steps(state, procedure)} | _resolving(state, procedure)
    return None if actor.role == names.LEADER and actor.office in offices else refusals.NOT_YOURS


@rule(
    "Chuyên môn hoặc lãnh đạo của cơ quan giải quyết",
    "A specialist or leader of the resolving office",
    names.SPECIALIST,
    names.LEADER,
)
def the_resolving_office(state: CaseState, procedure: Procedure, actor: Actor) -> Refusal | None:
    """A specialist or leader of the resolving office."""
    mine = actor.role in (names.SPECIALIST, names.LEADER) and actor.office in _resolving(state, procedure)
    return None if mine else refusals.NOT_YOURS


@rule(
    "Một cửa của hồ sơ, chuyên môn hoặc lãnh đạo của cơ quan giải quyết",
    "A one-stop desk of the dossier, a specialist or leader of the resolving office",
    names.ONE_STOP,
    names.SPECIALIST,
    names.LEADER,
)
def desk_or_office(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal | None:
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


@rule(
    "Ai đang giữ hồ sơ ở một bước trên đường đi của nó",
    "Whoever holds the dossier at a step of its own path",
    names.ONE_STOP,
    names.SPECIALIST,
    names.LEADER,
)
def holder_of_any(state: CaseState, procedure: Procedure, actor: Actor) -> Step | Refusal:
    """Whoever holds the dossier at a step of its own path; an office that is only consulted does not."""
    return next((step for step in own_steps(state, procedure) if may_hold(step, actor)), refusals.NOT_YOURS)
