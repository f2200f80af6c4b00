"""The Vietnamese lunar calendar by astronomy, for checking the catalogue's holidays.

The method is Hồ Ngọc Đức's, after Jean Meeus, "Astronomical Algorithms" (1998): a lunar month begins on the
day, in Vietnam's time (+7), of a new moon; the eleventh month holds the winter solstice; a year of thirteen
new moons repeats the month in which the sun enters no new sign of thirty degrees.
"""

from datetime import date, timedelta
from itertools import pairwise
from math import floor, pi, sin

_HOURS_EAST = 7
_MONTH_DAYS = 29.530588853
_EPOCH = 2415021.076998695  # Julian day of the new moon of 1 January 1900
_FIRST_DAY = 1721424.5  # Julian day of day number 0 of Python's calendar


def lunar_new_year(year: int) -> date:
    """Return the first day of the first lunar month."""
    return lunar_day(year, month=1, day=1)


def lunar_day(year: int, *, month: int, day: int) -> date:
    """Return a day of months 1 to 10 of a lunar year, leap months passed over."""
    begin = _eleventh_month(year - 1)
    end = _eleventh_month(year)
    starts = _month_starts(begin, end)
    leap = _leap_place(starts) if len(starts) == 14 else None
    place = month + 1  # places 0 and 1 are the eleventh and twelfth months of the year before
    if leap is not None and place >= leap:
        place += 1
    return date.fromordinal(starts[place]) + timedelta(days=day - 1)


def _month_starts(begin, end):
    first = round((begin - date(1900, 1, 1).toordinal()) / _MONTH_DAYS)
    starts = sorted({_new_moon(number) for number in range(first - 2, first + 16)})
    return [start for start in starts if begin <= start <= end]


def _leap_place(starts):
    signs = [_sun_sign(start) for start in starts]
    return next(place for place in range(1, 13) if signs[place] == signs[place + 1])


def _eleventh_month(year):
    near = round((date(year, 12, 31).toordinal() - date(1900, 1, 1).toordinal()) / _MONTH_DAYS)
    solstice_sign = 9  # the sun's longitude reaches 270 degrees within the month
    starts = [_new_moon(number) for number in range(near - 3, near + 2)]
    return next(
        start for start, after in pairwise(starts) if _sun_sign(start) < solstice_sign <= _sun_sign(after)
    )


def _new_moon(number):
    """Return the ordinal of the Vietnamese day on which a new moon falls, counted from January 1900."""
    t = number / 1236.85
    turn = pi / 180
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t**2) * turn)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3) * turn
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3) * turn
    node = (21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3) * turn
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun)
    shift += -0.4068 * sin(moon) + 0.0161 * sin(2 * moon) - 0.0004 * sin(3 * moon)
    shift += 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun)
    shift += -0.0006 * sin(2 * node + moon) + 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    late = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return _ordinal(mean + shift - late)


def _sun_sign(ordinal):
    """Return in which twelfth of its way the sun is when a Vietnamese day begins: 0 is the spring equinox."""
    t = (ordinal + _FIRST_DAY - _HOURS_EAST / 24 - 2451545.0) / 36525
    turn = pi / 180
    anomaly = (357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3) * turn
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.000290 * sin(3 * anomaly)
    return floor((mean + centre) % 360 / 30)


def _ordinal(julian):
    return floor(julian - _FIRST_DAY + _HOURS_EAST / 24)
