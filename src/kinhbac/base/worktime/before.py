"""The last day on which something is still so long before a day. Entered by rules that must be kept ahead of a moment."""

from datetime import date, timedelta

from kinhbac.base.worktime.calendar import Calendar
from kinhbac.base.worktime.terms import Term, Unit


def day_before(day: date, term: Term, calendar: Calendar) -> date:
    """Return the last day that is a term of days before another.

    Args:
        day: counted back from; it is not counted itself.
        term: of days or working days.
        calendar: says which days are worked; it must reach back far enough.
    """
    for part in term.parts:
        left = part.count
        while left > 0:
            day -= timedelta(days=1)
            if part.unit is Unit.DAYS or calendar.is_working(day):
                left -= 1
    return day
