"""Due moments (thời điểm hẹn trả) and the sum behind them: an entry per day counted or skipped, with its reason.

Entered by clocks, slips, pages and the command `due`: citizen and officer read the same sum. Pure.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar, Day
from kinhbac.base.worktime.terms import Part, Term, Unit

_ONE_DAY = timedelta(days=1)
_MOVED = Text(vi="chuyển sang ngày làm việc tiếp theo", en="moved to the next working day")
_BEGINNING = Text(vi="không tính: ngày bắt đầu", en="not counted: the day it begins")
_SAME_DAY = Text(vi="ngày bắt đầu: trả trong ngày", en="the day it begins: due the same day")
_AFTER_HOURS = Text(vi="không tính: ngoài giờ làm việc", en="not counted: outside working hours")


class Line(NamedTuple):
    """What one day adds to a sum; a tuple, because a term of months makes hundreds.

    Attributes:
        day: in Vietnam's zone; the days of a sum follow one another.
        counted: the number of the day within its part of the term, or None if it is not counted as a day.
        minutes: working minutes counted on the day, for terms of hours.
        reason: why it is counted or not.
        verified: whether what the calendar says of the day was compared with the act; true where the line
            rests on nothing the calendar says.
        provisional: the line rests on a day that may still change.
    """

    day: date
    counted: int | None
    minutes: int | None
    reason: Text
    verified: bool
    provisional: bool

    def to_json(self) -> dict[str, Any]:
        """Return the line as JSON shows it."""
        return {
            "date": self.day.isoformat(),
            "counted": self.counted,
            "minutes": self.minutes,
            "reason": {"vi": self.reason.vi, "en": self.reason.en},
            "verified": self.verified,
            "provisional": self.provisional,
        }


@dataclass(frozen=True, slots=True)
class Due:
    """A due moment with its sum.

    Attributes:
        at: the last moment in time, aware, +07:00; None if no term is set.
        term: what was counted.
        received_at: when the office received it, aware, +07:00.
        counted_from: the moment that counts as reception; later than `received_at` only by the 15:00 rule.
        sum: in the order of days; empty if no term is set.
        provisional: rests on a day that may still change.
    """

    at: datetime | None
    term: Term
    received_at: datetime
    counted_from: datetime
    sum: tuple[Line, ...]
    provisional: bool

    def to_json(self) -> dict[str, Any]:
        """Return the due moment as JSON shows it; moments are ISO 8601 with +07:00."""
        return {
            "due": self.at.isoformat() if self.at else None,
            "term": str(self.term),
            "from": self.received_at.isoformat(),
            "counted_from": self.counted_from.isoformat(),
            "provisional": self.provisional,
            "sum": [line.to_json() for line in self.sum],
        }


def due(received_at: datetime, term: Term, calendar: Calendar, *, after_15: bool = False) -> Due:
    """Count a term from the moment of reception.

    The day of reception is not counted for days, working days and months; hours run to the minute through
    working sessions. The parts of a sum follow one another, each from the day on which the one before it ends.
    The last day of the whole term, if off, moves to the next working day; it ends at closing time.

    Args:
        received_at: aware, any zone; when the office received a complete dossier.
        term: what to count; without parts, nothing is due.
        calendar: must reach past the answer.
        after_15: whether what comes after 15:00, or on a day off, counts as received at the next opening.

    Raises:
        ValueError: `received_at` has no time zone.
        CalendarTooShort: names the year to add.

    Law:
        Civil Code 2015 art. 147.2 (the first day is not counted), 148.4 and 148.5 (months; a last day off
        moves); Decree 118/2025 art. 18 (15:00). From memory of the facts sheet, not compared with the acts.
    """
    if received_at.utcoffset() is None:
        raise ValueError(f"{received_at.isoformat()} has no time zone; give one, +07:00 in Vietnam")
    received = received_at.astimezone(HCM)
    if term.is_none:
        return Due(None, term, received, received, (), provisional=False)
    calendar.day(received.date())  # refuses a reception before the calendar begins, or after it ends
    count = _Count(calendar, received)
    if after_15:
        count.defer_late_reception()
    counted_from = datetime.combine(count.day, count.time or time(), HCM)
    count.run(term)
    at = datetime.combine(count.day, count.time or calendar.closing(count.day), HCM)
    provisional = any(line.provisional for line in count.lines)
    return Due(at, term, received, counted_from, tuple(count.lines), provisional)


class _Count:
    """A count under way: the day and time reached, and the lines written so far."""

    def __init__(self, calendar: Calendar, received: datetime) -> None:
        self.calendar = calendar
        self.day = received.date()
        self.time: time | None = received.time()  # None: the day is over, or its closing time is meant
        self.lines: list[Line] = []
        self.moved = False

    def run(self, term: Term) -> None:
        if term.parts[0].unit is not Unit.HOURS:
            whole = sum(part.count for part in term.parts)
            reason = _BEGINNING if whole else _SAME_DAY
            if self.moved:  # that offices work on this day, the calendar says
                self._rest_on(self.calendar.day(self.day), reason)
            else:
                self._write(self.day, reason)
        for part in term.parts:
            if part.unit is Unit.HOURS:
                self._hours(part.count * 60)
                continue
            self.time = None
            if part.unit is Unit.WORKING_DAYS:
                self._working_days(part.count)
            else:
                self._days(part)
        if self.time is None:
            self._land()

    def defer_late_reception(self) -> None:
        """Move a reception after 15:00, or on a day off, to the opening of the next working day."""
        known = self.calendar.day(self.day)
        if known.working:
            if self.time is None or self.time <= known.late_after:
                return
            self._rest_on(known, _late(known.late_after))
        else:
            self._rest_on(known, known.reason)
        self._skip_to_working_day()
        self.time = self.calendar.sessions(self.day)[0].opens
        self.moved = True

    def _working_days(self, count: int) -> None:
        counted = 0
        while counted < count:
            self.day += _ONE_DAY
            known = self.calendar.day(self.day)
            if known.working:
                counted += 1
                self._rest_on(known, _nth_working(counted, known.reason if known.special else None), counted)
            else:
                self._rest_on(known, known.reason)

    def _days(self, part: Part) -> None:
        end = (
            _months_later(self.day, part.count) if part.unit is Unit.MONTHS else _later(self.day, part.count)
        )
        self.calendar.day(end)  # refuses a day beyond the calendar before writing thousands of lines
        for counted in range(1, (end - self.day).days + 1):
            self._write(self.day + counted * _ONE_DAY, _nth(counted), counted)
        if part.unit is Unit.MONTHS and part.count:
            self.lines[-1] = self.lines[-1]._replace(reason=_months_full(part.count, end))
        self.day = end

    def _hours(self, left: int) -> None:
        """Use up working minutes, from the time reached or the next opening."""
        if left == 0 and self.time is None:
            return
        begin = self.time or time.max  # the seconds of a reception are dropped with `_minute`
        while True:
            known = self.calendar.day(self.day)
            used, reached = _use(known, begin, left)
            if used or reached:
                self._rest_on(known, _minutes_counted(used), minutes=used)
            elif self.time is not None or begin != time.max:
                self._rest_on(known, _AFTER_HOURS if known.working else known.reason)
            left -= used
            if reached:
                self.time = reached
                return
            self.day += _ONE_DAY
            begin = time.min

    def _land(self) -> None:
        """Let the term end on the day reached, or on the next working day if that one is off."""
        known = self.calendar.day(self.day)
        last = self.lines.pop()
        if known.working:
            self._rest_on(known, last.reason, last.counted, last.minutes)
            return
        self._rest_on(known, _falls_on_day_off(last.reason, known), last.counted, last.minutes)
        self._skip_to_working_day()
        self._rest_on(self.calendar.day(self.day), _MOVED)

    def _skip_to_working_day(self) -> None:
        self.day += _ONE_DAY
        while not (known := self.calendar.day(self.day)).working:
            self._rest_on(known, known.reason)
            self.day += _ONE_DAY

    def _write(self, day: date, reason: Text, counted: int | None = None) -> None:
        self.lines.append(Line(day, counted, None, reason, verified=True, provisional=False))

    def _rest_on(
        self, known: Day, reason: Text, counted: int | None = None, minutes: int | None = None
    ) -> None:
        self.lines.append(Line(known.day, counted, minutes, reason, known.verified, known.provisional))


def _use(known: Day, begin: time, left: int) -> tuple[int, time | None]:
    """Return the minutes used of a day from a time on, and the time at which none are left, if it comes."""
    used = 0
    for session in known.sessions:
        start = max(begin, session.opens)
        open_minutes = _minute(session.closes) - _minute(start)
        if open_minutes <= 0:
            continue
        if left - used <= open_minutes:
            reached = _minute(start) + left - used
            return left, time(reached // 60, reached % 60)
        used += open_minutes
    return used, None


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _later(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _months_later(day: date, months: int) -> date:
    """Return the same day number some months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=1024)
