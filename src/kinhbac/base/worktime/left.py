"""What is left of a term when it stands still: the day of that moment is spent, and all days before it.

Entered by rules of pauses: what is left is counted again from the answer, whose own day is not counted. Pure.
"""

from collections.abc import Iterator
from datetime import date, datetime
from math import ceil

from kinhbac.base.clock import HCM
from kinhbac.base.worktime.due import Due, Line
from kinhbac.base.worktime.terms import Part, Term, Unit

_MINUTES = 60


def left_of(due: Due, at: datetime) -> Term:
    """Return what remains of a term that is paused at a moment.

    Days up to and including that of the moment are spent. Months that have begun remain as days. Of hours, what was
    to be counted on later days remains, to the next full hour. Where nothing remains, it is none of the last unit.

    Args:
        due: the term with its sum, as it ran until now.
        at: aware, any zone; when it is paused.

    Raises:
        ValueError: `at` has no time zone.

    Law:
        Sector laws that let a term pause; the day of the answer is not counted (Civil Code 2015 art. 147.2, from
        memory of the facts sheet, not compared with the act).
    """
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no time zone; give one, +07:00 in Vietnam")
    if due.term.is_none:
        return due.term
    day = at.astimezone(HCM).date()
    parts = tuple(part for whole, lines in _portions(due) if (part := _left(whole, lines, day)).count > 0)
    return Term(parts or (Part(0, due.term.parts[-1].unit),))


def _portions(due: Due) -> Iterator[tuple[Part, list[Line]]]:
    """Yield each part of the term with the lines that count for it."""
    counted = [line for line in due.sum if line.counted is not None or line.minutes]
    for part in due.term.parts:
        lines = _hours(part, counted) if part.unit is Unit.HOURS else _days(part, counted)
        counted = counted[len(lines) :]
        yield part, lines


def _hours(part: Part, counted: list[Line]) -> list[Line]:
    lines: list[Line] = []
    minutes = 0
    while minutes < part.count * _MINUTES and len(lines) < len(counted):
        lines.append(counted[len(lines)])
        minutes += lines[-1].minutes or 0
    return lines


def _days(part: Part, counted: list[Line]) -> list[Line]:
    """Return the lines 1, 2, 3 … of a part of days; they begin anew with the next part."""
    lines: list[Line] = []
    for line in counted:
        if line.counted != len(lines) + 1 or (part.unit is not Unit.MONTHS and len(lines) == part.count):
            break
        lines.append(line)
    return lines


def _left(part: Part, lines: list[Line], day: date) -> Part:
    later = [line for line in lines if line.day > day]
    if part.unit is Unit.HOURS:
        return Part(ceil(sum(line.minutes or 0 for line in later) / _MINUTES), Unit.HOURS)
    if part.unit is Unit.MONTHS:
        return part if len(later) == len(lines) else Part(len(later), Unit.DAYS)
    return Part(len(later), part.unit)
