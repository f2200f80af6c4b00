"""An office that has ended: its open steps go to what it has become, and nobody's work lies with nobody."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel import models as tables
from kinhbac.kernel import reads
from kinhbac.kernel.actions.succeeding import succeed_all
from kinhbac.kernel.record import case_state
from kinhbac.kernel.succeeding import HAND, SUCCEEDED, succeeded
from kinhbac.kernel.types import Actor, CaseState, Holder, Observer, ObserverJoined, Step, StepHanded
from kinhbac.kernel.verify import verify
from tests.cast import COMMITTEE, HOA
from tests.kernel import world
from tests.kernel.desk import open_work_file

OLD, NEXT_DOOR = "2024.07207.committee", "2025.07228.committee"
MERGED_ON = date(2025, 7, 1)
MORNING = datetime(2025, 7, 1, 0, 0, tzinfo=HCM)
BEFORE = datetime(2025, 6, 30, 9, 0, tzinfo=HCM)


def held(*offices: str, person: UUID | None = None, **more) -> CaseState:
    steps = {
        f"appraise.{n}": Step(f"appraise.{n}", "appraise", Holder(office, "specialist", person), BEFORE)
        for n, office in enumerate(offices, start=1)
    }
    return CaseState(UUID(int=1), "test", "0" * 64, 3, "", BEFORE, steps=steps, **more)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("state", "effects"),
    [
        (held(OLD), (StepHanded("appraise.1", Holder(COMMITTEE, "specialist")),)),
        (held(OLD, person=HOA.person), (StepHanded("appraise.1", Holder(COMMITTEE, "specialist")),)),
        (held(NEXT_DOOR, OLD), (StepHanded("appraise.2", Holder(COMMITTEE, "specialist")),)),
        (held(NEXT_DOOR), None),
        (held("an office that is not listed"), None),
        (held(observers=(Observer("home", OLD),)), (ObserverJoined("home", COMMITTEE),)),
        (held(observers=(Observer("home", OLD), Observer("home", COMMITTEE))), None),
        (held(OLD, closed_at=BEFORE, outcome="returned"), None),
    ],
    ids=["open", "taken", "beside", "goes_on", "unknown", "watched", "watched_by_both", "ended"],
)
def test_what_is_handed_on(state, effects):
    act = succeeded(state, world.directory(), MERGED_ON)
    assert (act.effects if act else None) == effects
    assert act is None or act.name == SUCCEEDED


@pytest.mark.pure
def test_nothing_moves_while_the_office_stands():
    assert succeeded(held(OLD), world.directory(), date(2025, 6, 30)) is None


@pytest.mark.pure
def test_an_office_that_was_divided_keeps_its_steps():
    directory = world.directory()
    both = tuple(
        replace(each, successors=(COMMITTEE, NEXT_DOOR)) if each.key == OLD else each
        for each in directory.offices
    )
    assert succeeded(held(OLD), replace(directory, offices=both), MERGED_ON) is None


@pytest.mark.django_db
def test_open_cases_are_handed_on_once_and_the_journal_says_by_whom(published):
    clerk = Actor(person=HOA.person, role="specialist", office=OLD)
    mine = open_work_file(published, actor=clerk, office=OLD, now=BEFORE).case
    other = open_work_file(published).case
    assert succeed_all(BEFORE) == 0
    assert succeed_all(MORNING) == 1
    assert succeed_all(MORNING) == 0
    entry = reads.entries_of(mine)[-1]
    assert (entry.name, entry.actor, entry.at) == (SUCCEEDED, HAND, MORNING)
    (step,) = case_state(tables.Case.objects.get(pk=mine)).open_steps()
    assert (step.holder.office, step.holder.person) == (COMMITTEE, None)
    assert reads.entries_of(other)[-1].name != SUCCEEDED
    assert verify().holds
