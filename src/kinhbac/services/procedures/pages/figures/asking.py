"""What an address asks of the figures. What cannot be read is said on the page, and the current month is shown instead."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures.asked import (
    BREAKDOWNS,
    BY_DAY,
    BY_OFFICE,
    MOST_DAYS,
    NOBODY,
    Asked,
)
from kinhbac.services.procedures.rules.figures.periods import last_day_of_month, month_before

LONGEST = 120
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2999, 12, 31)

NO_DAYS = Text(
    vi="Không đọc được ngày. Hãy ghi cả hai ngày, từ ngày không sau đến ngày. Đang hiện tháng này.",
    en="The days could not be read. Give both, the first not after the last. This month is shown.",
)
TOO_MANY_DAYS = Text(
    vi=f"Từng ngày chỉ xem được {MOST_DAYS} ngày một lần. Đang hiện {MOST_DAYS} ngày cuối của kỳ.",
    en=f"Single days can be seen {MOST_DAYS} at a time. The last {MOST_DAYS} days of the period are shown.",
)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, and what one should know about it (None: nothing)."""

    asked: Asked
    notice: Text | None = None


def asked_in(given: QueryDict, now: datetime) -> Request:
    """Return what an address asks."""
    today = now.date()
    first, last, notice = _days(given, today)
    by = given.get("by", BY_OFFICE)
    by = by if by in BREAKDOWNS else BY_OFFICE
    if by == BY_DAY and (last - first).days >= MOST_DAYS:
        first, notice = last - timedelta(days=MOST_DAYS - 1), TOO_MANY_DAYS
    words = {name: word(given, name) for name in ("office", "field", "procedure")}
    return Request(Asked(first, last, by, officer=_officer(given.get("officer", "")), **words), notice)


def word(given: QueryDict, name: str) -> str:
    """Return a short word of an address, without the letter that PostgreSQL refuses to hear of."""
    return given.get(name, "")[:LONGEST].replace("\0", "")


def address(asked: Asked, route: str = "figures", **more: str) -> str:
    """Return the address of a page of the figures."""
    values = {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "by": asked.by,
        "office": asked.office,
        "field": asked.field,
        "procedure": asked.procedure,
        "officer": asked.officer,
        **more,
    }
    return f"{reverse(route)}?{urlencode({name: value for name, value in values.items() if value})}"


def presets(asked: Asked, today: date) -> tuple[tuple[Text, str, bool], ...]:
    """Return the periods that are a click away: name, address, whether it is the one that is shown."""
    month, before, year = today.replace(day=1), month_before(today), today.replace(month=1, day=1)
    periods = (
        (Text(vi="Hôm nay", en="Today"), today, today),
        (Text(vi="Tháng này", en="This month"), month, today),
        (Text(vi="Tháng trước", en="Last month"), before, last_day_of_month(before)),
        (Text(vi="Từ đầu năm", en="This year"), year, today),
    )
    return tuple(
        (
            name,
            address(replace(asked, first=first, last=last)),
            (asked.first, asked.last) == (first, last),
        )
        for name, first, last in periods
    )


def _days(given: QueryDict, today: date) -> tuple[date, date, Text | None]:
    month = today.replace(day=1)
    if not given.get("from") and not given.get("to"):
        return month, today, None
    try:
        first, last = date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", ""))
    except ValueError:
        return month, today, NO_DAYS
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        return month, today, NO_DAYS
    return first, last, None


def _officer(words: str) -> str:
    if words == NOBODY:
        return words
    try:
        return str(UUID(words))
    except ValueError:
        return ""
