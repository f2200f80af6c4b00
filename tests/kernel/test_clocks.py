"""Clocks: start, resume, the sum that is computed again, and a calendar that changes."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import CalendarTooShort
from kinhbac.kernel import clocks
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.types import (
    Act,
    ClockPaused,
    ClockRecomputed,
    ClockStopped,
    Closed,
    Holder,
    Opened,
    StepBegun,
    StepEnded,
    StepRecomputed,
)
from tests.cast import COMMITTEE, NOW
from tests.kernel import world
from tests.kernel.journal import case_with, written

pytestmark = pytest.mark.pure

WEDNESDAY, THURSDAY = date(2026, 4, 29), date(2026, 4, 30)
HOLIDAY = world.calendar(THURSDAY)


def at(day: int, hour: int = 17, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=HCM)


@pytest.mark.parametrize(
    ("term", "due_at"),
    [
        ("3 working days", at(1, month=5)),
        ("8 hours", at(29, 9)),
        ("2 days", at(30)),
        ("1 month", at(28, month=5)),
        ("0 working days", at(28)),
        ("none", None),
    ],
)
def test_a_term_starts_and_its_sum_ends_where_it_is_due(calendar, term, due_at):
    state, _ = case_with(clocks.start("term", term, NOW, calendar))
    clock = state.clocks["term"]
    counted = clocks.sum_of(clock, calendar)
    assert (clock.due_at, clock.calendar, clock.state) == (due_at, calendar.version, "running")
    assert counted.at == clock.due_at
    assert bool(counted.sum) == (due_at is not None)


def test_the_rule_of_fifteen_hours_stays_with_the_clock(calendar):
    late = NOW.replace(hour=15, minute=1)
    state, _ = case_with(clocks.start("term", "1 working day", late, calendar, after_15=True))
    assert state.clocks["term"].due_at == at(30)
    assert clocks.sum_of(state.clocks["term"], calendar).at == at(30)


def test_a_calendar_that_ends_too_soon_names_the_year():
    with pytest.raises(CalendarTooShort, match="2026"):
        clocks.start("term", "3 working days", NOW, world.calendar(last=date(2025, 12, 31)))


def test_a_resumed_clock_keeps_a_sum_that_ends_where_it_is_due(calendar):
    start = clocks.start("term", "3 working days", NOW, calendar)
    resumed = clocks.resume("term", "2 working days", at(4, 8, 5), calendar)
    state, _ = case_with(start, ClockPaused("term"), resumed)
    clock = state.clocks["term"]
    assert (clock.state, clock.due_at) == ("running", at(6, month=5))
    assert clocks.sum_of(clock, calendar).at == clock.due_at


def test_a_changed_calendar_moves_what_differs_and_nothing_else(calendar):
    touched = clocks.start("touched", "3 working days", NOW, calendar)
    state, _ = case_with(
        touched,
        clocks.start("near", "1 working day", NOW, calendar),
        clocks.start("never", "none", NOW, calendar),
        replace(touched, key="paused"),
        ClockPaused("paused"),
        replace(touched, key="over"),
        ClockStopped("over", "met"),
        StepBegun(
            "keep.1", "keep", Holder(COMMITTEE, "specialist"), at(30), "2 working days", calendar.version
        ),
        StepBegun(
            "left.1", "left", Holder(COMMITTEE, "specialist"), at(30), "2 working days", calendar.version
        ),
        StepEnded("left.1", "done"),
        StepBegun("free.1", "free", Holder(COMMITTEE, "specialist")),
        StepBegun(
            "near.1", "near", Holder(COMMITTEE, "specialist"), at(29), "1 working day", calendar.version
        ),
    )
    assert clocks.recompute(state, HOLIDAY) == (
        ClockRecomputed("touched", at(4, month=5), HOLIDAY.version),
        StepRecomputed("keep.1", at(1, month=5), HOLIDAY.version),
    )
    assert clocks.recompute(state, calendar) == ()


def test_what_was_recomputed_is_not_recomputed_again(calendar):
    state, entries = case_with(clocks.start("term", "3 working days", NOW, calendar))
    state = fold_all(written(Act("recomputed", clocks.recompute(state, HOLIDAY)), after=entries))
    assert state.clocks["term"].due_at == at(4, month=5)
    assert clocks.recompute(state, HOLIDAY) == ()


def test_a_resumed_clock_is_recomputed_from_where_it_was_resumed(calendar):
    resumed = clocks.resume("term", "2 working days", at(28, 8), calendar)
    state, _ = case_with(clocks.start("term", "3 working days", NOW, calendar), ClockPaused("term"), resumed)
    assert clocks.recompute(state, HOLIDAY) == (ClockRecomputed("term", at(1, month=5), HOLIDAY.version),)


def test_a_due_moment_that_becomes_certain_is_recorded(calendar):
    start = replace(clocks.start("term", "1 working day", NOW, calendar), provisional=True)
    state, _ = case_with(start)
    assert clocks.recompute(state, HOLIDAY) == (ClockRecomputed("term", at(29), HOLIDAY.version),)


def test_a_case_that_has_ended_is_left_alone(calendar):
    ended = written(
        Act("opened", (Opened("test"), clocks.start("term", "3 working days", NOW, calendar))),
        Act("closed", (Closed("kept"),)),
    )
    assert clocks.recompute(fold_all(ended), HOLIDAY) == ()
