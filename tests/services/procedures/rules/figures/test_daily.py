"""Day by day: one walk over the stays counts every day as counting it by itself does."""

from datetime import date, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM
from kinhbac.services.procedures.rules.figures.counting import counts_of
from kinhbac.services.procedures.rules.figures.daily import daily_counts
from kinhbac.services.procedures.rules.figures.periods import days_between, period_of
from kinhbac.services.procedures.rules.figures.stay import OFFICE
from kinhbac.services.procedures.rules.figures.stays import stays_of
from tests.services.procedures.rules.figures.histories import History, ends, random_history

pytestmark = pytest.mark.pure

NOW = datetime(2026, 3, 8, 10, 0, tzinfo=HCM)


def test_each_day_is_as_if_it_were_counted_alone():
    stays = [
        each for seed in range(300) for each in stays_of(random_history(seed), ends) if each.keeper == OFFICE
    ]
    days = [period_of(day, day, NOW) for day in days_between(date(2026, 2, 20), date(2026, 3, 12))]
    assert [dict(each.by_column) for each in daily_counts(stays, days)] == [
        dict(counts_of(stays, day).by_column) for day in days
    ]


def test_a_stay_that_ends_at_midnight_belongs_to_the_day_that_begins():
    midnight = datetime(2026, 2, 2, tzinfo=HCM)
    history = History(at=midnight - timedelta(hours=8)).submit().receive("north").wait(hours=8).issue()
    days = [period_of(day, day, NOW) for day in days_between(date(2026, 2, 1), date(2026, 2, 3))]
    stays = [each for each in stays_of(history.entries) if each.keeper == OFFICE]
    counts = daily_counts(stays, days)
    assert [(each["received"], each["carried"], each["done"], each["open"]) for each in counts] == [
        (1, 0, 0, 1),
        (0, 1, 1, 0),
        (0, 0, 0, 0),
    ]
