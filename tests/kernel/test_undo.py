"""Undo: one's own last act, before anybody else has acted; the case is as it was, and nothing is removed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel import clocks
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.types import (
    Act,
    Actor,
    ClockPaused,
    ClockStopped,
    Closed,
    DefinitionMoved,
    FactsSet,
    Holder,
    Linked,
    ObserverJoined,
    Opened,
    PartyJoined,
    Refusal,
    Reopened,
    StepBegun,
    StepEnded,
    StepHanded,
    WaitBegun,
    WaitEnded,
)
from kinhbac.kernel.undo import DAY_OVER, UNDONE, undo
from tests.cast import COMMITTEE, HOA, LEADER, NOW, SPECIALIST
from tests.kernel.journal import written

pytestmark = pytest.mark.pure

MAY = frozenset({"acted"})
POST = Holder(COMMITTEE, "specialist")
SYSTEM = Actor(system="calendar")


def begin_with(calendar, *more):
    opened = Act(
        "opened",
        (
            Opened("test"),
            StepBegun("keep.1", "keep", POST),
            clocks.start("term", "3 working days", NOW, calendar),
            WaitBegun("old", "citizen"),
            WaitBegun("over", "citizen"),
            WaitEnded("over"),
            FactsSet({"a": 1, "b": 2}),
            *more,
        ),
    )
    return written(opened)


def bare(state):
    """Return a state without what every further entry changes."""
    return replace(state, seq=0, head="")


@pytest.mark.parametrize(
    "effects",
    [
        (StepEnded("keep.1", "done"),),
        (StepHanded("keep.1", Holder(COMMITTEE, "specialist", HOA.person)),),
        (ClockPaused("term"),),
        (ClockStopped("term", "met"),),
        (WaitEnded("old"),),
        (WaitBegun("over", "office"),),
        (FactsSet({"a": 5, "b": None}),),
        (Closed("kept"),),
        (
            StepEnded("keep.1", "done"),
            ClockStopped("term", "met"),
            WaitEnded("old"),
            FactsSet({"a": 9}),
            Closed("x"),
        ),
        (),
    ],
)
def test_the_case_is_as_it_was(calendar, effects):
    entries = begin_with(calendar)
    entries_after = written(Act("acted", effects), actor=SPECIALIST, after=entries)
    act = undo(entries_after, SPECIALIST, MAY, NOW)
    assert (act.name, act.corrects) == (UNDONE, 2)
    undone = fold_all(written(act, actor=SPECIALIST, after=entries_after))
    assert bare(undone) == bare(fold_all(entries))


def test_what_the_act_began_is_ended_as_undone_and_stays_in_sight(calendar):
    begun = (
        StepBegun("next.1", "next", POST),
        clocks.start("second", "1 day", NOW, calendar),
        WaitBegun("new", "office"),
        FactsSet({"c": 3}),
    )
    entries = written(Act("acted", begun), actor=SPECIALIST, after=begin_with(calendar))
    state = fold_all(written(undo(entries, SPECIALIST, MAY, NOW), actor=SPECIALIST, after=entries))
    assert (state.steps["next.1"].how, state.steps["next.1"].ended_at) == (UNDONE, entries[-1].at)
    assert (state.clocks["second"].how, state.clocks["second"].state) == (UNDONE, "stopped")
    assert state.waits["new"].ended_at == entries[-1].at
    assert state.facts == {"a": 1, "b": 2}
    assert [step.key for step in state.open_steps()] == ["keep.1"]


def test_a_reopening_taken_back_leaves_the_end_where_it_was(calendar):
    closed = written(Act("closed", (Closed("kept"),)), after=begin_with(calendar))
    entries = written(Act("acted", (Reopened(),)), actor=SPECIALIST, after=closed)
    state = fold_all(written(undo(entries, SPECIALIST, MAY, NOW), actor=SPECIALIST, after=entries))
    assert (state.outcome, state.closed_at) == ("kept", closed[-1].at)


@pytest.mark.parametrize(
    ("last_hand", "asks", "code"),
    [
        (SPECIALIST, LEADER, "undo.not_yours"),
        (LEADER, SPECIALIST, "undo.not_yours"),
        (SYSTEM, SPECIALIST, "undo.not_yours"),  # the machine's act counts as somebody's
        (SPECIALIST, SYSTEM, "undo.not_yours"),
        (SYSTEM, Actor(system="import"), "undo.not_yours"),
        (Actor(), Actor(), "undo.not_yours"),  # nobody is not the same hand as nobody
    ],
)
def test_only_the_hand_that_acted_last_may_take_back(calendar, last_hand, asks, code):
    mine = written(Act("acted", (FactsSet({"a": 5}),)), actor=asks, after=begin_with(calendar))
    entries = written(Act("acted", (FactsSet({"a": 6}),)), actor=last_hand, after=mine)
    answer = undo(entries, asks, MAY, NOW)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert answer.reason.vi
    assert answer.remedy.en


@pytest.mark.parametrize(
    ("now", "may"),
    [
        (datetime(2026, 4, 28, 23, 59, tzinfo=HCM), True),
        (datetime(2026, 4, 29, 0, 0, tzinfo=HCM), False),
        (datetime(2026, 4, 28, 17, 0, tzinfo=UTC), False),  # the day is Vietnam's
        (datetime(2026, 5, 20, 9, 0, tzinfo=HCM), False),
    ],
)
def test_an_act_is_taken_back_on_its_day_only(calendar, now, may):
    entries = written(Act("acted", (FactsSet({"a": 5}),)), actor=SPECIALIST, after=begin_with(calendar))
    assert entries[-1].at.date() == date(2026, 4, 28)
    answer = undo(entries, SPECIALIST, MAY, now)
    assert isinstance(answer, Act) if may else answer == DAY_OVER


def test_the_same_person_in_another_post_is_the_same_hand(calendar):
    entries = written(Act("acted", (FactsSet({"a": 5}),)), actor=SPECIALIST, after=begin_with(calendar))
    assert isinstance(undo(entries, replace(SPECIALIST, role="clerk", position=UUID(int=1)), MAY, NOW), Act)


@pytest.mark.parametrize(
    "act",
    [
        Act("something else", (FactsSet({"a": 5}),)),
        Act("acted", (PartyJoined("proxy", HOA.person),)),
        Act("acted", (ObserverJoined("home", "office"),)),
        Act("acted", (Linked("parent", UUID(int=3)),)),
        Act("acted", (DefinitionMoved("e" * 64),)),
    ],
)
def test_what_its_kind_does_not_name_or_nothing_can_take_back_is_refused(calendar, act):
    entries = written(act, actor=SPECIALIST, after=begin_with(calendar))
    assert undo(entries, SPECIALIST, MAY, NOW).code == "undo.not_undoable"


def test_an_opening_and_an_undo_are_not_undone(calendar):
    entries = begin_with(calendar)
    hand = entries[0].actor
    assert undo(entries, hand, frozenset({"opened"}), NOW).code == "undo.not_undoable"
    entries = written(Act("acted", (FactsSet({"a": 5}),)), actor=SPECIALIST, after=entries)
    entries = written(undo(entries, SPECIALIST, MAY, NOW), actor=SPECIALIST, after=entries)
    assert undo(entries, SPECIALIST, MAY, NOW).code == "undo.not_undoable"
