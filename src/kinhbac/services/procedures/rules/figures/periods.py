"""Periods: days from and to, both counted, as moments; and the periods of official reports with their cut-off days."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kinhbac.base.clock import HCM
from kinhbac.base.text import Text
from kinhbac.services.procedures.rules.figures.columns import Period

ONE_DAY = timedelta(days=1)
CUT_OFF_DAY = 15
"""A report's month runs from this day of the month before to the day before this one."""
CUT_OFF_LAW = Text(
    vi="Chốt số liệu từ ngày 15 tháng trước đến ngày 14: Nghị định 09/2019/NĐ-CP, Điều 12 (chưa đối chiếu với văn bản).",
    en="Figures are cut from the 15th of the month before to the 14th: Decree 09/2019/NĐ-CP, Article 12 "
    "(not compared with the act).",
)
_REPORT = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")


def period_of(first: date, last: date, now: datetime) -> Period:
    """Return the period of whole days in Vietnam from `first` to `last`; lateness is judged at its end, or now."""
    ends = _midnight(last + ONE_DAY)
    return Period(_midnight(first), ends, min(ends, now))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Return the days from `first` to `last`, both counted."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def month_before(day: date, months: int = 1) -> date:
    """Return the first day of the month that lies so many months before."""
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def last_day_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return month_before(day, -1) - ONE_DAY


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period of official reports: its key ("2026-11", "2026-Q1", "2026-H1", "2026"), name and days, both counted."""

    key: str
    name: Text
    first: date
    last: date


def report_period(key: str) -> ReportPeriod | None:
    """Return the report period of a key, None where it names none.

    Law:
        Circular 09/2026/TT-BTP art. 9 (months, quarters, six months, year); Decree 09/2019 art. 12 (from memory).
    """
    found = _REPORT.fullmatch(key)
    if found is None or not 2000 <= int(found[1]) < 9000:
        return None
    year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
    if month:
        name, last, months = Text(vi=f"Tháng {month}/{year}", en=f"{month:02}/{year}"), month, 1
    elif quarter:
        name, last, months = Text(vi=f"Quý {quarter}/{year}", en=f"Quarter {quarter}, {year}"), quarter * 3, 3
    elif half:
        name = Text(vi=f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}", en=f"Half {half} of {year}")
        last, months = half * 6, 6
    else:
        name, last, months = Text(vi=f"Năm {year}", en=f"Year {year}"), 12, 12
    final = date(year, last, 1)
    begun = month_before(final, months).replace(day=CUT_OFF_DAY)
    return ReportPeriod(key, name, begun, final.replace(day=CUT_OFF_DAY - 1))


def report_periods(today: date) -> tuple[ReportPeriod, ...]:
    """Return the report periods to choose from, the one that runs first: fourteen months, and the longer ones."""
    now = today if today.day < CUT_OFF_DAY else month_before(today, -1)
    months = [month_before(now, back) for back in range(14)]
    longer = [f"{year}{part}" for year in (now.year, now.year - 1) for part in ("-Q1", "-Q3", "-H1", "")]
    keys = [f"{month.year}-{month.month:02}" for month in months] + longer
    found = [each for each in map(report_period, keys) if each is not None]
    return tuple(each for each in found if each.first <= today)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HCM)
