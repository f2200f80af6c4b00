"""Handing: an open step made somebody's own, or left to its office again, as `holding` judges."""

from collections.abc import Iterator
from uuid import UUID

from kinhbac.kernel import holding
from kinhbac.kernel.refusals import NOT_FOR_YOU_TO_ASSIGN, NOT_YOUR_POST, OWN_CASE, STEP_ENDED
from kinhbac.kernel.seats import seats
from kinhbac.kernel.types import Act, Actor, CaseState, Refusal, Refused, Step, Viewer


def handed(
    state: CaseState,
    step: str,
    to: UUID | None,
    viewer: Viewer,
    stands_for: frozenset[UUID] = frozenset(),
) -> tuple[Act, Actor]:
    """Return the act that gives a step to `to`, and the hand that does it: in whichever of her posts allows it.

    Args:
        state: of the case.
        step: key of the step.
        to: whose own it becomes, None for nobody's.
        viewer: who asks.
        stands_for: the bodies for which `to` acts that day, where she is not the viewer.

    Raises:
        Refused: none of the viewer's posts allows it; the first says why. Or the case is that person's own, or in her
            interest.
    """
    place = state.steps.get(step)
    if place is None:
        raise Refused(STEP_ENDED)
    answers = list(_answers(place, to, viewer, seats.kinds[state.kind].assigners))
    for answer, hand in answers:
        if isinstance(answer, Act):
            why = _interested(state, to, viewer.stands_for if to == viewer.person else stands_for)
            if why is not None:
                raise Refused(why)
            return answer, hand
    raise Refused(_plainest([answer for answer, _ in answers if isinstance(answer, Refusal)]))


def _interested(state: CaseState, person: UUID | None, stands_for: frozenset[UUID]) -> Refusal | None:
    if person is None:
        return None
    if any(party.person == person for party in state.parties):
        return OWN_CASE
    interest = seats.interests.get(state.kind)
    return interest(state, person, stands_for) if interest is not None else None


def _answers(
    step: Step, to: UUID | None, viewer: Viewer, assigners: frozenset[str]
) -> Iterator[tuple[Act | Refusal, Actor]]:
    hands = [viewer.acting_in(post) for post in viewer.positions] or [viewer.acting()]
    for hand in hands:
        if to is None:
            yield holding.release(step, hand, assigners), hand
        elif to == viewer.person:
            yield holding.take(step, hand), hand
    if to is not None and (to != viewer.person or viewer.post(step.holder.role, step.holder.office)):
        for (
            hand
        ) in hands:  # also to herself, from another's hand, where one of her posts assigns and one may hold
            yield holding.assign(step, to, hand, assigners), hand


def _plainest(refusals: list[Refusal]) -> Refusal:
    """Return the refusal that says most: that somebody holds it says more than that a post does not fit."""
    fits = [refusal for refusal in refusals if refusal not in (NOT_YOUR_POST, NOT_FOR_YOU_TO_ASSIGN)]
    return (fits or refusals)[0]
