from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.base.clock import HCM, FixedClock, SystemClock

pytestmark = pytest.mark.pure


def test_the_zone_is_seven_hours_east():
    assert datetime(2026, 4, 29, 16, 10, tzinfo=HCM).utcoffset() == timedelta(hours=7)


def test_the_system_clock_is_aware_and_goes_forward():
    clock = SystemClock()
    first = clock.now()
    assert first.utcoffset() == timedelta(hours=7)
    assert clock.now() >= first


def test_a_fixed_clock_stands_still_in_our_zone():
    clock = FixedClock(datetime(2026, 4, 29, 9, 10, tzinfo=UTC))
    assert clock.now().isoformat() == "2026-04-29T16:10:00+07:00"
    assert clock.now() == clock.now()


def test_a_fixed_clock_needs_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        FixedClock(datetime(2026, 4, 29))  # noqa: DTZ001  - the point