def _nth(number: int) -> Text:
    return Text(vi=f"ngày thứ {number}", en=f"day {number}")


@lru_cache(maxsize=1024)
def _nth_working(number: int, because: Text | None) -> Text:
    if because is None:
        return Text(vi=f"ngày làm việc thứ {number}", en=f"working day {number}")
    return Text(vi=f"ngày làm việc thứ {number} ({because.vi})", en=f"working day {number} ({because.en})")


def _months_full(months: int, end: date) -> Text:
    return Text(
        vi=f"tròn {months} tháng: ngày {end:%d/%m/%Y}",
        en=f"{months} month{'' if months == 1 else 's'} complete: {end:%d/%m/%Y}",
    )


def _minutes_counted(minutes: int) -> Text:
    hours, rest = divmod(minutes, 60)
    return Text(
        vi=f"tính {hours} giờ {rest:02} phút làm việc", en=f"{hours} h {rest:02} min of working time counted"
    )


def _falls_on_day_off(reason: Text, known: Day) -> Text:
    off = known.reason
    if known.special:  # its reason begins with "nghỉ: " and "day off: "
        off = Text(vi=f"ngày {off.vi}", en=off.en)
    return Text(vi=f"{reason.vi}, rơi vào {off.vi}", en=f"{reason.en}, falls on a {off.en}")


def _late(late_after: time) -> Text:
    shown = f"{late_after:%H:%M}"
    return Text(
        vi=f"không tính: tiếp nhận sau {shown}, coi như khi mở cửa ngày làm việc tiếp theo",
        en=f"not counted: received after {shown}, taken as received when the next working day opens",
    )
