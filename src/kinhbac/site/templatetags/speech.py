"""How values are said on screens, in the language of the page: words, days, moments, money.

Entered by every template as the library `speech`; the rest of the house keeps values and never phrases.
"""

from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from kinhbac.base.clock import HCM
from kinhbac.base.money import Dong
from kinhbac.base.text import Text
from kinhbac.site.days import WEEKDAYS

register = template.Library()

UNKNOWN = Text(vi="chưa biết", en="unknown")


@register.filter
def say(words: Text | str | None) -> str:
    """Return words in the language of the page; a str is taken as said already, None as nothing."""
    if isinstance(words, Text):
        return words.say("en" if (get_language() or "vi").startswith("en") else "vi")
    return "" if words is None else str(words)


@register.filter
def day(value: date | None) -> str:
    """Return "05/05/2026"; a datetime is taken on its day in Vietnam, None is unknown."""
    return say(UNKNOWN) if value is None else f"{_here(value):%d/%m/%Y}"


@register.filter
def weekday_day(value: date | None) -> str:
    """Return "thứ Ba 05/05/2026"; for every day that is a deadline."""
    return say(UNKNOWN) if value is None else f"{say(WEEKDAYS[_here(value).weekday()])} {day(value)}"


@register.filter
def hour(value: datetime | None) -> str:
    """Return "17:00", in Vietnam's zone."""
    return say(UNKNOWN) if value is None else f"{_here(value):%H:%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """Return "17:00 thứ Ba 05/05/2026", in Vietnam's zone."""
    return say(UNKNOWN) if value is None else f"{hour(value)} {weekday_day(value)}"


@register.filter
def dong(amount_vnd: Dong | int | None) -> str:
    """Return whole dong as "1.234.000 ₫"; no amount known is said so, and is not nought."""
    if amount_vnd is None:
        return say(UNKNOWN)
    return str(amount_vnd if isinstance(amount_vnd, Dong) else Dong(amount_vnd))


@register.filter
def spent(minutes: int | None) -> str:
    """Return working minutes as "3 giờ 20 phút", leaving out what is nought."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(say(Text(vi=f"{hours} giờ", en=f"{hours} h")))
    if rest or not hours:
        parts.append(say(Text(vi=f"{rest} phút", en=f"{rest} min")))
    return " ".join(parts)


def _here(value: date) -> date:
    """Return a moment as it is on a clock in Vietnam; a bare day is itself."""
    return value.astimezone(HCM) if isinstance(value, datetime) else value
