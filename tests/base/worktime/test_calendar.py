from datetime import date, time

import pytest

from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import CalendarTooShort, Session

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("day", "working", "why"),
    [
        ("2026-03-05", True, Text(vi="ngày làm việc", en="working day")),
        ("2026-03-07", False, Text(vi="thứ Bảy", en="Saturday")),
        ("2026-03-08", False, Text(vi="Chủ nhật", en="Sunday")),
        ("2026-02-17", False, Text(vi="nghỉ: Tết Nguyên đán", en="day off: Lunar New Year (Tết)")),
        (
            "2026-08-22",
            True,
            Text(vi="làm bù cho thứ Hai 31/8", en="worked in place of Monday 31 August"),
        ),
        (
            "2026-08-31",
            False,
            Text(vi="nghỉ: hoán đổi với thứ Bảy 22/8", en="day off: swapped with Saturday 22 August"),
        ),
    ],
)
def test_a_day_says_whether_it_is_worked_and_why(calendar, day, working, why):
    asked = date.fromisoformat(day)
    assert calendar.is_working(asked) is working
    assert calendar.why(asked) == why
    assert bool(calendar.sessions(asked)) is working


def test_sessions_and_closing_time(calendar):
    thursday = date(2026, 3, 5)
    assert calendar.sessions(thursday) == (
        Session(time(7), time(11, 30)),
        Session(time(13, 30), time(17)),
    )
    assert calendar.closing(thursday) == time(17)
    with pytest.raises(ValueError, match="2026-03-07 is a day off"):
        calendar.closing(date(2026, 3, 7))


def test_next_working_day(calendar):
    assert calendar.next_working(date(2026, 4, 29)) == date(2026, 5, 4)
    assert calendar.next_working(date(2026, 8, 21)) == date(2026, 8, 22)


def test_the_calendar_covers_2020_to_2027(calendar):
    assert (calendar.first, calendar.last) == (date(2020, 1, 1), date(2027, 12, 31))
    with pytest.raises(CalendarTooShort, match=r"add the year 2028 in catalogue/calendars/2028\.yaml"):
        calendar.next_working(date(2027, 12, 31))
    with pytest.raises(CalendarTooShort, match="2019"):
        calendar.is_working(date(2019, 12, 31))


def test_only_1_january_of_2027_is_certain(calendar):
    certain = [day.day for day in calendar.days if day.day.year == 2027 and not day.provisional]
    assert certain == [date(2027, 1, 1)]
    assert not any(day.provisional for day in calendar.days if day.day.year < 2027)
    assert not any(day.verified for day in calendar.days)
