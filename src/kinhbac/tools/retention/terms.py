"""When the time of a record is over, decided: by the rule in force on the day of asking. Pure."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.terms import Part, Unit, parse_term


def last_day(began: date, term: str) -> date:
    """Return the last day on which a record is kept that began on a day.

    Args:
        began: in Vietnam.
        term: "30 days" or "24 months"; a month later is the same day number, or that month's last.
    """
    part = _part(term)
    if part.unit is Unit.DAYS:
        return began + timedelta(days=part.count)
    return _months_later(began, part.count)


def cut(today: date, term: str) -> datetime:
    """Return the moment before which records began whose time is over today."""
    part = _part(term)
    if part.unit is Unit.DAYS:
        first = today - timedelta(days=part.count)
    else:
        first = _months_later(today, -part.count)
        while last_day(first, term) < today:
            first += timedelta(days=1)
    return datetime.combine(first, datetime.min.time(), HCM)


def spoken(term: str) -> Text:
    """Return a term for people to read; whole years as years."""
    part = _part(term)
    if part.unit is not Unit.MONTHS or part.count % 12:
        return part.say()
    years = part.count // 12
    return Text(vi=f"{years} năm", en=f"{years} year{'' if years == 1 else 's'}")


def is_countable(term: str) -> bool:
    """Say whether a term is one number of days or months, at least one."""
    parts = parse_term(term).parts
    return len(parts) == 1 and parts[0].unit in (Unit.DAYS, Unit.MONTHS) and parts[0].count > 0


def _part(term: str) -> Part:
    (part,) = parse_term(term).parts
    return part


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
