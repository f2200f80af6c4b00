"""Due moments computed by hand, the article beside each row.

BLDS is the Civil Code 2015: 147.2 the first day is not counted; 148.4 a month ends on the same day number;
148.5 a last day off moves to the next working day. BLLĐ is the Labour Code 2019: 111 weekly rest and
substitute days, 112 public holidays. "Swap" is the yearly notice that exchanges a working day.

The weekdays that were off in 2026: 1-2/1, 16-20/2 (Tết), 27/4 (for Hùng Kings, Sunday 26/4), 30/4, 1/5,
31/8 (swapped with Saturday 22/8, which is worked), 1-2/9, 24/11. Saturday 10/1 is worked for Friday 2/1.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar, CalendarTooShort
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.terms import parse_term

pytestmark = pytest.mark.pure


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=HCM)


def answer(calendar, received, term, *, after_15=False):
    return due(at(received), parse_term(term), calendar, after_15=after_15)


WORKING_DAYS = [
    # Tue 10/2; Wed 11, Thu 12, Fri 13
    ("2026-02-10T09:00", "3 working days", "2026-02-13T17:00", "BLDS 147.2"),
    # Thu 12/2; Fri 13 is 1; 14-22 are weekend, Tết, weekend; Mon 23 is 2, Tue 24 is 3
    ("2026-02-12T09:00", "3 working days", "2026-02-24T17:00", "BLLĐ 112.1b Tết"),
    # 11-13/2 are 3, 23-27/2 make 8, 2-6/3 make 13, 9-10/3 make 15
    ("2026-02-10T09:00", "15 working days", "2026-03-10T17:00", "BLLĐ 112.1b Tết"),
    # Fri 24/4; Sat, Sun, Mon 27 for Hùng Kings; Tue 28 is 1
    ("2026-04-24T09:00", "1 working day", "2026-04-28T17:00", "BLLĐ 111.3 substitute"),
    # Wed 29/4; 30/4, 1/5, Sat, Sun; Mon 4 is 1, Tue 5 is 2, Wed 6 is 3
    ("2026-04-29T16:10", "3 working days", "2026-05-06T17:00", "BLLĐ 112.1c, 112.1d"),
    # Thu 20/8; Fri 21 is 1, Sat 22 is worked and is 2, Mon 24 is 3
    ("2026-08-20T09:00", "3 working days", "2026-08-24T17:00", "Swap 22/8"),
    # Fri 28/8; Sat, Sun, Mon 31 swapped, 1-2/9; Thu 3 is 1, Fri 4 is 2
    ("2026-08-28T09:00", "2 working days", "2026-09-04T17:00", "Swap 31/8, BLLĐ 112.1đ"),
    ("2026-01-09T09:00", "1 working day", "2026-01-10T17:00", "Swap 10/1"),
    ("2026-11-23T09:00", "1 working day", "2026-11-25T17:00", "24/11, new in 2026"),
    # received on Saturday: that day is not counted either way, Mon 4 is 1
    ("2026-05-02T09:00", "1 working day", "2026-05-04T17:00", "BLDS 147.2"),
    ("2026-03-05T09:00", "0 working days", "2026-03-05T17:00", "same day"),
    ("2026-08-22T09:00", "0 working days", "2026-08-22T17:00", "Swap 22/8"),
    # Sun 26/4; Mon 27 is off; Tue 28
    ("2026-04-26T09:00", "0 working days", "2026-04-28T17:00", "BLDS 148.5"),
]

DAYS = [
    ("2026-04-01T09:00", "15 days", "2026-04-16T17:00", "BLDS 147.2"),
    # 30/4 is off: 1/5, Sat, Sun, Mon 4
    ("2026-04-20T09:00", "10 days", "2026-05-04T17:00", "BLDS 148.5"),
    # Sat 25/4: Sun 26, Mon 27 off, Tue 28
    ("2026-04-10T09:00", "15 days", "2026-04-28T17:00", "BLDS 148.5, BLLĐ 111.3"),
    # the tenth day is the Saturday that is worked
    ("2026-08-12T09:00", "10 days", "2026-08-22T17:00", "Swap 22/8"),
    # the tenth day is Mon 31/8, swapped; 1-2/9; Thu 3
    ("2026-08-21T09:00", "10 days", "2026-09-03T17:00", "Swap 31/8"),
    # Mon 16/2 begins Tết; Mon 23
    ("2026-02-01T09:00", "15 days", "2026-02-23T17:00", "BLDS 148.5"),
    ("2026-08-01T09:00", "0 days", "2026-08-03T17:00", "BLDS 148.5"),
]

MONTHS = [
    # 28/2 is a Saturday; Mon 2/3
    ("2026-01-31T09:00", "1 month", "2026-03-02T17:00", "BLDS 148.4, 148.5"),
    # a leap year: 29/2 is a Thursday
    ("2024-01-31T09:00", "1 month", "2024-02-29T17:00", "BLDS 148.4"),
    # 15/2 is a Sunday, then Tết; Mon 23
    ("2026-01-15T09:00", "1 month", "2026-02-23T17:00", "BLDS 148.5"),
    # April has no 31st; 30/4 is off; Mon 4/5
    ("2026-03-31T09:00", "1 month", "2026-05-04T17:00", "BLDS 148.4, 148.5"),
    # counted at once, not through 28/2
    ("2026-01-31T09:00", "2 months", "2026-03-31T17:00", "BLDS 148.4"),
    # 28/2/2026 again, over the end of a year
    ("2025-11-30T09:00", "3 months", "2026-03-02T17:00", "BLDS 148.4, 148.5"),
    # 28/3 is a Saturday; Mon 30
    ("2026-02-28T09:00", "1 month", "2026-03-30T17:00", "BLDS 148.5"),
    ("2025-03-10T09:00", "12 months", "2026-03-10T17:00", "BLDS 148.4"),
    ("2026-03-05T09:00", "0 months", "2026-03-05T17:00", "same day"),
]

HOURS = [
    # 90 minutes to 11:30, 30 after 13:30
    ("2026-03-05T10:00", "2 hours", "2026-03-05T14:00", "over lunch"),
    ("2026-03-05T10:30", "1 hour", "2026-03-05T11:30", "ends with the session"),
    ("2026-03-05T11:30", "1 hour", "2026-03-05T14:30", "at the end of a session"),
    ("2026-03-05T11:45", "1 hour", "2026-03-05T14:30", "received at lunch"),
    ("2026-03-05T06:00", "1 hour", "2026-03-05T08:00", "before opening"),
    ("2026-03-05T17:00", "1 hour", "2026-03-06T08:00", "at closing"),
    # Thu evening; Fri has 270 + 210 minutes
    ("2026-03-05T18:00", "8 hours", "2026-03-06T17:00", "a whole day"),
    # Fri 16:00 to 17:00, Mon 07:00 to 08:00
    ("2026-03-06T16:00", "2 hours", "2026-03-09T08:00", "over a weekend"),
    ("2026-08-21T16:30", "1 hour", "2026-08-22T07:30", "Swap 22/8"),
    # Fri 28/8 has 90 + 210 minutes left, 420 remain: Thu 3/9 270 to 11:30, 150 to 16:00
    ("2026-08-28T10:00", "12 hours", "2026-09-03T16:00", "Swap 31/8, BLLĐ 112.1đ"),
    ("2026-05-02T09:00", "1 hour", "2026-05-04T08:00", "received on a day off"),
    ("2026-03-05T10:20:45", "1 hour", "2026-03-05T11:20", "to the minute"),
    ("2026-03-05T12:00", "0 hours", "2026-03-05T13:30", "next opening"),
]

SUMS = [
    # Mon 2/3; 3-6 are 4, 9-13 make 9, Mon 16 is 10; 15 days later is Tue 31
    ("2026-03-02T09:00", "10 working days + 15 days", "2026-03-31T17:00", "one after the other"),
    # Thu 5/3; Sat 7 ends the days; Mon 9 is the working day: only the last day of the whole term moves
    ("2026-03-05T09:00", "2 days + 1 working day", "2026-03-09T17:00", "BLDS 148.5"),
    # Sat 28/2 ends the month; Mon 2/3
    ("2026-01-31T09:00", "1 month + 1 working day", "2026-03-02T17:00", "BLDS 148.4"),
    # 120 minutes on Thu, 120 on Fri until 09:00; Mon 9 is the working day
    ("2026-03-05T15:00", "4 hours + 1 working day", "2026-03-09T17:00", "one after the other"),
    # Fri 6 is over; Mon 9 from 07:00
    ("2026-03-05T09:00", "1 working day + 4 hours", "2026-03-09T11:00", "one after the other"),
    ("2026-03-05T10:00", "1 hour + 1 hour", "2026-03-05T14:00", "over lunch"),
    ("2026-03-05T09:00", "2 working days + 0 hours", "2026-03-09T17:00", "nothing added"),
    ("2026-03-05T09:00", "1 hour + 0 days", "2026-03-05T17:00", "closing of that day"),
]


@pytest.mark.parametrize(("received", "term", "expected", "law"), WORKING_DAYS + DAYS + MONTHS + HOURS + SUMS)
def test_due_by_hand(calendar, received, term, expected, law):
    found = answer(calendar, received, term)
    assert found.at == at(expected), law
    assert found.counted_from == at(received)


AFTER_15 = [
    # Wed 29/4 at 16:10 is late: received Mon 4/5 at 07:00; Tue 5 is 1, Wed 6 is 2, Thu 7 is 3
    ("2026-04-29T16:10", "3 working days", "2026-05-07T17:00", "2026-05-04T07:00"),
    # 15:00 itself is in time
    ("2026-04-29T15:00", "3 working days", "2026-05-06T17:00", "2026-04-29T15:00"),
    ("2026-04-29T15:00:01", "3 working days", "2026-05-07T17:00", "2026-05-04T07:00"),
    ("2026-04-29T15:01", "3 working days", "2026-05-07T17:00", "2026-05-04T07:00"),
    # a day off, at any hour
    ("2026-05-02T09:00", "1 working day", "2026-05-05T17:00", "2026-05-04T07:00"),
    # the next working day is a Saturday
    ("2026-08-21T15:30", "1 working day", "2026-08-24T17:00", "2026-08-22T07:00"),
    ("2026-04-29T16:10", "0 working days", "2026-05-04T17:00", "2026-05-04T07:00"),
    ("2026-04-29T16:10", "2 hours", "2026-05-04T09:00", "2026-05-04T07:00"),
    ("2026-04-29T16:10", "15 days", "2026-05-19T17:00", "2026-05-04T07:00"),
    # Fri 30/1 late: Mon 2/2; a month later is Mon 2/3
    ("2026-01-30T16:00", "1 month", "2026-03-02T17:00", "2026-02-02T07:00"),
    # before opening is in time
    ("2026-03-05T06:00", "1 working day", "2026-03-06T17:00", "2026-03-05T06:00"),
]


@pytest.mark.parametrize(("received", "term", "expected", "counted_from"), AFTER_15)
def test_due_after_15(calendar, received, term, expected, counted_from):
    found = answer(calendar, received, term, after_15=True)
    assert found.at == at(expected)
    assert found.counted_from == at(counted_from)
    assert found.received_at == at(received)


def test_sum_of_the_issue(calendar):
    """Wed 29/4 is not counted; 30/4, 1/5, Sat 2, Sun 3 are off; Mon 4, Tue 5, Wed 6 are counted."""
    found = answer(calendar, "2026-04-29T16:10", "3 working days")
    assert [(line.day.isoformat()[5:], line.counted, line.reason.vi) for line in found.sum] == [
        ("04-29", None, "không tính: ngày bắt đầu"),
        ("04-30", None, "nghỉ: Ngày Giải phóng miền Nam 30/4"),
        ("05-01", None, "nghỉ: Ngày Quốc tế Lao động 1/5"),
        ("05-02", None, "thứ Bảy"),
        ("05-03", None, "Chủ nhật"),
        ("05-04", 1, "ngày làm việc thứ 1"),
        ("05-05", 2, "ngày làm việc thứ 2"),
        ("05-06", 3, "ngày làm việc thứ 3"),
    ]


def test_sum_of_the_issue_after_15(calendar):
    """The 15:00 rule is a line of its own; Mon 4/5 becomes the day of reception; 5, 6, 7/5 are counted."""
    found = answer(calendar, "2026-04-29T16:10", "3 working days", after_15=True)
    assert [(line.day.day, line.counted, line.reason.en) for line in found.sum] == [
        (29, None, "not counted: received after 15:00, taken as received when the next working day opens"),
        (30, None, "day off: Reunification Day, 30 April"),
        (1, None, "day off: Labour Day, 1 May"),
        (2, None, "Saturday"),
        (3, None, "Sunday"),
        (4, None, "not counted: the day it begins"),
        (5, 1, "working day 1"),
        (6, 2, "working day 2"),
        (7, 3, "working day 3"),
    ]


def test_sum_names_a_swapped_day_and_a_move(calendar):
    swapped = answer(calendar, "2026-08-21T09:00", "1 working day").sum[-1]
    assert swapped.reason.vi == "ngày làm việc thứ 1 (làm bù cho thứ Hai 31/8)"
    moved = answer(calendar, "2026-04-20T09:00", "10 days").sum[-5:]
    assert [(line.counted, line.reason.vi) for line in moved] == [
        (10, "ngày thứ 10, rơi vào ngày nghỉ: Ngày Giải phóng miền Nam 30/4"),
        (None, "nghỉ: Ngày Quốc tế Lao động 1/5"),
        (None, "thứ Bảy"),
        (None, "Chủ nhật"),
        (None, "chuyển sang ngày làm việc tiếp theo"),
    ]


def test_sum_of_hours_and_of_a_month(calendar):
    hours = answer(calendar, "2026-03-06T16:00", "2 hours").sum
    assert [(line.day.day, line.minutes) for line in hours] == [(6, 60), (7, None), (8, None), (9, 60)]
    evening = answer(calendar, "2026-03-05T18:00", "1 hour").sum
    assert [(line.minutes, line.reason.en) for line in evening] == [
        (None, "not counted: outside working hours"),
        (60, "1 h 00 min of working time counted"),
    ]
    month = answer(calendar, "2026-03-10T09:00", "1 month").sum
    assert [line.counted for line in month] == [None, *range(1, 32)]
    assert month[-1].reason.vi == "tròn 1 tháng: ngày 10/04/2026"


def test_verified_and_provisional_marks(calendar):
    """Nothing of the calendar is verified; the days inside a term of plain days rest on no calendar."""
    found = answer(calendar, "2026-04-20T09:00", "10 days")
    assert [line.verified for line in found.sum] == [True] * 10 + [False] * 5
    assert not found.provisional


PROVISIONAL = [
    # Thu 31/12 is the last day that was announced
    ("2026-12-30T09:00", "1 working day", "2026-12-31T17:00", False),
    # Fri 1/1 is certain, Mon 4/1 may still be swapped
    ("2026-12-30T09:00", "2 working days", "2027-01-04T17:00", True),
    # Wed 3/2; Tết 4-8/2 with 6 and 7 made up for on 9 and 10; Thu 11 is 1
    ("2027-02-03T09:00", "1 working day", "2027-02-11T17:00", True),
    # plain days over the new year: only the last one rests on the calendar
    ("2026-12-20T09:00", "11 days", "2026-12-31T17:00", False),
    ("2026-12-21T09:00", "15 days", "2027-01-05T17:00", True),
]


@pytest.mark.parametrize(("received", "term", "expected", "provisional"), PROVISIONAL)
def test_a_due_moment_that_rests_on_a_provisional_day_says_so(
    calendar, received, term, expected, provisional
):
    found = answer(calendar, received, term)
    assert (found.at, found.provisional) == (at(expected), provisional)
    assert any(line.provisional for line in found.sum) == provisional


@pytest.mark.parametrize(
    ("received", "term", "year"),
    [
        ("2027-12-31T09:00", "1 working day", 2028),
        ("2027-12-20T09:00", "30 days", 2028),
        ("2027-06-01T09:00", "9999 months", 2028),
        ("2027-12-31T16:00", "2 hours", 2028),
        ("2030-01-01T09:00", "1 day", 2028),
        ("2019-12-31T09:00", "1 day", 2019),
    ],
)
def test_a_calendar_that_ends_too_soon_names_the_year_to_add(calendar, received, term, year):
    with pytest.raises(CalendarTooShort) as caught:
        answer(calendar, received, term)
    assert caught.value.year == year
    assert caught.value.file == f"catalogue/calendars/{year}.yaml"
    assert f"thêm năm {year} vào catalogue/calendars/{year}.yaml" in caught.value.say("vi")


def test_no_term_is_never_due_and_asks_no_calendar(calendar):
    found = answer(calendar, "2050-01-01T09:00", "none", after_15=True)
    assert (found.at, found.sum, found.provisional) == (None, (), False)
    assert found.to_json()["due"] is None
    assert found.to_json()["term"] == "none"


def test_a_moment_without_zone_is_refused(calendar):
    with pytest.raises(ValueError, match=r"\+07:00"):
        due(datetime(2026, 4, 29, 16, 10), parse_term("1 day"), calendar)  # noqa: DTZ001  - the point


def test_every_zone_is_taken(calendar):
    """16:10 in Vietnam is 09:10 in Greenwich, and 22:10 of the day before at -11:00."""
    term = parse_term("3 working days")
    here = due(at("2026-04-29T16:10"), term, calendar, after_15=True)
    assert due(datetime(2026, 4, 29, 9, 10, tzinfo=UTC), term, calendar, after_15=True) == here
    west = timezone(timedelta(hours=-11))
    assert due(datetime(2026, 4, 28, 22, 10, tzinfo=west), term, calendar, after_15=True) == here


def test_json_of_a_due_moment(calendar):
    shown = answer(calendar, "2026-04-29T16:10", "1  Working DAYS", after_15=True).to_json()
    assert shown["due"] == "2026-05-05T17:00:00+07:00"
    assert shown["from"] == "2026-04-29T16:10:00+07:00"
    assert shown["counted_from"] == "2026-05-04T07:00:00+07:00"
    assert shown["term"] == "1 working day"
    assert shown["provisional"] is False
    assert shown["sum"][-1] == {
        "date": date(2026, 5, 5).isoformat(),
        "counted": 1,
        "minutes": None,
        "reason": {"vi": "ngày làm việc thứ 1", "en": "working day 1"},
        "verified": False,
        "provisional": False,
    }


def test_a_reception_moved_to_a_provisional_day_rests_on_it(calendar):
    days = tuple(
        replace(each, provisional=True) if each.day == date(2026, 5, 4) else each for each in calendar.days
    )
    other = Calendar(version="other", days=days)
    found = answer(other, "2026-04-29T16:10", "15 days", after_15=True)  # 30/4 to 3/5 are off
    moved = next(line for line in found.sum if line.day == date(2026, 5, 4))
    assert (moved.reason.en, moved.provisional) == ("not counted: the day it begins", True)
    assert found.provisional
