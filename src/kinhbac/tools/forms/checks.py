"""Named checks that a form may ask for (`x-check`), beyond what JSON Schema can say. Pure; the day is given."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kinhbac.base.people import PersonNumberError, parse_identity, parse_phone
from kinhbac.tools.forms.paths import at
from kinhbac.tools.forms.types import Field

_YEAR = len("2026")


def failed_check(field: Field, value: Any, answers: Mapping[str, Any], today: date) -> str | None:
    """Return the name of the first check of a field that its answer fails, or None.

    Args:
        field: whose checks are asked.
        value: its answer, already in the form that the schema wants.
        answers: all that count, for checks that compare.
        today: the day on which the answer is given, in Vietnam.
    """
    for check in field.checks:
        other = at(answers, check.other) if check.other else None
        if not CHECKS[check.name](value, other, today):
            return check.name
    return None


def real_date(value: Any, _other: Any = None, _today: date | None = None) -> bool:
    """Say whether text is a day of the calendar, YYYY-MM-DD, or a year alone, YYYY."""
    try:
        day = value if len(value) > _YEAR else f"{value}-01-01"
        return date.fromisoformat(day).isoformat() == day  # and not 20260429, nor 2026-W18-3
    except (TypeError, ValueError):
        return False


def _not_in_future(value: Any, _other: Any, today: date) -> bool:
    return not _later(value, today.isoformat())


def _before(value: Any, other: Any, _today: date) -> bool:
    return not isinstance(other, str) or _later(other, value)


def _after(value: Any, other: Any, _today: date) -> bool:
    return not isinstance(other, str) or _later(value, other)


def _later(one: Any, other: Any) -> bool:
    """Say whether one date lies after another; where only a year is known, years are compared."""
    length = min(len(str(one)), len(str(other)))
    return str(one)[:length] > str(other)[:length]


def _identity_number(value: Any, _other: Any, today: date) -> bool:
    return _reads(lambda: parse_identity(value, today=today))


def _phone(value: Any, _other: Any, _today: date) -> bool:
    return _reads(lambda: parse_phone(value))


def _reads(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (PersonNumberError, TypeError):
        return False
    return True


CHECKS: Mapping[str, Callable[[Any, Any, date], bool]] = {
    "real_date": real_date,
    "not_in_future": _not_in_future,
    "before": _before,
    "after": _after,
    "identity_number": _identity_number,
    "phone": _phone,
}
COMPARING = frozenset({"before", "after"})
