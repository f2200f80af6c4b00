"""Who turns an age soon, counted by hand; the words of the message."""

from datetime import date
from pathlib import Path

import pytest

from kinhbac.base.definitions import read
from kinhbac.services.procedures.grammar.reminders import FILE, read_reminders
from kinhbac.services.procedures.rules.reminders import (
    born_between,
    is_due,
    is_in_force,
    message,
    reminders_from_plain,
    reminders_to_plain,
    turns,
)

pytestmark = pytest.mark.pure

(CARD,) = read_reminders(read(Path(__file__).parents[4] / "catalogue" / FILE))


@pytest.mark.parametrize(
    ("born_on", "day"),
    [
        (date(2012, 12, 12), date(2026, 12, 12)),
        (date(2012, 2, 29), date(2026, 3, 1)),
        (date(2014, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_day_on_which_a_child_turns_14(born_on, day):
    assert turns(born_on, 14) == day


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 11), False),
        (date(2026, 11, 12), True),
        (date(2026, 12, 12), True),
        (date(2026, 12, 13), False),
    ],
)
def test_it_is_due_thirty_days_before_and_not_after(today, due):
    born_on = date(2012, 12, 12)
    assert is_due(CARD, born_on, today) is due
    first, last = born_between(CARD, today)
    assert (first <= born_on <= last) or not due


def test_it_is_in_force_from_its_day():
    assert not is_in_force(CARD, date(2026, 6, 30))
    assert is_in_force(CARD, date(2026, 7, 1))


def test_the_message_names_child_day_and_procedure_in_both_languages():
    title, body = message(CARD, "Vũ Minh Khuê", date(2012, 12, 12))
    assert title.vi == "Vũ Minh Khuê sắp đủ 14 tuổi"
    assert "12/12/2026" in body.vi
    assert "(2.000200)" in body.en


def test_it_is_stored_and_read_again():
    assert reminders_from_plain(reminders_to_plain((CARD,))) == (CARD,)
