"""How long an unsent form is kept, and consent to be helped lasts."""

from datetime import date, datetime

import pytest

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.keeping import (
    help_until,
    is_over,
    keeping_from_plain,
    keeping_to_plain,
    kept_until,
)
from kinhbac.services.procedures.types import Keeping
from kinhbac.tools.grammar.dated import Dated, Span

pytestmark = pytest.mark.pure

ACT = Text(vi="Luật", en="Law")
RULE = Dated(
    (
        Span(date(2024, 1, 1), date(2025, 12, 31), Keeping(90, 8, ACT, verified=False)),
        Span(date(2026, 1, 1), None, Keeping(30, 8, ACT, verified=True)),
    )
)


def at(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=HCM)


@pytest.mark.parametrize(
    ("changed_at", "last"),
    [
        (at(2025, 12, 31, 23, 59), date(2026, 3, 31)),
        (at(2026, 1, 1, 0, 0), date(2026, 1, 31)),
        (at(2026, 4, 28, 9, 0), date(2026, 5, 28)),
    ],
)
def test_the_rule_of_the_day_of_the_last_change_counts(changed_at, last):
    assert kept_until(changed_at, RULE) == last
    assert not is_over(changed_at, RULE, last)
    assert is_over(changed_at, RULE, date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize(
    ("began_at", "until"),
    [(at(2026, 4, 28, 9, 0), at(2026, 4, 28, 17, 0)), (at(2026, 4, 28, 16, 30), at(2026, 4, 29, 0, 0))],
)
def test_consent_ends_with_its_hours_and_never_after_its_day(began_at, until):
    assert help_until(began_at, RULE) == until


def test_it_is_stored_and_read_again():
    assert keeping_from_plain(keeping_to_plain(RULE)) == RULE
