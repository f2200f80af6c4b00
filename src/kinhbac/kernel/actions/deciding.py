"""Deciding: a command goes to its kind, and what the kind decides into a record. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from kinhbac.base.errors import PlainError
from kinhbac.kernel import definitions
from kinhbac.kernel.holding import may_hold
from kinhbac.kernel.record import Record
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import (
    Act,
    Actor,
    CaseState,
    Command,
    Context,
    Decision,
    Linked,
    Position,
    Refusal,
    Refused,
    Step,
    Viewer,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What all decisions of one act share: the kind and version that rule, who asks, and when."""

    kind: str
    definition: str
    actor: Actor
    now: datetime


def decide_and_add(
    record: Record, asked: Asked, case: UUID, state: CaseState | None, command: Command, key: str | None
) -> CaseState:
    """Add to the record what is decided on a case, and the other cases that the decision opens; return the state after.

    Raises:
        Refused: a rule says no, to the act or to a case that it opens.
    """
    decision = _decided(asked, state, command)
    after = _add(record, asked, case, state, decision.acts, key)
    for opening in decision.opens:
        child, theirs = uuid4(), replace(asked, kind=opening.kind, definition=opening.definition)
        opened = decide_and_add(record, theirs, child, None, opening.command, None)
        linked = Act(name="case.linked", effects=(Linked(kind=opening.link, case=case),))
        _add(record, theirs, child, opened, [linked], None)
    return after


def hands_of(viewer: Viewer, state: CaseState) -> tuple[Actor, ...]:
    """Return the viewer as an actor in each of her posts, the nearest to the case first; in none where she has none.

    Nearest is a post that may hold an open step, then one of a step's office and role, then one at its office.
    """
    steps = state.open_steps()

    def distance(post: Position) -> tuple[int, int]:
        for far, fits in enumerate((_may_hold, _same_role, _same_office)):
            for place, step in enumerate(steps):
                if fits(viewer, post, step):
                    return far, place
        return 3, 0

    nearest = sorted(viewer.positions, key=distance)
    return tuple(viewer.acting_in(post) for post in nearest) or (viewer.acting(),)


def _may_hold(viewer: Viewer, post: Position, step: Step) -> bool:
    return may_hold(step, viewer.acting_in(post))


def _same_role(_viewer: Viewer, post: Position, step: Step) -> bool:
    return (post.office, post.role) == (step.holder.office, step.holder.role)


def _same_office(_viewer: Viewer, post: Position, step: Step) -> bool:
    return post.office == step.holder.office


def _add(
    record: Record, asked: Asked, case: UUID, state: CaseState | None, acts: Sequence[Act], key: str | None
) -> CaseState:
    definition, actor, now = asked.definition, asked.actor, asked.now
    return record.add(case, state, acts, actor=actor, now=now, definition=definition, key=key)


def _decided(asked: Asked, state: CaseState | None, command: Command) -> Decision:
    seat = seats.kinds[asked.kind]
    context = Context(
        actor=asked.actor,
        now=asked.now,
        calendar=definitions.current_calendar(),
        directory=definitions.current_directory(),
        definition=definitions.value_of(asked.definition, seat.read_definition),
        definition_hash=asked.definition,
    )
    try:
        answer = seat.decide(state, command, context)
    except PlainError as fault:  # the calendar ends too soon, no office is competent: said in plain words
        code = f"{asked.kind}.{type(fault).__name__}"
        raise Refused(Refusal(code=code, reason=fault.what, remedy=fault.remedy)) from fault
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return answer
