"""Folding: what each effect does to a case, and what does not follow."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kinhbac.kernel.fold import FoldFault, Folding, fold, fold_all
from kinhbac.kernel.types import (
    Act,
    Clock,
    ClockPaused,
    ClockRecomputed,
    ClockRestored,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    Closed,
    ContentRemoved,
    DefinitionMoved,
    FactsSet,
    Holder,
    Link,
    Linked,
    Observer,
    ObserverJoined,
    Opened,
    Party,
    PartyJoined,
    Reopened,
    Step,
    StepBegun,
    StepEnded,
    StepHanded,
    StepRecomputed,
    StepRestored,
    Wait,
    WaitBegun,
    WaitEnded,
    WaitRestored,
)
from kinhbac.kernel.types.effects import KINDS
from tests.cast import COMMITTEE, LAN, NOW
from tests.kernel.journal import case_with, written

pytestmark = pytest.mark.pure

SECOND = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(days=3)
HOLDER = Holder(COMMITTEE, "specialist")
LEADER = Holder(COMMITTEE, "leader", LAN.person)
STEP = StepBegun("keep.1", "keep", HOLDER, due_at=LATER, term="3 working days", calendar="c1")
STEP_IS = Step("keep.1", "keep", HOLDER, NOW, due_at=LATER, term="3 working days", calendar="c1")
CLOCK = ClockStarted("term", "3 working days", NOW, LATER, "c1", after_15=True, provisional=True)
CLOCK_IS = Clock("term", "3 working days", NOW, LATER, "c1", after_15=True, provisional=True)
WAIT = WaitBegun("supplement", "citizen")
WAIT_IS = Wait("supplement", "citizen", NOW)
OTHER = UUID(int=7)

TABLE = [
    # effect, effects before it, piece of the state, what the piece is afterwards
    (Opened("test"), (), "kind", "test"),
    (PartyJoined("applicant", LAN.person), (), "parties", (Party("applicant", LAN.person),)),
    (PartyJoined("a", OTHER), (PartyJoined("a", OTHER),), "parties", (Party("a", OTHER),)),
    (ObserverJoined("home", "o"), (), "observers", (Observer("home", "o"),)),
    (ObserverJoined("home", "o"), (ObserverJoined("home", "o"),), "observers", (Observer("home", "o"),)),
    (Linked("parent", OTHER), (), "links", (Link("parent", OTHER),)),
    (Linked("parent", OTHER), (Linked("parent", OTHER),), "links", (Link("parent", OTHER),)),
    (STEP, (), "steps", {"keep.1": replace(STEP_IS, begun_at=SECOND)}),
    (
        StepEnded("keep.1", "done"),
        (STEP,),
        "steps",
        {"keep.1": replace(STEP_IS, ended_at=SECOND, how="done")},
    ),
    (StepHanded("keep.1", LEADER), (STEP,), "steps", {"keep.1": replace(STEP_IS, holder=LEADER)}),
    (
        StepRecomputed("keep.1", SECOND, "c2"),
        (STEP,),
        "steps",
        {"keep.1": replace(STEP_IS, due_at=SECOND, calendar="c2")},
    ),
    (StepRestored(STEP_IS), (STEP, StepEnded("keep.1", "done")), "steps", {"keep.1": STEP_IS}),
    (WAIT, (), "waits", {"supplement": replace(WAIT_IS, begun_at=SECOND)}),
    (WaitEnded("supplement"), (WAIT,), "waits", {"supplement": replace(WAIT_IS, ended_at=SECOND)}),
    (WaitRestored(WAIT_IS), (WAIT, WaitEnded("supplement")), "waits", {"supplement": WAIT_IS}),
    (CLOCK, (), "clocks", {"term": CLOCK_IS}),
    (ClockPaused("term"), (CLOCK,), "clocks", {"term": replace(CLOCK_IS, state="paused")}),
    (
        ClockResumed("term", "1 working day", SECOND, LATER, "c2"),
        (CLOCK, ClockPaused("term")),
        "clocks",
        {"term": Clock("term", "1 working day", SECOND, LATER, "c2")},
    ),
    (
        ClockRecomputed("term", SECOND, "c2"),
        (CLOCK,),
        "clocks",
        {"term": replace(CLOCK_IS, due_at=SECOND, calendar="c2", provisional=False)},
    ),
    (
        ClockStopped("term", "met"),
        (CLOCK,),
        "clocks",
        {"term": replace(CLOCK_IS, state="stopped", how="met")},
    ),
    (ClockRestored(CLOCK_IS), (CLOCK, ClockStopped("term", "met")), "clocks", {"term": CLOCK_IS}),
    (FactsSet({"a": 1, "b": None}), (FactsSet({"b": 2, "c": [3]}),), "facts", {"a": 1, "c": [3]}),
    (DefinitionMoved("e" * 64), (), "definition", "e" * 64),
    (ContentRemoved(1, "rule"), (), "facts", {}),
    (Closed("kept"), (), "closed_at", SECOND),
    (Closed("kept"), (), "outcome", "kept"),
    (Closed("kept", at=NOW), (), "closed_at", NOW),
    (Reopened(), (Closed("kept"),), "closed_at", None),
    (Reopened(), (Closed("kept"),), "outcome", None),
]


@pytest.mark.parametrize(
    ("effect", "before", "piece", "expected"), TABLE, ids=lambda each: type(each).__name__
)
def test_an_effect_changes_its_piece_and_nothing_else(effect, before, piece, expected):
    state, entries = case_with(*before)
    entry = written(Act("next", (effect,)), after=entries)[-1]
    after = fold(state, entry)
    assert getattr(after, piece) == expected
    assert (after.seq, after.head) == (2, entry.hash)
    pieces = {"steps", "waits", "clocks", "links", "parties", "observers", "facts"}
    untouched = (pieces | {"code", "area", "opened_at"}) - {piece}
    assert {name: getattr(after, name) for name in untouched} == {
        name: getattr(state, name) for name in untouched
    }


def test_every_effect_stands_in_the_table():
    assert {type(row[0]).__name__ for row in TABLE} == set(KINDS)


def test_folding_never_changes_the_state_before():
    state, entries = case_with(STEP, CLOCK, WAIT)
    kept = (dict(state.steps), dict(state.clocks), dict(state.waits))
    fold(state, written(Act("x", (StepEnded("keep.1", "done"), ClockPaused("term"))), after=entries)[-1])
    assert (dict(state.steps), dict(state.clocks), dict(state.waits)) == kept
    with pytest.raises(TypeError):
        state.steps["forged"] = STEP_IS


def test_what_a_folding_has_shown_stays_as_it_was_shown():
    _, entries = case_with(STEP, FactsSet({"a": 1}))
    entries = written(Act("next", (StepEnded("keep.1", "done"), FactsSet({"a": 2}))), after=entries)
    folding = Folding()
    folding.add(entries[0])
    first = folding.state()
    folding.add(entries[1])
    second = folding.state()
    assert (first.steps["keep.1"].ended_at, first.facts) == (None, {"a": 1})
    assert (second.steps["keep.1"].how, second.facts) == ("done", {"a": 2})
    assert second.clocks is first.clocks  # what no effect touched is the very same


@pytest.mark.parametrize(
    "effect",
    [
        StepEnded("none.1", "done"),
        StepHanded("none.1", HOLDER),
        StepRecomputed("none.1", None, "c"),
        WaitEnded("none"),
        ClockPaused("none"),
        ClockResumed("none", "1 day", NOW, None, "c"),
        ClockRecomputed("none", None, "c"),
        ClockStopped("none", "met"),
    ],
)
def test_what_never_began_cannot_change(effect):
    state, entries = case_with()
    with pytest.raises(FoldFault, match="is not there"):
        fold(state, written(Act("next", (effect,)), after=entries)[-1])


def test_gaps_strangers_and_a_first_entry_that_opens_nothing_are_refused():
    state, entries = case_with()
    entries = written(Act("a"), Act("b"), after=entries)
    with pytest.raises(FoldFault, match="entry 3"):
        fold(state, entries[2])
    with pytest.raises(FoldFault):
        fold(state, entries[0])
    with pytest.raises(FoldFault):
        fold(state, replace(entries[1], case=OTHER))
    with pytest.raises(FoldFault, match="opens none"):
        fold_all(entries[1:])
    with pytest.raises(FoldFault, match="opens none"):
        fold_all(written(Act("opened")))


def test_nothing_folds_to_nothing_and_all_is_one_after_the_other():
    state, entries = case_with(STEP)
    entries = written(Act("a", (StepEnded("keep.1", "x"),)), Act("b"), after=entries)
    assert fold_all([]) is None
    assert fold_all(entries) == fold(fold(state, entries[1]), entries[2])


def test_open_steps_and_the_earliest_running_clock():
    state, _ = case_with(
        STEP,
        replace(STEP, key="other.1", name="other"),
        StepEnded("keep.1", "done"),
        CLOCK,
        replace(CLOCK, key="near", due_at=SECOND),
        replace(CLOCK, key="never", due_at=None),
        replace(CLOCK, key="over", due_at=NOW),
        ClockStopped("over", "met"),
    )
    assert [step.key for step in state.open_steps()] == ["other.1"]
    assert (state.open_step("keep"), state.open_step("other").key) == (None, "other.1")
    assert state.due_at() == SECOND
    assert case_with()[0].due_at() is None


@pytest.mark.parametrize("effect", [FactsSet("forged"), StepEnded(["forged"], "done")])
def test_a_forged_value_is_a_fault_and_not_a_crash(effect):
    state, entries = case_with(STEP)
    with pytest.raises(FoldFault, match="holds what no act writes"):
        fold(state, replace(written(Act("next"), after=entries)[-1], effects=(effect,)))
