"""Following what took over from what, day by day. Entered by the rules of units and offices; knows neither."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

ONE_DAY = timedelta(days=1)


class Dated(Protocol):
    """Anything in force from a day to a day, both counted; None is open."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


class Succeeded(Dated, Protocol):
    """Anything dated that others may take over, as a whole or in parts."""

    @property
    def in_parts(self) -> bool: ...


T = TypeVar("T", bound=Succeeded)


@dataclass(frozen=True, slots=True)
class Trace(Generic[T]):
    """Where a thing went by a day: those in force then (perhaps none), and whether it was divided on the way."""

    found: tuple[T, ...]
    divided: bool


def in_force(thing: Dated, day: date) -> bool:
    """Say whether a thing is in force on a day."""
    return not begins_after(thing, day) and not ended_before(thing, day)


def begins_after(thing: Dated, day: date) -> bool:
    """Say whether a thing begins only after a day."""
    return thing.valid_from is not None and day < thing.valid_from


def ended_before(thing: Dated, day: date) -> bool:
    """Say whether a thing ended before a day."""
    return thing.valid_to is not None and thing.valid_to < day


def overlap(one: Dated, other: Dated) -> bool:
    """Say whether two things are in force on a common day."""
    first, second = sorted((one, other), key=lambda each: each.valid_from or date.min)
    return first.valid_to is None or second.valid_from is None or second.valid_from <= first.valid_to


def follow(start: T, day: date, successors: Callable[[T], Iterable[T]]) -> Trace[T]:
    """Return what a thing has become by a day.

    Args:
        start: a thing in force then or earlier; one that begins later leads to nothing.
        day: the day asked for.
        successors: those that took a thing over at its end; without circles (the reader sees to it).
    """
    if in_force(start, day):
        return Trace((start,), divided=False)
    if not ended_before(start, day):
        return Trace((), divided=False)
    found: dict[T, None] = {}
    divided = start.in_parts
    for each in successors(start):
        further = follow(each, day, successors)
        found.update(dict.fromkeys(further.found))
        divided = divided or further.divided
    return Trace(tuple(found), divided or len(found) > 1)
