"""Numbering: 64 writers at once, some of whom roll back: no repeat and no hole, on both databases."""

import pytest
from django.db import transaction

from kinhbac.kernel import models as tables
from kinhbac.kernel.numbering import take_number, take_numbers
from tests.kernel.threads import at_once

WRITERS = 64


class ChangedMindError(Exception):
    """A writer changes its mind."""


@pytest.mark.django_db
class TestOneWriter:
    def test_numbers_begin_with_one_and_follow_one_another(self):
        with transaction.atomic():
            assert [take_number("H05 2026-04-28") for _ in range(3)] == [1, 2, 3]
            assert take_number("H05 2026-04-29") == 1

    def test_many_are_taken_at_once(self):
        with transaction.atomic():
            assert list(take_numbers("s", 3)) == [1, 2, 3]
            assert take_number("s") == 4
            assert list(take_numbers("s", 1)) == [5]

    @pytest.mark.parametrize("count", [0, -1])
    def test_none_cannot_be_taken(self, count):
        with pytest.raises(ValueError, match="at least one"), transaction.atomic():
            take_numbers("s", count)
        assert not tables.Series.objects.exists()

    def test_a_number_that_was_not_used_goes_back(self):
        with transaction.atomic():
            assert take_number("s") == 1
            transaction.set_rollback(True)
        with transaction.atomic():
            assert take_number("s") == 1


@pytest.mark.django_db(transaction=True)
class TestManyWriters:
    def test_outside_a_transaction_none_is_given(self):
        for take in (lambda: take_number("s"), lambda: take_numbers("s", 2)):
            with pytest.raises(RuntimeError, match="inside the transaction"):
                take()
        assert not tables.Series.objects.exists()

    def test_no_repeat_and_no_hole_even_when_some_roll_back(self):
        def work(number: int) -> int:
            with transaction.atomic():
                taken = take_number("H05 2026-04-28")
                if number % 5 == 0:
                    raise ChangedMindError
                return taken

        answers = at_once(WRITERS, work)
        given = [answer for answer in answers if isinstance(answer, int)]
        assert {type(answer) for answer in answers} == {int, ChangedMindError}
        assert sorted(given) == list(range(1, len(given) + 1))
        assert len(given) == WRITERS - sum(number % 5 == 0 for number in range(WRITERS))

    def test_single_numbers_and_whole_runs_do_not_overlap(self):
        def work(number: int) -> list[int]:
            with transaction.atomic():
                return list(take_numbers("s", 1 + number % 3))

        given = [number for answer in at_once(24, work) for number in answer]
        assert sorted(given) == list(range(1, len(given) + 1))
