"""What holds for every due moment, against slow and obvious ways to count."""

from datetime import datetime, time, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import due
from kinhbac.base.worktime.reader import read_calendars
from kinhbac.base.worktime.terms import Part, Term, Unit, parse_term
from tests.base.worktime.conftest import CALENDARS

pytestmark = pytest.mark.pure
steady = settings(deadline=None, derandomize=True, database=None)

CALENDAR = read_calendars(CALENDARS)
MINUTE = timedelta(minutes=1)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 6, 30), timezones=st.just(HCM))  # noqa: DTZ001  - zone beside it
counts = st.integers(0, 60)
parts = st.builds(Part, counts, st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS]))
parts |= st.builds(Part, st.integers(0, 4), st.just(Unit.MONTHS))
terms = st.lists(parts, min_size=1, max_size=3).map(lambda found: Term(tuple(found)))


def term_of(count, unit=Unit.WORKING_DAYS):
    return Term((Part(count, unit),))


@steady
@given(moments, terms, st.booleans())
def test_never_due_on_a_day_off_nor_outside_sessions(received, term, after_15):
    at = due(received, term, CALENDAR, after_15=after_15).at
    sessions = CALENDAR.sessions(at.date())
    assert any(session.opens <= at.time() <= session.closes for session in sessions)
    if term.parts[-1].unit is not Unit.HOURS:
        assert at.time() == time(17)


@steady
@given(moments, terms, st.booleans())
def test_the_sum_is_complete(received, term, after_15):
    """Every day from reception to due has its line, in order, and nothing else has one."""
    found = due(received, term, CALENDAR, after_15=after_15)
    written = [line.day for line in found.sum]
    assert written[0] == received.date()
    assert written[-1] == found.at.date()
    assert all(timedelta(0) <= after - before <= timedelta(days=1) for before, after in pairwise(written))
    minutes = sum(part.count for part in term.parts if part.unit is Unit.HOURS) * 60
    assert sum(line.minutes or 0 for line in found.sum) == minutes
    assert all(line.reason.vi and line.reason.en for line in found.sum)


@steady
@given(moments, terms, st.booleans(), st.integers(-12, 14))
def test_the_zone_of_the_question_changes_nothing(received, term, after_15, hours):
    elsewhere = received.astimezone(timezone(timedelta(hours=hours)))
    assert due(elsewhere, term, CALENDAR, after_15=after_15) == due(
        received, term, CALENDAR, after_15=after_15
    )


@steady
@given(moments, counts, st.sampled_from(list(Unit)[:3]))
def test_a_longer_term_is_never_due_earlier(received, count, unit):
    shorter = due(received, term_of(count, unit), CALENDAR).at
    assert shorter <= due(received, term_of(count + 1, unit), CALENDAR).at


@steady
@given(moments, moments, terms, st.booleans())
def test_who_comes_later_is_never_served_earlier(one, other, term, after_15):
    first, second = sorted([one, other])
    if any(part.unit is Unit.MONTHS for part in term.parts):
        second = first  # 31/1 and 28/2 end together, but a sum may go on from there in another order
    early = due(first, term, CALENDAR, after_15=after_15).at
    assert early <= due(second, term, CALENDAR, after_15=after_15).at


@steady
@given(moments, terms)
def test_the_15_00_rule_never_shortens(received, term):
    late = due(received, term, CALENDAR, after_15=True)
    assert late.counted_from >= received
    if all(part.unit is not Unit.MONTHS for part in term.parts):
        assert late.at >= due(received, term, CALENDAR).at


@steady
@given(moments, counts, counts)
def test_working_days_add_up(received, one, other):
    both = due(received, parse_term(f"{one} working days + {other} working days"), CALENDAR)
    assert both.at == due(received, term_of(one + other), CALENDAR).at


@steady
@given(moments, st.integers(1, 60))
def test_working_days_as_one_counts_on_fingers(received, count):
    day, left = received.date(), count
    while left:
        day += timedelta(days=1)
        left -= CALENDAR.is_working(day)
    assert due(received, term_of(count), CALENDAR).at == datetime.combine(day, time(17), HCM)


@settings(steady, max_examples=40)
@given(moments, st.integers(1, 20))
def test_hours_as_a_clock_ticks(received, count):
    moment = received.replace(second=0, microsecond=0)
    left = count * 60
    while left:
        left -= any(
            session.opens <= moment.time() < session.closes for session in CALENDAR.sessions(moment.date())
        )
        moment += MINUTE
    assert due(received, term_of(count, Unit.HOURS), CALENDAR).at == moment


@steady
@given(terms)
def test_a_term_reads_what_it_prints(term):
    assert parse_term(str(term)) == term
