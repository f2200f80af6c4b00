"""What is left of a paused term, counted by hand from catalogue/calendars/2026.yaml."""

from datetime import UTC, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.left import left_of
from kinhbac.base.worktime.terms import parse_term

pytestmark = pytest.mark.pure


def moment(month, day, hour=9, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=HCM)


@pytest.mark.parametrize(
    ("received", "term", "paused", "left"),
    [
        # received Tue 10/2; working days 11, 12, 13, then Tết off until 20, then 23, 24 …; asked on day 2 = Thu 12/2
        (moment(2, 10), "10 working days", moment(2, 12), "8 working days"),
        # asked on a day off (Tết, Wed 18/2): the three days before Tết are spent
        (moment(2, 10), "10 working days", moment(2, 18), "7 working days"),
        # asked on the day of reception, which is not counted: nothing is spent
        (moment(2, 10), "10 working days", moment(2, 10, 16), "10 working days"),
        # received Thu 8/1; 9/1, then Sat 10/1 worked in exchange: day 2; asked on it
        (moment(1, 8), "5 working days", moment(1, 10), "3 working days"),
        # asked on the last day: 12, 13, 14/1 are days 3, 4, 5; nothing is left
        (moment(1, 8), "5 working days", moment(1, 14), "0 working days"),
        # asked after the last day
        (moment(1, 8), "5 working days", moment(1, 20), "0 working days"),
        # calendar days: 15 from Tue 10/2 end on Wed 25/2; on 18/2 eight are spent
        (moment(2, 10), "15 days", moment(2, 18), "7 days"),
        # the 5th day is Sun 15/2 and moves over Tết to Mon 23/2; all five are spent on 16/2
        (moment(2, 10), "5 days", moment(2, 16), "0 days"),
        # one month from 10/2 is 28 days to 10/3; on 12/2 two are spent, 26 remain as days
        (moment(2, 10), "1 month", moment(2, 12), "26 days"),
        (moment(2, 10), "1 month", moment(2, 10), "1 month"),
        # 2 working days (11, 12/2), then 10 days from 12/2 (13 … 22/2): on 13/2 one of the ten is spent
        (moment(2, 10), "2 working days + 10 days", moment(2, 13), "9 days"),
        (moment(2, 10), "2 working days + 10 days", moment(2, 11), "1 working day + 10 days"),
        # 8 hours from 14:00: 3 on Tue 10/2, 5 on Wed 11/2; the day of the pause is spent
        (moment(2, 10, 14), "8 hours", moment(2, 10, 15), "5 hours"),
        # from 14:10: 2 h 50 min on the first day; 5 h 10 min remain, to the next full hour
        (moment(2, 10, 14, 10), "8 hours", moment(2, 10, 15), "6 hours"),
        (moment(2, 10, 14), "8 hours", moment(2, 11, 8), "0 hours"),
        (moment(2, 10), "none", moment(2, 12), "none"),
        # 23:30 in UTC on 11/2 is already 12/2 in Vietnam
        (moment(2, 10), "10 working days", datetime(2026, 2, 11, 23, 30, tzinfo=UTC), "8 working days"),
    ],
)
def test_days_up_to_that_of_the_pause_are_spent(calendar, received, term, paused, left):
    assert str(left_of(due(received, parse_term(term), calendar), paused)) == left


def test_a_reception_after_15_has_spent_nothing_on_its_own_evening(calendar):
    counted = due(moment(2, 9, 15, 30), parse_term("3 working days"), calendar, after_15=True)
    assert str(left_of(counted, moment(2, 9, 16))) == "3 working days"


def test_the_moment_needs_a_zone(calendar):
    counted = due(moment(2, 9), parse_term("3 days"), calendar)
    with pytest.raises(ValueError, match="no time zone"):
        left_of(counted, datetime(2026, 2, 10))  # noqa: DTZ001 - the point of the test
