"""The last day that is still so long before another, counted by hand from catalogue/calendars/2026.yaml."""

from datetime import date

import pytest

from kinhbac.base.worktime.before import day_before
from kinhbac.base.worktime.terms import parse_term

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("day", "term", "latest"),
    [
        (date(2026, 5, 6), "1 day", date(2026, 5, 5)),
        (date(2026, 5, 4), "1 day", date(2026, 5, 3)),  # a Sunday: days are days
        (
            date(2026, 5, 4),
            "1 working day",
            date(2026, 4, 29),
        ),  # 3 and 2 May a weekend, 1 May and 30 April off
        (date(2026, 5, 4), "2 working days", date(2026, 4, 28)),
    ],
)
def test_days_are_counted_back(calendar, day, term, latest):
    assert day_before(day, parse_term(term), calendar) == latest
