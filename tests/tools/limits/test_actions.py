"""Counting: up to the budget and no further, anew after its time, for each by itself; and many at once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from kinhbac.kernel import definitions
from kinhbac.tools.limits.actions import give_back, in_a_hurry, spend, sweep
from kinhbac.tools.limits.models import Tally
from kinhbac.tools.limits.types import FIND, LOOK_UP, UPLOAD, TooMany
from tests.kernel.threads import at_once
from tests.tools.limits.budgets import NOW, publish

TEN_MINUTES, HOUR = timedelta(minutes=10), timedelta(hours=1)


@pytest.fixture
def three():
    publish(find=3, upload=3, look_up=3)
    yield
    definitions.forget()


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
class TestOneWriter:
    def test_up_to_the_budget_and_no_further(self):
        assert [spend(FIND, address="A", now=NOW) for _ in range(3)] == [False, False, True]
        with pytest.raises(TooMany) as fault:
            spend(FIND, address="A", now=NOW + timedelta(minutes=4))
        assert fault.value.left == timedelta(minutes=6)
        assert fault.value.refusal.code == "limits.find"
        assert spend(FIND, address="B", now=NOW) is False  # each by itself

    def test_it_begins_anew_when_its_time_is_over_however_much_was_refused(self):
        for _ in range(3):
            spend(FIND, address="A", now=NOW)
        for minute in range(1, 10):
            with pytest.raises(TooMany):
                spend(FIND, address="A", now=NOW + timedelta(minutes=minute))
        assert [spend(FIND, address="A", now=NOW + TEN_MINUTES) for _ in range(3)] == [False, False, True]

    def test_of_two_budgets_the_one_used_up_decides_and_nothing_is_counted(self):
        for number in range(3):
            spend(LOOK_UP, address=f"place {number}", code="H05", now=NOW)
        for _ in range(5):
            with pytest.raises(TooMany, match="mã này"):
                spend(LOOK_UP, address="mine", code="H05", now=NOW)
        assert [spend(LOOK_UP, address="mine", code=f"X{each}", now=NOW) for each in range(3)][2] is True

    def test_what_was_right_is_given_back(self):
        for _ in range(9):
            spend(LOOK_UP, address="A", code="H05", now=NOW)
            give_back(LOOK_UP, address="A", code="H05", now=NOW)
        assert set(Tally.objects.values_list("used", flat=True)) == {0}
        give_back(LOOK_UP, address="A", code="H05", now=NOW)  # never below nothing
        assert set(Tally.objects.values_list("used", flat=True)) == {0}

    def test_what_is_rolled_back_is_not_counted(self):
        with transaction.atomic():
            spend(FIND, address="A", now=NOW)
            transaction.set_rollback(True)
        assert not Tally.objects.exists()

    def test_no_address_and_no_person_stands_in_the_table(self):
        spend(UPLOAD, person="lan", now=NOW)
        spend(FIND, address="198.51.100.7", now=NOW)
        told = str(list(Tally.objects.values()))
        assert "lan" not in told
        assert "198.51" not in told

    def test_old_counts_are_swept(self):
        spend(FIND, address="A", now=NOW)
        spend(UPLOAD, person="lan", now=NOW)
        assert sweep(NOW + TEN_MINUTES) == 1
        assert sweep(NOW + HOUR) == 1
        assert not Tally.objects.exists()

    def test_one_use_is_one_statement(self):
        spend(FIND, address="A", now=NOW)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            spend(FIND, address="A", now=NOW)
        counting = [each["sql"] for each in seen if "kinhbac_tally" in each["sql"]]
        assert len(counting) == 1


@pytest.mark.django_db
def test_a_door_without_a_limit_is_open():
    assert spend(FIND, address="A", now=NOW) is False
    assert not Tally.objects.exists()


@pytest.mark.django_db
def test_guessing_is_limited_where_no_limits_were_published():
    for _ in range(5):
        spend(LOOK_UP, address="A", code="H05", now=NOW)
    with pytest.raises(TooMany):
        spend(LOOK_UP, address="B", code="H05", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_on_connections_of_their_own_get_no_more_than_the_budget():
    publish(find=20)
    try:

        def asks(_: int) -> int:
            through = 0
            for _ in range(5):
                try:
                    spend(FIND, address="A", now=NOW)
                except TooMany:
                    continue
                through += 1
            return through

        assert sum(at_once(12, asks)) == 20
    finally:
        definitions.forget()


@pytest.mark.django_db(transaction=True)
def test_the_hurry_ends_with_its_block():
    before = _patience()
    with in_a_hurry():
        assert _patience() in {"200", before}  # where there are many writers nobody need hurry
        assert connection.vendor != "sqlite" or _patience() == "200"
    assert _patience() == before


def _patience() -> str:
    asked = "PRAGMA busy_timeout" if connection.vendor == "sqlite" else "SHOW lock_timeout"
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return str(cursor.fetchone()[0])
