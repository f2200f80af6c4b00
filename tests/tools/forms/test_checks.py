"""The named checks, with the day given."""

from datetime import date

import pytest

from kinhbac.tools.forms.checks import CHECKS

pytestmark = pytest.mark.pure

TODAY = date(2026, 4, 28)


@pytest.mark.parametrize(
    ("name", "value", "other", "passes"),
    [
        ("not_in_future", "2026-04-28", None, True),
        ("not_in_future", "2026-04-29", None, False),
        ("not_in_future", "2026", None, True),
        ("not_in_future", "2027", None, False),
        ("before", "1996-05-12", "2026-04-10", True),
        ("before", "2026-04-10", "2026-04-10", False),
        ("before", "1996", "2026-04-10", True),
        ("before", "2026", "2026-04-10", False),
        ("before", "2026-04-10", None, True),
        ("after", "2026-04-10", "1996", True),
        ("after", "1996-05-12", "2026-04-10", False),
        ("real_date", "2024-02-29", None, True),
        ("real_date", "2026-02-29", None, False),
        ("real_date", "1996", None, True),
        ("real_date", "0000", None, False),
        ("real_date", "20260428", None, False),
        ("real_date", "2026-W18-2", None, False),
        ("identity_number", "027196001234", None, True),
        ("identity_number", "000196001234", None, False),
        ("identity_number", "027299001234", None, False),
        ("identity_number", 27196001234, None, False),
        ("phone", "0912345678", None, True),
        ("phone", "02223821234", None, True),
        ("phone", "0112345678", None, False),
    ],
)
def test_a_check(name, value, other, passes):
    assert CHECKS[name](value, other, TODAY) is passes
