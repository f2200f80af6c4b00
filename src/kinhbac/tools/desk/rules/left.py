"""How much time is left, in a word and a sign; and until when something counts as late tomorrow."""

from datetime import datetime, timedelta

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar, CalendarTooShort
from kinhbac.tools.desk.types import Left

NO_TERM = Left("neutral", Text(vi="Không tính hạn", en="No term runs"))
OVER = Left("done", Text(vi="Đã xong", en="Done"))
DAY = timedelta(days=1)


def tomorrow_ends(now: datetime, calendar: Calendar) -> datetime:
    """Return the end of the next working day: what is due until then and lies still will be late by it.

    Where the calendar ends, a plain day at 17:00 is meant; the desk stays open.
    """
    today = now.astimezone(HCM).date()
    try:
        day = calendar.next_working(today)
        closing = calendar.closing(day)
    except CalendarTooShort:
        return (now.astimezone(HCM) + DAY).replace(hour=17, minute=0, second=0, microsecond=0)
    return datetime.combine(day, closing, HCM)


def left_of(due_at: datetime | None, now: datetime, soon_until: datetime) -> Left:
    """Return how much time is left.

    Args:
        due_at: aware; None where nothing runs.
        now: aware.
        soon_until: what is due until then comes soon; see `tomorrow_ends`.
    """
    if due_at is None:
        return NO_TERM
    if due_at < now:
        return Left("late", _late(now - due_at))
    return Left("soon" if due_at <= soon_until else "ontime", _left(due_at, now))


def _late(over: timedelta) -> Text:
    if over >= DAY:
        return Text(vi=f"Quá hạn {over.days} ngày", en=f"Late by {_counted(over.days, 'day')}")
    hours, minutes = divmod(int(over.total_seconds()) // 60, 60)
    if hours:
        return Text(vi=f"Quá hạn {hours} giờ", en=f"Late by {_counted(hours, 'hour')}")
    return Text(vi=f"Quá hạn {minutes} phút", en=f"Late by {_counted(minutes, 'minute')}")


def _left(due_at: datetime, now: datetime) -> Text:
    due, here = due_at.astimezone(HCM), now.astimezone(HCM)
    days = (due.date() - here.date()).days
    at = f"{due:%H:%M}"
    if days == 0:
        return Text(vi=f"Hôm nay {at}", en=f"Today {at}")
    if days == 1:
        return Text(vi=f"Ngày mai {at}", en=f"Tomorrow {at}")
    return Text(vi=f"Còn {days} ngày", en=f"{days} days left")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
