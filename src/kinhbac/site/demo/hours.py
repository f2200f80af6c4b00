"""Working time as a line of minutes, so that a walk can go on by minutes and never lands in a night or a holiday."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.calendar import Calendar

DAY = 480
"""Working minutes of an ordinary day."""


@dataclass(frozen=True, slots=True)
class _Session:
    begins: int
    opens: datetime


class Hours:
    """The working minutes from a first day on, numbered from 0; past the last of the calendar there are none."""

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        self.calendar = calendar
        self._sessions = list(_sessions(calendar, first, last))
        self._begins = [each.begins for each in self._sessions]
        self._opens = [each.opens for each in self._sessions]

    def at(self, minute: int) -> datetime:
        """Return the moment of a working minute; the last session holds whatever lies beyond it."""
        session = self._sessions[max(0, bisect_right(self._begins, minute) - 1)]
        return session.opens + timedelta(minutes=minute - session.begins)

    def minute(self, at: datetime) -> int:
        """Return the first working minute that does not lie before a moment."""
        place = bisect_right(self._opens, at) - 1
        if place < 0:
            return 0
        session = self._sessions[place]
        following = self._begins[place + 1] if place + 1 < len(self._begins) else session.begins + DAY
        return min(following, session.begins - (session.opens - at) // timedelta(minutes=1))

    def day_after(self, day: date) -> int:
        """Return the first minute of the first working day after a day."""
        place = bisect_left(self._opens, datetime.combine(day + timedelta(days=1), time(), HCM))
        return self._begins[min(place, len(self._begins) - 1)]


def _sessions(calendar: Calendar, first: date, last: date) -> Iterator[_Session]:
    begins, day = 0, first
    while day <= last:
        for session in calendar.sessions(day):
            opens = datetime.combine(day, session.opens, HCM)
            yield _Session(begins, opens)
            begins += int((datetime.combine(day, session.closes, HCM) - opens) / timedelta(minutes=1))
        day += timedelta(days=1)
