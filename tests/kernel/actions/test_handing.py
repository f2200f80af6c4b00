"""Handing: a step is taken, assigned and released through one door; of two who take it, one has it."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from kinhbac.kernel import actions, reads
from kinhbac.kernel.types import Conflict, Position, Recorded, Refused, Viewer
from kinhbac.kernel.verify import verify
from tests.cast import BINH, COMMITTEE, HOA, LAN, NAM_ELSEWHERE, NOW
from tests.kernel.desk import DOSSIER, accepted_dossier, do
from tests.kernel.tables import state_of, written
from tests.kernel.threads import at_once

SINCE = date(2025, 7, 1)
STEP = "appraise.1"


def colleague(number: int) -> Viewer:
    post = Position(UUID(int=0xC000 + number), "specialist", COMMITTEE, SINCE)
    return Viewer(account=uuid4(), person=UUID(int=0xD000 + number), positions=(post,))


def standing_in(viewer: Viewer, instead_of: Viewer, role: str) -> Viewer:
    post = Position(UUID(int=0xE000), role, COMMITTEE, SINCE, instead_of=instead_of.person)
    return replace(viewer, positions=(*viewer.positions, post))


def hand(case, to, viewer, **more) -> Recorded:
    return actions.hand_step(case=case, step=STEP, to=to, viewer=viewer, now=NOW, **more)


def holder(case):
    return state_of(case).steps[STEP].holder.person


def refusal(case, to, viewer, step=STEP) -> str:
    before = written()
    with pytest.raises(Refused) as refused:
        actions.hand_step(case=case, step=step, to=to, viewer=viewer, now=NOW)
    assert written() == before
    return refused.value.refusal.code


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_a_step_is_taken_released_and_assigned(self, published):
        case = accepted_dossier(published)
        assert hand(case, HOA.person, HOA, seen=2).seq == 3
        assert holder(case) == HOA.person
        hand(case, None, HOA)
        assert holder(case) is None
        hand(case, colleague(1).person, BINH)
        assert holder(case) == colleague(1).person
        hand(case, None, BINH)
        entries = reads.entries_of(case)[2:]
        names = ["step.taken", "step.released", "step.assigned", "step.released"]
        assert [entry.name for entry in entries] == names
        assert [entry.actor.role for entry in entries] == ["specialist", "specialist", "leader", "leader"]
        assert verify().holds

    def test_what_is_hers_alone_waits_for_nobody_else(self, published):
        case = accepted_dossier(published)
        hand(case, HOA.person, HOA)
        assert [held.step for held in reads.held_by(HOA, DOSSIER)] == [STEP]
        assert reads.held_by(colleague(1), DOSSIER) == ()

    def test_who_may_not_is_told_why(self, published):
        case = accepted_dossier(published)
        other = colleague(1)
        assert refusal(case, BINH.person, BINH) == "step.not_your_post"
        assert refusal(case, HOA.person, other) == "step.not_yours_to_assign"
        assert refusal(case, LAN.person, LAN) == "step.not_your_post"
        hand(case, HOA.person, HOA)
        assert refusal(case, other.person, other) == "step.held_by_another"
        assert refusal(case, None, other) == "step.held_by_another"
        assert refusal(case, HOA.person, HOA) == "step.held_already"
        assert refusal(case, HOA.person, HOA, step="receive.1") == "step.ended"
        assert refusal(case, HOA.person, HOA, step="nothing.1") == "step.ended"

    def test_a_case_that_is_not_hers_to_see_is_not_there(self, published):
        case = accepted_dossier(published)
        with pytest.raises(reads.NotFound):
            hand(case, NAM_ELSEWHERE.person, NAM_ELSEWHERE)
        with pytest.raises(reads.NotFound):
            hand(uuid4(), HOA.person, HOA)

    def test_it_happens_once_and_on_the_state_that_was_seen(self, published):
        case = accepted_dossier(published)
        first = hand(case, HOA.person, HOA, key="k")
        again = hand(case, HOA.person, HOA, key="k")
        assert (again.hash, again.again) == (first.hash, True)
        with pytest.raises(Conflict):
            hand(case, None, HOA, seen=2)

    def test_a_substitute_takes_what_was_the_others_own_and_acts_for_her(self, published):
        case = accepted_dossier(published)
        hand(case, HOA.person, HOA)
        nam = standing_in(NAM_ELSEWHERE, HOA, "specialist")
        hand(case, nam.person, nam)
        last = reads.entries_of(case)[-1]
        assert (holder(case), last.actor.person, last.actor.on_behalf_of) == (
            nam.person,
            nam.person,
            HOA.person,
        )

    def test_a_specialist_who_stands_in_for_the_leader_may_assign_to_herself(self, published):
        case = accepted_dossier(published)
        hand(case, colleague(1).person, colleague(1))
        hoa = standing_in(HOA, BINH, "leader")
        hand(case, hoa.person, hoa)
        last = reads.entries_of(case)[-1]
        assert (holder(case), last.name, last.actor.on_behalf_of) == (
            HOA.person,
            "step.assigned",
            BINH.person,
        )


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_step_one_has_it(published):
    case = accepted_dossier(published)
    people = [colleague(number) for number in range(8)]
    answers = at_once(8, lambda number: hand(case, people[number].person, people[number], key=f"k{number}"))
    assert sum(isinstance(answer, Recorded) for answer in answers) == 1
    assert {answer.refusal.code for answer in answers if isinstance(answer, Refused)} == {
        "step.held_by_another"
    }
    assert holder(case) in {person.person for person in people}
    assert verify().holds


@pytest.mark.django_db(transaction=True)
def test_taking_and_assigning_at_once_leave_one_holder_and_a_journal_that_holds(published):
    case = accepted_dossier(published)
    askers = [(HOA.person, HOA), (colleague(1).person, BINH), (None, BINH), (HOA.person, BINH)]
    at_once(4, lambda number: hand(case, *askers[number]))
    assert holder(case) in {HOA.person, colleague(1).person, None}
    do(case, "propose", HOA.acting())
    assert verify().holds


@pytest.mark.django_db
def test_nobody_holds_a_step_of_a_case_of_her_own(published):
    case = accepted_dossier(published)
    both = replace(LAN, positions=HOA.positions)
    assert refusal(case, LAN.person, both) == "step.own_case"
    assert refusal(case, LAN.person, BINH) == "step.own_case"
