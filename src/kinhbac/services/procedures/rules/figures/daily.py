"""Day by day: the same columns for each of many days, every stay looked at once."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

from kinhbac.services.procedures.rules.figures.columns import COLUMNS, Edge, Period
from kinhbac.services.procedures.rules.figures.counting import Counts
from kinhbac.services.procedures.rules.figures.stay import Stay

_AT_EDGES = tuple(each for each in COLUMNS.values() if each.edge in (Edge.OPENING, Edge.CLOSING))
_COMING = tuple(each for each in COLUMNS.values() if each.edge is Edge.COMING)
_LEAVING = tuple(each for each in COLUMNS.values() if each.edge is Edge.LEAVING)


def daily_counts(stays: Iterable[Stay], days: Sequence[Period]) -> tuple[Counts, ...]:
    """Count every day by itself.

    Args:
        stays: those that touch any of the days; others do no harm.
        days: in order, each beginning where the one before it ends; at least one.
    """
    begins = [day.begins for day in days]
    ends = [day.ends for day in days]
    found: list[dict[str, int]] = [dict.fromkeys(COLUMNS, 0) for _ in days]
    for stay in stays:
        last = len(days) if stay.until is None else bisect_right(begins, stay.until)
        for place in range(bisect_right(ends, stay.since), last):
            for column in _AT_EDGES:
                found[place][column.key] += column.counts(stay, days[place])
        for moment, columns in ((stay.since, _COMING), (stay.until, _LEAVING)):
            place = _day_of(moment, begins)
            if place >= 0:
                for column in columns:
                    found[place][column.key] += column.counts(stay, days[place])
    return tuple(Counts(each) for each in found)


def _day_of(moment: datetime | None, begins: Sequence[datetime]) -> int:
    """Return the place of the day on which a moment falls, if it is not after the last; -1 before the first."""
    if moment is None:
        return -1
    return bisect_right(begins, moment) - 1
