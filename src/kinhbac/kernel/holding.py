"""Holding: who may hold an open step, and how it is taken, released and assigned within its office.

A step comes to an office and a role. One person of that post may take it for herself; then the others leave it to her.
"""

from dataclasses import replace
from uuid import UUID

from kinhbac.kernel.refusals import (
    HELD_BY_ANOTHER,
    HELD_BY_NOBODY,
    HELD_BY_THAT_PERSON,
    NOT_FOR_YOU_TO_ASSIGN,
    NOT_YOUR_POST,
    STEP_ENDED,
)
from kinhbac.kernel.types import Act, Actor, Refusal, Step, StepHanded

TAKEN, RELEASED, ASSIGNED = "step.taken", "step.released", "step.assigned"


def may_hold(step: Step, actor: Actor) -> bool:
    """Say whether the actor's post holds the step, and it is nobody else's own.

    The post holds it where office and role are the step's. It is the actor's own also where it is that of the person
    for whom he acts (a substitute during leave).
    """
    own = step.holder.person in (None, actor.person, actor.on_behalf_of)
    return own and _same_post(step, actor)


def take(step: Step, actor: Actor) -> Act | Refusal:
    """Make an open step the actor's own, or say why not."""
    if not step.is_open:
        return STEP_ENDED
    if actor.person is None or not _same_post(step, actor):
        return NOT_YOUR_POST
    if step.holder.person == actor.person:
        return HELD_BY_THAT_PERSON
    return _handed(TAKEN, step, actor.person) if may_hold(step, actor) else HELD_BY_ANOTHER


def release(step: Step, actor: Actor, assigners: frozenset[str]) -> Act | Refusal:
    """Leave an open step to all of its office and role again, or say why not.

    Args:
        step: which.
        actor: whose own it is, who acts for that person, or who assigns at the office.
        assigners: roles that may assign there.
    """
    if not step.is_open:
        return STEP_ENDED
    if step.holder.person is None:
        return HELD_BY_NOBODY
    if not (may_hold(step, actor) or _assigns(step, actor, assigners)):
        return HELD_BY_ANOTHER if _same_post(step, actor) else NOT_YOUR_POST
    return _handed(RELEASED, step, None)


def assign(step: Step, to: UUID, actor: Actor, assigners: frozenset[str]) -> Act | Refusal:
    """Make an open step somebody's own, or say why not.

    Args:
        step: which.
        to: whose it becomes; that she holds a post of the step's office and role is for the caller to know.
        actor: who assigns at the office of the step.
        assigners: roles that may assign there.
    """
    if not step.is_open:
        return STEP_ENDED
    if not _assigns(step, actor, assigners):
        return NOT_FOR_YOU_TO_ASSIGN
    return HELD_BY_THAT_PERSON if step.holder.person == to else _handed(ASSIGNED, step, to)


def _same_post(step: Step, actor: Actor) -> bool:
    return (step.holder.office, step.holder.role) == (actor.office, actor.role)


def _assigns(step: Step, actor: Actor, assigners: frozenset[str]) -> bool:
    return step.holder.office == actor.office and actor.role in assigners


def _handed(name: str, step: Step, person: UUID | None) -> Act:
    return Act(name=name, effects=(StepHanded(step.key, replace(step.holder, person=person)),))
