"""The catalogue's holidays of the lunar year against astronomy, and 2027 against the Labour Code's rule."""

from datetime import date, timedelta

import pytest

from tests.base.worktime.lunar import lunar_day, lunar_new_year

pytestmark = pytest.mark.pure

# Known new year's days, for trusting the astronomy; 2020, 2023 and 2025 have thirteen months.
NEW_YEARS = [
    (2020, date(2020, 1, 25)),
    (2021, date(2021, 2, 12)),
    (2022, date(2022, 2, 1)),
    (2023, date(2023, 1, 22)),
    (2024, date(2024, 2, 10)),
    (2025, date(2025, 1, 29)),
    (2026, date(2026, 2, 17)),
    (2027, date(2027, 2, 6)),
]


@pytest.mark.parametrize(("year", "expected"), NEW_YEARS)
def test_new_year_by_the_moon(year, expected):
    assert lunar_new_year(year) == expected


@pytest.mark.parametrize("year", range(2020, 2028))
def test_the_calendar_rests_at_tet_and_on_hung_kings_day(calendar, year):
    tet = lunar_new_year(year)
    assert not any(calendar.is_working(tet + timedelta(days=after)) for after in range(-1, 3))
    hung_kings = lunar_day(year, month=3, day=10)
    assert not calendar.is_working(hung_kings)
    if hung_kings.isoweekday() < 6:
        assert "Hùng" in calendar.why(hung_kings).vi
    else:  # Labour Code art. 111.3: made up for on the next working day
        assert any("Hùng" in calendar.why(hung_kings + timedelta(days=after)).vi for after in (1, 2, 3))


def test_the_weekdays_off_in_2027(calendar):
    """Labour Code 2019 art. 112.1: one day, five, one, one, one, two; then 24/11. Art. 111.3 makes up for weekends.

    Tết 4 to 8 February holds Saturday 6 and Sunday 7: made up for on 9 and 10. 1 May is a Saturday: 3 May.
    """
    assert lunar_new_year(2027) == date(2027, 2, 6)
    assert lunar_day(2027, month=3, day=10) == date(2027, 4, 16)
    off = [
        f"{day.day:%d/%m}"
        for day in calendar.days
        if day.day.year == 2027 and day.day.isoweekday() < 6 and not day.working
    ]
    assert off == [
        *("01/01", "04/02", "05/02", "08/02", "09/02", "10/02", "16/04"),
        *("30/04", "03/05", "02/09", "03/09", "24/11"),
    ]
