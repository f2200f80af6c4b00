"""A calendar as plain values and back, so that a version is stored once by its hash. Entered by whoever stores it."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from kinhbac.base.text import Text
from kinhbac.base.worktime.calendar import Calendar, Day, Session

FORMAT = 1


def to_plain(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as mappings, lists and text: each distinct shape of a day once, and the days as its numbers."""
    shapes: dict[str, int] = {}
    written: list[dict[str, Any]] = []
    days: list[int] = []
    for day in calendar.days:
        shape = _shape(day)
        place = shapes.setdefault(repr(shape), len(written))
        if place == len(written):
            written.append(shape)
        days.append(place)
    return {
        "format": FORMAT,
        "version": calendar.version,
        "first": calendar.first.isoformat(),
        "shapes": written,
        "days": days,
    }


def from_plain(plain: Mapping[str, Any]) -> Calendar:
    """Return the calendar that `to_plain` was given.

    Raises:
        ValueError: another format.
    """
    if plain.get("format") != FORMAT:
        raise ValueError(f"a calendar of format {plain.get('format')!r} cannot be read, only {FORMAT}")
    first = date.fromisoformat(plain["first"])
    shapes = [_fields(shape) for shape in plain["shapes"]]
    days = tuple(Day(day=first + timedelta(days=n), **shapes[place]) for n, place in enumerate(plain["days"]))
    return Calendar(version=plain["version"], days=days)


def _shape(day: Day) -> dict[str, Any]:
    return {
        "working": day.working,
        "sessions": [
            [each.opens.isoformat("minutes"), each.closes.isoformat("minutes")] for each in day.sessions
        ],
        "reason": {"vi": day.reason.vi, "en": day.reason.en},
        "special": day.special,
        "verified": day.verified,
        "provisional": day.provisional,
        "late_after": day.late_after.isoformat("minutes"),
    }


def _fields(shape: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **shape,
        "sessions": tuple(
            Session(time.fromisoformat(opens), time.fromisoformat(closes))
            for opens, closes in shape["sessions"]
        ),
        "reason": Text(vi=shape["reason"]["vi"], en=shape["reason"]["en"]),
        "late_after": time.fromisoformat(shape["late_after"]),
    }
