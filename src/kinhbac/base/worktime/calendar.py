"""The calendar of a province's offices: which days are worked, in which hours, and why.

Entered by whoever counts time. It is a value: read once by `reader`, never changed, told apart by `version`.
"""

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from kinhbac.base.errors import PlainError
from kinhbac.base.law import InForce
from kinhbac.base.text import Text

_WEEKDAYS = (
    Text(vi="thứ Hai", en="Monday"),
    Text(vi="thứ Ba", en="Tuesday"),
    Text(vi="thứ Tư", en="Wednesday"),
    Text(vi="thứ Năm", en="Thursday"),
    Text(vi="thứ Sáu", en="Friday"),
    Text(vi="thứ Bảy", en="Saturday"),
    Text(vi="Chủ nhật", en="Sunday"),
)


class CalendarTooShort(PlainError):  # noqa: N818  - it reads as what it is
    """A day lies beyond the years that the calendar covers.

    Attributes:
        year: the next year to add.
        file: the catalogue file to add it in.
    """

    def __init__(self, asked: date, year: int) -> None:
        self.year = year
        self.file = f"catalogue/calendars/{year}.yaml"
        shown = f"{asked:%d/%m/%Y}"
        super().__init__(
            Text(vi=f"lịch làm việc chưa có ngày {shown}", en=f"the working calendar does not cover {shown}"),
            Text(vi=f"thêm năm {year} vào {self.file}", en=f"add the year {year} in {self.file}"),
        )


@dataclass(frozen=True, slots=True)
class Session:
    """A stretch of one day in which offices are open; the closing minute is still in time."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """Ordinary working time between two dates.

    Attributes:
        in_force: when it holds.
        sessions: in order, at least one.
        weekdays: ISO numbers of the days that are worked, Monday is 1.
        late_after: what comes after this time may count as received on the next working day.
        verified: whether a person has compared it with the act.
    """

    in_force: InForce
    sessions: tuple[Session, ...]
    weekdays: frozenset[int]
    late_after: time
    verified: bool


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that differs from the plain week: a holiday, a substitute day, a Saturday that is worked."""

    day: date
    working: bool
    reason: Text
    verified: bool
    provisional: bool
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """All that the calendar knows of one day.

    Attributes:
        sessions: of a working day, at least one; of a day off, none.
        reason: why it is worked or not, to stand on its own.
        special: whether it differs from the plain week.
        provisional: not announced yet; may still change.
    """

    day: date
    working: bool
    sessions: tuple[Session, ...]
    reason: Text
    special: bool
    verified: bool
    provisional: bool
    late_after: time

    @property
    def closing(self) -> time:
        """Return when a working day's last session ends."""
        return self.sessions[-1].closes


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every day from the first to the last, in order without gaps; equal versions mean equal calendars.

    Attributes:
        version: SHA-256 of all the facts the calendar was made of.
    """

    version: str
    days: tuple[Day, ...] = field(repr=False, compare=False)
    _begins: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_begins", self.days[0].day.toordinal())

    @property
    def first(self) -> date:
        """Return the first day covered."""
        return self.days[0].day

    @property
    def last(self) -> date:
        """Return the last day covered."""
        return self.days[-1].day

    def day(self, day: date) -> Day:
        """Return what is known of a day.

        Raises:
            CalendarTooShort: the day is not covered; names the year to add.
        """
        place = day.toordinal() - self._begins
        if place < 0:
            raise CalendarTooShort(day, self.first.year - 1)
        if place >= len(self.days):
            raise CalendarTooShort(day, self.last.year + 1)
        return self.days[place]

    def is_working(self, day: date) -> bool:
        """Say whether offices work on a day."""
        return self.day(day).working

    def why(self, day: date) -> Text:
        """Return why a day is worked or not."""
        return self.day(day).reason

    def sessions(self, day: date) -> tuple[Session, ...]:
        """Return the sessions of a day in order; none on a day off."""
        return self.day(day).sessions

    def closing(self, day: date) -> time:
        """Return when the last session of a working day ends.

        Raises:
            ValueError: the day is off.
        """
        known = self.day(day)
        if not known.working:
            raise ValueError(f"{day.isoformat()} is a day off and has no closing time")
        return known.closing

    def next_working(self, day: date) -> date:
        """Return the first working day after a day."""
        later = day + timedelta(days=1)
        while not self.day(later).working:
            later += timedelta(days=1)
        return later


def known_day(day: date, hours: Hours, special: SpecialDay | None, *, provisional_year: bool) -> Day:
    """Return a day of the plain week, or what a special day makes of it.

    Args:
        day: the day itself.
        hours: the ordinary working time in force on it.
        special: what differs on it, if anything does.
        provisional_year: whether swaps of that year may still be announced; then no plain day is certain.
    """
    if special is None:
        working = day.isoweekday() in hours.weekdays
        return Day(
            day=day,
            working=working,
            sessions=hours.sessions if working else (),
            reason=Text(vi="ngày làm việc", en="working day") if working else _WEEKDAYS[day.weekday()],
            special=False,
            verified=hours.verified,
            provisional=provisional_year,
            late_after=hours.late_after,
        )
    reason = special.reason
    if not special.working:
        reason = Text(vi=f"nghỉ: {reason.vi}", en=f"day off: {reason.en}")
    return Day(
        day=day,
        working=special.working,
        sessions=(special.sessions or hours.sessions) if special.working else (),
        reason=reason,
        special=True,
        verified=special.verified,
        provisional=special.provisional,
        late_after=hours.late_after,
    )
