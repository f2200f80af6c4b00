"""Periods: whole days in Vietnam, and official reports cut from the 15th to the 14th."""

from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.figures.periods import (
    last_day_of_month,
    month_before,
    period_of,
    report_period,
    report_periods,
)

pytestmark = pytest.mark.pure

REPORTS = {
    "2026-11": ("2026-10-15", "2026-11-14"),
    "2026-01": ("2025-12-15", "2026-01-14"),
    "2026-Q1": ("2025-12-15", "2026-03-14"),
    "2026-Q3": ("2026-06-15", "2026-09-14"),
    "2026-H1": ("2025-12-15", "2026-06-14"),
    "2026-H2": ("2026-06-15", "2026-12-14"),
    "2026": ("2025-12-15", "2026-12-14"),
}


@pytest.mark.parametrize(("key", "days"), REPORTS.items())
def test_report_periods(key, days):
    found = report_period(key)
    assert (found.first.isoformat(), found.last.isoformat()) == days


@pytest.mark.parametrize(
    "key", ["", "x", "2026-13", "2026-00", "2026-Q5", "2026-H3", "26", "1999-12", "9999"]
)
def test_what_is_no_report_period(key):
    assert report_period(key) is None


def test_one_month_follows_the_other_without_gap():
    for month in range(2, 13):
        one, following = report_period(f"2026-{month - 1:02}"), report_period(f"2026-{month:02}")
        assert (following.first - one.last).days == 1


def test_the_running_period_comes_first_and_none_begins_later():
    assert report_periods(date(2026, 11, 14))[0].key == "2026-11"
    assert report_periods(date(2026, 11, 15))[0].key == "2026-12"
    assert report_periods(date(2026, 12, 20))[0].key == "2027-01"
    assert all(each.first <= date(2026, 2, 1) for each in report_periods(date(2026, 2, 1)))


def test_lateness_is_judged_at_the_end_of_what_is_over_and_now_while_it_runs():
    now = datetime(2026, 4, 28, 9, 0, tzinfo=HCM)
    assert period_of(date(2026, 4, 1), date(2026, 4, 30), now).seen_at == now
    over = period_of(date(2026, 3, 1), date(2026, 3, 31), now)
    assert over.seen_at == over.ends == datetime(2026, 4, 1, tzinfo=HCM)


def test_months():
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)
    assert month_before(date(2026, 3, 14), 0) == date(2026, 3, 1)
    assert last_day_of_month(date(2028, 2, 5)) == date(2028, 2, 29)
