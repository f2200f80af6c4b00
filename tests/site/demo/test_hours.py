"""Working time as a line: every minute of it lies in a session, and a moment outside is the next one inside."""

from datetime import datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.site.demo.hours import DAY

pytestmark = pytest.mark.pure


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=HCM)


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        ("2026-04-28T09:15", "2026-04-28T09:15"),
        ("2026-04-28T20:00", "2026-04-29T07:00"),
        ("2026-04-28T12:00", "2026-04-28T13:00"),
        ("2026-04-30T08:00", "2026-05-04T07:00"),  # over the holidays
        ("2026-08-22T10:00", "2026-08-22T10:00"),  # a Saturday that is worked
    ],
)
def test_a_moment_and_its_minute(table, at, inside):
    hours = table.hours
    found = hours.at(hours.minute(moment(at)))
    assert found.date() == moment(inside).date()
    sessions = hours.calendar.sessions(found.date())
    assert any(session.opens <= found.time() < session.closes for session in sessions)
    if at == inside:
        assert found == moment(inside)


def test_minutes_go_on_over_days_off(table):
    hours = table.hours
    before = hours.minute(moment("2026-04-29T10:00"))
    assert hours.at(before + DAY).date() == moment("2026-05-04T10:00").date()


def test_beyond_the_calendar_time_goes_on(table):
    assert table.hours.at(10_000_000) > moment("2027-03-01T00:00")
