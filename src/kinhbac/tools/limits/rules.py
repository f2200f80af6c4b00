"""What limits mean: who is one address, which budgets are asked, how it is said that one is used up. Pure."""

import math
from collections.abc import Mapping
from datetime import date, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from kinhbac.base.text import Text
from kinhbac.kernel.types import Refusal
from kinhbac.tools.limits.types import (
    ADDRESS,
    CODE,
    LOOK_UP,
    PERSON,
    SYSTEM,
    TAKE_UP,
    Budget,
    Limit,
    LimitRules,
)

HOUSEHOLD = 64
"""Bits of an IPv6 address that one connection is given: whoever has one has all that begin so."""
_LONG_SECONDS = 90
"""From how many seconds on a time is said in minutes; and so on."""
_LONG_MINUTES = 90
_LONG_HOURS = 36


def place_of(address: str) -> str:
    """Return what of an address is counted: an IPv4 address as it is, of an IPv6 address the network of its connection."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.split("%", 1)[0])
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), HOUSEHOLD), strict=False))


def asked_of(limit: Limit, by: Mapping[str, str]) -> tuple[tuple[Budget, str], ...]:
    """Return the budgets that somebody uses, each with the words under which it is counted.

    Args:
        limit: of the door.
        by: for whom, by `address`, `person`, `system` or `code`; budgets for others are not asked.
    """
    return tuple(
        (budget, _words(limit, budget, by[budget.each])) for budget in limit.budgets if budget.each in by
    )


def _words(limit: Limit, budget: Budget, who: str) -> str:
    one = place_of(who) if budget.each == ADDRESS else who
    return f"{limit.key} {budget.each} {int(budget.within.total_seconds())} {one}"


def used_up(limit: Limit, budget: Budget, left: timedelta) -> Refusal:
    """Return that a budget is used up: which, for how long still, and what else one can do."""
    within, wait = spoken(budget.within), spoken(left)
    where = _WHERE[budget.each]
    return Refusal(
        f"limits.{limit.key}",
        Text(
            vi=f"Đã đến giới hạn {where.vi}: {limit.name.vi}, nhiều nhất {budget.most} lần trong {within.vi}.",
            en=f"The limit {where.en} is reached: {limit.name.en}, {budget.most} at most within {within.en}.",
        ),
        Text(
            vi=f"Thử lại sau {wait.vi}. {limit.instead.vi}", en=f"Try again in {wait.en}. {limit.instead.en}"
        ),
    )


def spoken(time: timedelta) -> Text:
    """Return a time as people say it, rounded up.

    >>> spoken(timedelta(minutes=4, seconds=10)).en
    '5 minutes'
    """
    seconds = max(1, math.ceil(time.total_seconds()))
    if seconds < _LONG_SECONDS:
        return _counted(seconds, "giây", "second")
    if (minutes := math.ceil(seconds / 60)) < _LONG_MINUTES and minutes != 60:
        return _counted(minutes, "phút", "minute")
    if (hours := math.ceil(seconds / 3600)) < _LONG_HOURS and hours != 24:
        return _counted(hours, "giờ", "hour")
    return _counted(math.ceil(seconds / 86400), "ngày", "day")


def _counted(number: int, vi: str, en: str) -> Text:
    return Text(vi=f"{number} {vi}", en=f"{number} {en}{'' if number == 1 else 's'}")


_WHERE: Mapping[str, Text] = {
    ADDRESS: Text(vi="của nơi này", en="of this place"),
    PERSON: Text(vi="của bạn", en="of yours"),
    SYSTEM: Text(vi="của hệ thống này", en="of this system"),
    CODE: Text(vi="của mã này", en="of this code"),
}
_HOUR = timedelta(hours=1)
_LATER = Text(vi="Hoặc đến Bộ phận Một cửa.", en="Or go to the one-stop desk.")


def _guessing(key: str, name: Text, *budgets: Budget) -> Limit:
    return Limit(key, name, _LATER, date.min, None, verified=False, budgets=budgets)


UNPUBLISHED = LimitRules(
    (
        _guessing(
            LOOK_UP,
            Text(vi="tra cứu sai", en="wrong look-ups"),
            Budget(ADDRESS, 20, _HOUR),
            Budget(CODE, 5, _HOUR),
        ),
        _guessing(
            TAKE_UP,
            Text(vi="nhập sai mã tờ khai", en="wrong codes of forms"),
            Budget(PERSON, 5, _HOUR),
            Budget(CODE, 5, _HOUR),
        ),
    )
)
"""What holds where a catalogue was published before there were limits: nobody may guess there either."""
