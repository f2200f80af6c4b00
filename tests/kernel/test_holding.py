"""Holding: who may hold, take, release and assign a step, case by case."""

from dataclasses import replace
from uuid import UUID

import pytest

from kinhbac.kernel.holding import assign, may_hold, release, take
from kinhbac.kernel.types import Act, Actor, Holder, Refusal, Step, StepHanded
from tests.cast import BINH, COMMITTEE, HOA, LEADER, NOW, OTHER_COMMITTEE, RECEIVER, SPECIALIST, STRANGER

pytestmark = pytest.mark.pure

ASSIGNERS = frozenset({"leader"})
OTHER = UUID(int=99)
"""A colleague of Hoa's."""
COLLEAGUE = replace(SPECIALIST, person=OTHER)
SUBSTITUTE = replace(SPECIALIST, person=UUID(int=98), on_behalf_of=HOA.person)
ELSEWHERE = replace(SPECIALIST, office=OTHER_COMMITTEE)
LEADER_ELSEWHERE = replace(LEADER, office=OTHER_COMMITTEE)
FOR_A_CITIZEN = replace(COLLEAGUE, on_behalf_of=STRANGER.person)


def step(person: UUID | None = None, **changes) -> Step:
    return replace(Step("appraise.1", "appraise", Holder(COMMITTEE, "specialist", person), NOW), **changes)


FREE, HOAS = step(), step(HOA.person)


def outcome(answer: Act | Refusal) -> object:
    """Return whose own the step becomes with the act's name, or the code of the refusal."""
    if isinstance(answer, Refusal):
        assert answer.reason.vi != answer.reason.en
        assert answer.remedy.vi
        assert answer.remedy.en
        return answer.code
    (effect,) = answer.effects
    assert isinstance(effect, StepHanded)
    assert (effect.key, effect.holder.office, effect.holder.role) == ("appraise.1", COMMITTEE, "specialist")
    return answer.name, effect.holder.person


@pytest.mark.parametrize(
    ("held", "actor", "may"),
    [
        (FREE, SPECIALIST, True),
        (FREE, COLLEAGUE, True),
        (FREE, SUBSTITUTE, True),
        (FREE, LEADER, False),
        (FREE, RECEIVER, False),
        (FREE, ELSEWHERE, False),
        (FREE, STRANGER, False),
        (FREE, Actor(system="calendar"), False),
        (HOAS, SPECIALIST, True),
        (HOAS, SUBSTITUTE, True),
        (HOAS, COLLEAGUE, False),
        (HOAS, FOR_A_CITIZEN, False),
        (HOAS, ELSEWHERE, False),
        (HOAS, replace(SUBSTITUTE, role="leader"), False),
    ],
)
def test_who_may_hold(held, actor, may):
    assert may_hold(held, actor) is may


@pytest.mark.parametrize(
    ("held", "actor", "expected"),
    [
        (FREE, SPECIALIST, ("step.taken", HOA.person)),
        (FREE, SUBSTITUTE, ("step.taken", SUBSTITUTE.person)),
        (HOAS, SUBSTITUTE, ("step.taken", SUBSTITUTE.person)),
        (HOAS, SPECIALIST, "step.held_already"),
        (HOAS, COLLEAGUE, "step.held_by_another"),
        (FREE, LEADER, "step.not_your_post"),
        (FREE, ELSEWHERE, "step.not_your_post"),
        (FREE, STRANGER, "step.not_your_post"),
        (FREE, replace(SPECIALIST, person=None), "step.not_your_post"),
        (step(ended_at=NOW), SPECIALIST, "step.ended"),
    ],
)
def test_taking(held, actor, expected):
    assert outcome(take(held, actor)) == expected


@pytest.mark.parametrize(
    ("held", "actor", "expected"),
    [
        (HOAS, SPECIALIST, ("step.released", None)),
        (HOAS, SUBSTITUTE, ("step.released", None)),
        (HOAS, LEADER, ("step.released", None)),
        (HOAS, COLLEAGUE, "step.held_by_another"),
        (HOAS, LEADER_ELSEWHERE, "step.not_your_post"),
        (HOAS, STRANGER, "step.not_your_post"),
        (FREE, SPECIALIST, "step.held_by_nobody"),
        (FREE, LEADER, "step.held_by_nobody"),
        (step(HOA.person, ended_at=NOW), SPECIALIST, "step.ended"),
    ],
)
def test_releasing(held, actor, expected):
    assert outcome(release(held, actor, ASSIGNERS)) == expected


@pytest.mark.parametrize(
    ("held", "actor", "expected"),
    [
        (FREE, LEADER, ("step.assigned", OTHER)),
        (HOAS, LEADER, ("step.assigned", OTHER)),
        (step(OTHER), LEADER, "step.held_already"),
        (FREE, SPECIALIST, "step.not_yours_to_assign"),
        (HOAS, SPECIALIST, "step.not_yours_to_assign"),
        (FREE, LEADER_ELSEWHERE, "step.not_yours_to_assign"),
        (FREE, STRANGER, "step.not_yours_to_assign"),
        (step(ended_at=NOW), LEADER, "step.ended"),
    ],
)
def test_assigning(held, actor, expected):
    assert outcome(assign(held, OTHER, actor, ASSIGNERS)) == expected


def test_where_nobody_assigns_no_leader_does():
    assert outcome(assign(FREE, OTHER, LEADER, frozenset())) == "step.not_yours_to_assign"
    assert outcome(release(HOAS, BINH.acting(), frozenset())) == "step.not_your_post"
