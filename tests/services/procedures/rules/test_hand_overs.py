"""Hand-overs: who gave a dossier to whom and when, and whether the term of each step was kept."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from kinhbac.base.clock import HCM
from kinhbac.kernel.types import (
    Actor,
    Effect,
    Entry,
    Holder,
    StepBegun,
    StepEnded,
    StepHanded,
    StepRecomputed,
    WaitBegun,
    WaitEnded,
)
from kinhbac.kernel.undo import UNDONE
from kinhbac.services.procedures.rules.hand_overs import Kept, hand_overs

pytestmark = pytest.mark.pure

CASE = UUID(int=1)
LAN, MINH, HOA = (Actor(person=UUID(int=number)) for number in (10, 11, 12))
DESK, OFFICE = Holder("centre", "one_stop"), Holder("committee", "specialist")
MORNING = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
DUE = datetime(2026, 4, 29, 17, 0, tzinfo=HCM)


def entry(
    seq: int, actor: Actor, *effects: Effect, hours: float = 0, name: str = "act", corrects=None
) -> Entry:
    return Entry(
        case=CASE,
        seq=seq,
        at=MORNING + timedelta(hours=hours),
        name=name,
        actor=actor,
        definition="",
        effects=effects,
        content_digest=None,
        corrects=corrects,
        key=None,
        body="",
        hash="",
    )


def begun(key: str, holder: Holder, due_at: datetime | None = None) -> StepBegun:
    return StepBegun(key, key.partition(".")[0], holder, due_at, "1 working day" if due_at else None)


FILED = entry(1, LAN, begun("receive.1", DESK, DUE))
RECEIVED = entry(2, MINH, StepEnded("receive.1", "receive"), begun("appraise.1", OFFICE, DUE), hours=1)


def test_each_row_names_who_gave_and_who_took():
    first, second = hand_overs([FILED, RECEIVED])
    assert (first.gave, first.took, first.at) == (LAN, DESK, MORNING)
    assert (first.done_by, first.ended_at, first.ended_seq) == (MINH, MORNING + timedelta(hours=1), 2)
    assert (second.gave, second.took, second.ended_at) == (MINH, OFFICE, None)


@pytest.mark.parametrize(
    ("ended_at", "kept"),
    [
        (datetime(2026, 4, 28, 23, 59, tzinfo=HCM), Kept.BEFORE),
        (datetime(2026, 4, 29, 7, 0, tzinfo=HCM), Kept.ON),
        (DUE, Kept.ON),
        (DUE + timedelta(seconds=1), Kept.AFTER),
    ],
)
def test_a_step_that_ended_was_early_on_time_or_late(ended_at, kept):
    hours = (ended_at - MORNING) / timedelta(hours=1)
    row = hand_overs([FILED, entry(2, MINH, StepEnded("receive.1", "receive"), hours=hours)])[0]
    assert row.kept(DUE + timedelta(days=9)) is kept


@pytest.mark.parametrize(("now", "kept"), [(DUE, Kept.RUNNING), (DUE + timedelta(seconds=1), Kept.OVERDUE)])
def test_a_step_that_lasts_is_judged_now(now, kept):
    assert hand_overs([FILED])[0].kept(now) is kept


def test_a_step_without_a_term_is_not_judged():
    assert hand_overs([entry(1, LAN, begun("receive.1", DESK))])[0].kept(DUE) is Kept.NO_TERM


def test_within_a_step_it_passes_from_hand_to_hand_with_its_due_moment():
    hoa = Holder("committee", "specialist", HOA.person)
    rows = hand_overs([FILED, RECEIVED, entry(3, HOA, StepHanded("appraise.1", hoa), hours=2)])
    assert [row.took for row in rows] == [DESK, OFFICE, hoa]
    assert rows[1].kept(DUE) is Kept.NO_TERM
    assert (rows[2].due_at, rows[2].ended_at) == (DUE, None)


def test_while_the_applicant_is_waited_for_nobody_is_late():
    waits = entry(3, HOA, WaitBegun("supplement.1", "citizen"), hours=2)
    rows = hand_overs([FILED, RECEIVED, waits])
    assert (rows[2].took, rows[2].waits_on) == (None, "citizen")
    assert rows[1].kept(DUE + timedelta(days=9)) is Kept.PAUSED
    answer = entry(
        4,
        LAN,
        begun("appraise.2", OFFICE, DUE + timedelta(days=2)),
        StepEnded("appraise.1", "supplemented"),
        WaitEnded("supplement.1"),
        hours=60,
    )
    rows = hand_overs([FILED, RECEIVED, waits, answer])
    assert [row.key for row in rows] == ["receive.1", "appraise.1", "supplement.1", "appraise.2"]
    assert rows[1].kept(DUE) is Kept.NO_TERM
    assert rows[3].gave == LAN


def test_a_changed_calendar_moves_the_due_moment():
    moved = entry(2, Actor(system="calendar"), StepRecomputed("receive.1", DUE + timedelta(days=1), "new"))
    assert hand_overs([FILED, moved])[0].due_at == DUE + timedelta(days=1)


def test_what_was_taken_back_is_left_out():
    undone = entry(3, MINH, name=UNDONE, corrects=2)
    (row,) = hand_overs([FILED, RECEIVED, undone])
    assert row.ended_at is None
