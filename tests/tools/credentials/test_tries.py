"""Wrong tries: they delay whoever makes them, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from kinhbac.tools.credentials.actions.tries import TooSoon, begin_try, end_try
from kinhbac.tools.credentials.models import WrongTry
from kinhbac.tools.credentials.types import Place

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HERE, THERE = Place("10.0.0.1"), Place("10.0.0.2")
AT_HER_DESK = Place("10.0.0.1", browser="hers")


def tries(name: str, place: Place, times: int, now: datetime = NOW) -> int:
    """Try so often; return how many were looked at."""
    looked = 0
    for _ in range(times):
        try:
            begin_try("password", name, place, now)
        except TooSoon:
            continue
        looked += 1
    return looked


def test_five_are_looked_at_and_then_one_waits():
    assert tries("minh", HERE, 20) == 5
    with pytest.raises(TooSoon) as soon:
        begin_try("password", "minh", HERE, NOW)
    assert soon.value.left == timedelta(seconds=10)
    assert tries("minh", HERE, 5, NOW + timedelta(seconds=10)) == 1
    assert tries("minh", HERE, 5, NOW + timedelta(seconds=29)) == 0
    assert tries("minh", HERE, 5, NOW + timedelta(seconds=30)) == 1


def test_a_stranger_delays_neither_her_own_browser_nor_another_place():
    tries("minh", HERE, 60)
    assert tries("minh", HERE, 1) == 0
    assert tries("minh", AT_HER_DESK, 1) == 1  # the same address
    assert tries("minh", THERE, 1) == 1


def test_many_names_from_one_address_are_counted_together_but_not_against_a_known_browser():
    assert sum(tries(f"name{each}", HERE, 1) for each in range(100)) == 41
    assert tries("minh", AT_HER_DESK, 1) == 1
    assert tries("minh", THERE, 1) == 1


def test_whoever_sits_at_her_desk_keeps_her_out_for_a_minute_at_most():
    for day in range(50):
        tries("minh", AT_HER_DESK, 1, NOW + timedelta(seconds=100 * day))
    last = NOW + timedelta(seconds=100 * 49)
    assert tries("minh", AT_HER_DESK, 1, last + timedelta(seconds=59)) == 0
    assert tries("minh", AT_HER_DESK, 1, last + timedelta(seconds=60)) == 1


def test_a_right_one_forgets_the_wrong_ones_of_that_name_and_place():
    tries("minh", HERE, 4)
    begin_try("password", "minh", HERE, NOW)
    end_try("password", "minh", HERE)
    assert tries("minh", HERE, 20) == 5
    kept = sorted(WrongTry.objects.values_list("wrong", flat=True))
    assert kept == [5, 9]  # of the address all but the right one stay


def test_what_is_older_than_a_day_is_gone():
    tries("minh", HERE, 20)
    begin_try("password", "hoa", THERE, NOW + timedelta(days=1))
    assert WrongTry.objects.count() == 2


def test_no_name_and_no_address_is_kept():
    tries("minh", HERE, 3)
    told = str(list(WrongTry.objects.values()))
    assert "minh" not in told
    assert "10.0.0.1" not in told
