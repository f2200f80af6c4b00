"""Flow: steps in sequence and in parallel, and who comes to hold them over the merger of 1 July 2025."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.directory.errors import NoCompetentOffice
from kinhbac.kernel.flow import StepRule, begin, holder_of, leave, take
from kinhbac.kernel.types import CaseState, Holder, Step, StepBegun, StepEnded
from tests.cast import COMMITTEE, HOA, NOW, WARD
from tests.kernel.journal import CASE

pytestmark = pytest.mark.pure

FLOW = {
    "first": StepRule("first", "specialist", competence="registration", ways={"on": ("fork",), "stop": ()}),
    "fork": StepRule(
        "fork", "specialist", competence="registration", ways={"ask": ("left", "right"), "skip": ("end",)}
    ),
    "left": StepRule("left", "specialist", competence="residence", ways={"answer": ("join",)}),
    "right": StepRule(
        "right", "specialist", competence="land", ways={"answer": ("join",), "more": ("left", "join")}
    ),
    "join": StepRule(
        "join", "leader", competence="registration", ways={"back": ("fork",)}, joins=("left", "right")
    ),
    "end": StepRule("end", "one_stop", place="desk", term="8 hours"),
}


def state_of(*steps: Step, area: str = WARD) -> CaseState:
    return CaseState(
        case=CASE,
        kind="test",
        definition="d",
        seq=1,
        head="h",
        opened_at=NOW,
        area=area,
        steps={step.key: step for step in steps},
        facts={"desk": "2024.07207.committee"},
    )


def visit(name: str, number: int = 1, *, ended: bool = False) -> Step:
    return Step(
        f"{name}.{number}", name, Holder(COMMITTEE, "specialist"), NOW, ended_at=NOW if ended else None
    )


@pytest.mark.parametrize(
    ("open_steps", "leaving", "way", "begun"),
    [
        (["first"], "first", "on", ["fork"]),
        (["first"], "first", "stop", []),
        (["fork"], "fork", "ask", ["left", "right"]),
        (["left", "right"], "left", "answer", []),  # the join waits for the other
        (["right"], "right", "answer", ["join"]),  # the last of them brings it
        (["right"], "right", "more", ["left"]),  # what begins in the same breath is waited for too
        (["left", "right"], "right", "more", []),  # a step that is open is not begun twice
        (["join"], "join", "back", ["fork"]),
    ],
)
def test_what_follows_a_step(small_directory, calendar, open_steps, leaving, way, begun):
    steps = {name: visit(name) for name in open_steps}
    effects = leave(FLOW, steps[leaving], way, state_of(*steps.values()), small_directory, calendar, NOW)
    assert effects[0] == StepEnded(f"{leaving}.1", way)
    assert [effect.name for effect in effects[1:]] == begun
    assert all(isinstance(effect, StepBegun) for effect in effects[1:])


def test_a_second_visit_bears_the_next_number(small_directory, calendar):
    state = state_of(visit("fork", ended=True), visit("left", ended=True), visit("join"))
    effects = leave(FLOW, state.steps["join.1"], "back", state, small_directory, calendar, NOW)
    assert [effect.key for effect in effects] == ["join.1", "fork.2"]


def test_a_way_that_is_not_there_is_a_fault_of_the_definition(small_directory, calendar):
    state = state_of(visit("first"))
    with pytest.raises(KeyError):
        leave(FLOW, state.steps["first.1"], "sideways", state, small_directory, calendar, NOW)


MIDNIGHT = datetime(2025, 7, 1, tzinfo=HCM)


@pytest.mark.parametrize(
    ("step", "now", "office"),
    [
        ("first", datetime(2025, 6, 30, 16, tzinfo=HCM), "2024.07207.committee"),
        ("first", datetime(2025, 7, 1, 8, tzinfo=HCM), "2025.07210.committee"),
        (
            "first",
            MIDNIGHT.astimezone(UTC),
            "2025.07210.committee",
        ),  # the day is Vietnam's, whatever the zone
        ("first", datetime(2025, 6, 30, 16, 59, tzinfo=UTC), "2024.07207.committee"),
        ("end", datetime(2025, 6, 30, 16, tzinfo=HCM), "2024.07207.committee"),  # a remembered place
        ("end", datetime(2026, 4, 29, 8, tzinfo=HCM), "2025.07210.committee"),  # its successor
        ("left", datetime(2026, 4, 29, 8, tzinfo=HCM), "2025.24.police"),  # up to the province
    ],
)
def test_the_office_is_found_at_the_moment_of_the_step(small_directory, step, now, office):
    holder = holder_of(FLOW[step], state_of(area="2024/07207"), small_directory, now)
    assert holder == Holder(office, FLOW[step].role)


def test_a_step_received_before_the_merger_goes_on_after_it(small_directory, calendar):
    before, after = datetime(2025, 6, 30, 16, tzinfo=HCM), datetime(2025, 7, 1, 8, tzinfo=HCM)
    begun = begin(FLOW, "first", state_of(area="2024/07207"), small_directory, calendar, before)
    step = Step(begun.key, begun.name, begun.holder, before)
    effects = leave(FLOW, step, "on", state_of(step, area="2024/07207"), small_directory, calendar, after)
    assert (begun.holder.office, effects[1].holder.office) == ("2024.07207.committee", "2025.07210.committee")


def test_nobody_competent_is_said_and_not_guessed(small_directory):
    old = state_of(area="2024/07207")
    with pytest.raises(NoCompetentOffice):
        holder_of(replace(FLOW["left"]), old, small_directory, datetime(2025, 6, 30, 16, tzinfo=HCM))


def test_a_term_gives_a_step_its_own_due_moment(small_directory, calendar):
    begun = begin(FLOW, "end", state_of(), small_directory, calendar, NOW)
    assert begun.due_at == datetime(2026, 4, 29, 9, 0, tzinfo=HCM)
    assert (begun.term, begun.calendar) == ("8 hours", calendar.version)
    plain = begin(FLOW, "first", state_of(), small_directory, calendar, NOW)
    assert (plain.due_at, plain.term, plain.calendar) == (None, None, None)


def test_taking_a_step_puts_a_person_on_it_and_keeps_the_post():
    step = visit("first")
    assert take(step, Holder("elsewhere", "leader", HOA.person)) == Holder(
        COMMITTEE, "specialist", HOA.person
    )
