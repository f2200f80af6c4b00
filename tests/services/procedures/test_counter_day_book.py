"""The day book says what the cases say: written with them, struck out with an undone reception, the same when rebuilt."""

from datetime import timedelta

import pytest

from kinhbac.kernel.rebuild import rebuild
from kinhbac.services.procedures.actions import counter, dossiers
from kinhbac.services.procedures.models import DayBook
from kinhbac.services.procedures.reads.counter import received_on
from kinhbac.site.demo import cast
from tests.services.procedures.conftest import MORNING, carried_on, submitted, viewer_of

pytestmark = pytest.mark.usefixtures("province")

CENTRE = "2025.09187.centre"
TODAY = MORNING.date()


def listed(day=TODAY, member=cast.MINH) -> list[str]:
    return [row.code for row in received_on(CENTRE, day, viewer_of(member))]


def guided() -> None:
    values = {"words": "Mang thẻ", "name": "", "person": None, "procedure": "", "channel": "counter"}
    counter.give_guidance(values=values, viewer=viewer_of(cast.MINH), key="once", now=MORNING)


def test_a_day_holds_what_was_received_on_it_whenever_it_was_sent():
    first, second = submitted(), submitted(now=MORNING + timedelta(minutes=5))
    assert listed() == []
    carried_on(second.case, 1, MORNING + timedelta(hours=1))
    carried_on(first.case, 1, MORNING + timedelta(days=1))
    assert listed() == [second.code]
    assert listed(TODAY + timedelta(days=1)) == [first.code]
    assert listed(member=cast.THU) == []


def test_later_acts_leave_the_book_alone_and_an_undone_reception_is_struck_out():
    recorded = submitted()
    carried_on(recorded.case, 1)
    dossiers.undo(recorded.case, dossiers.Asked(viewer=viewer_of(cast.MINH), now=MORNING))
    assert listed() == []
    carried_on(recorded.case, 3)
    assert listed() == [recorded.code]
    assert DayBook.objects.count() == 1


def test_rebuilt_from_the_journal_it_is_the_same():
    carried_on(submitted().case, 2)
    guided()
    before = list(DayBook.objects.order_by("case").values())
    assert {row["kind"] for row in before} == {"dossier", "guidance"}
    DayBook.objects.all().delete()
    assert len(list(rebuild())) == len(before)
    assert list(DayBook.objects.order_by("case").values()) == before
