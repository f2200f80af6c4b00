"""A calendar published anew: open terms move, each change is an entry, and the machine's hand is named."""

from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import CalendarTooShort
from kinhbac.base.worktime.plain import to_plain
from kinhbac.kernel import actions, reads
from kinhbac.kernel import models as tables
from kinhbac.kernel.record import case_state
from kinhbac.kernel.types import Actor, ClockRecomputed, Refused, StepRecomputed
from kinhbac.kernel.verify import verify
from tests.cast import RECEIVER, SPECIALIST
from tests.kernel import world
from tests.kernel.desk import accepted_dossier, do, open_report, open_work_file

pytestmark = pytest.mark.django_db

WEDNESDAY, THURSDAY = date(2026, 4, 29), date(2026, 4, 30)
LATER = datetime(2026, 4, 28, 16, tzinfo=HCM)


def publish(calendar):
    actions.publish("calendar", "province", to_plain(calendar), now=LATER)


def test_each_change_of_an_open_term_is_recorded(published):
    dossier = accepted_dossier(published)
    untouched = open_work_file(published).case
    new = world.calendar(WEDNESDAY)
    publish(new)
    assert actions.recompute_clocks(now=LATER) == 1
    entry = reads.entries_of(dossier)[-1]
    moved, step_moved = datetime(2026, 5, 4, 17, tzinfo=HCM), datetime(2026, 4, 30, 9, tzinfo=HCM)
    assert (entry.name, entry.actor, entry.at) == ("clocks.recomputed", Actor(system="calendar"), LATER)
    assert entry.effects == (
        ClockRecomputed("resolution", moved, new.version),
        StepRecomputed("appraise.1", step_moved, new.version),
    )
    row = tables.Case.objects.get(pk=dossier)
    assert row.due_at == moved
    assert case_state(row).open_step("appraise").due_at == step_moved
    assert tables.Case.objects.get(pk=untouched).seq == 1
    assert verify().holds


def test_a_second_time_changes_nothing(published):
    accepted_dossier(published)
    publish(world.calendar(WEDNESDAY))
    assert [actions.recompute_clocks(), actions.recompute_clocks()] == [1, 0]


def test_the_same_calendar_or_one_that_differs_elsewhere_changes_nothing(published):
    accepted_dossier(published)
    assert actions.recompute_clocks() == 0
    publish(world.calendar(date(2026, 9, 2)))
    assert actions.recompute_clocks() == 0


def test_only_what_is_running_moves(published):
    dossier, report, ended = (
        accepted_dossier(published),
        open_report(published).case,
        accepted_dossier(published),
    )
    do(dossier, "supplement", SPECIALIST)
    do(report, "answer", SPECIALIST)
    for name, hand in (("propose", SPECIALIST), ("approve", SPECIALIST), ("return", RECEIVER)):
        do(ended, name, hand)
    publish(world.calendar(THURSDAY))
    assert actions.recompute_clocks(now=LATER) == 1
    assert [effect.key for effect in reads.entries_of(report)[-1].effects] == ["settle"]


def test_what_opens_under_the_new_calendar_is_not_touched(published):
    publish(world.calendar(WEDNESDAY))
    accepted_dossier(published)
    assert actions.recompute_clocks() == 0


def test_the_machine_has_acted_and_nobody_undoes_over_it(published):
    dossier = accepted_dossier(published)
    publish(world.calendar(WEDNESDAY))
    actions.recompute_clocks(now=LATER)
    with pytest.raises(Refused):
        actions.undo_last(case=dossier, actor=RECEIVER)


def test_a_calendar_that_ends_too_soon_names_the_year_to_add(published):
    accepted_dossier(published)
    publish(world.calendar(last=date(2026, 4, 29)))
    with pytest.raises(CalendarTooShort, match="2026"):
        actions.recompute_clocks()
