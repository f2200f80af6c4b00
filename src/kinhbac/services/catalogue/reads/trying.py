"""Tries a change on what was filed, piece by piece: what would differ, and in what. For who asked already who may."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kinhbac.base.worktime.calendar import Calendar
from kinhbac.services.catalogue.rules.trial import Outcome, effects_between, tried
from kinhbac.services.catalogue.types import Effect
from kinhbac.tools.grammar.seats import Filed, seats
from kinhbac.tools.grammar.types import Procedure

PIECE = 250
"""Dossiers tried in one piece."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change to be tried: of which procedure, from what to what, on which day's values, on which dossiers."""

    procedure: str
    before: Procedure
    after: Procedure
    on: date
    since: datetime
    until: datetime
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Differs:
    """A filing that would differ."""

    filed: Filed
    effects: frozenset[Effect]
    before: Outcome
    after: Outcome


def year_before(now: datetime) -> datetime:
    """Return the same moment a year earlier; of 29 February, that of the 28th."""
    try:
        return now.replace(year=now.year - 1)
    except ValueError:
        return now.replace(year=now.year - 1, day=28)


def filed_under(procedure: str, since: datetime, until: datetime) -> int:
    """Return how much was filed under a procedure between two moments; nothing where nobody files."""
    return seats.filings.count(procedure, since, until) if seats.filings is not None else 0


def piece_of(change: Change, after: str) -> tuple[Filed, ...]:
    """Return the next filings to be tried, those never received too."""
    if seats.filings is None:
        return ()
    return seats.filings.page(change.procedure, change.since, change.until, after=after, most=PIECE)


def differing(change: Change, filed: Sequence[Filed]) -> Iterator[Differs]:
    """Yield those filings that would differ; what was never received, or holds no answers any more, is passed over."""
    for each in filed:
        if not may_be_tried(each):
            continue
        before = tried(change.before, each, change.on, change.calendar)
        after = tried(change.after, each, change.on, change.calendar)
        effects = effects_between(before, after)
        if effects:
            yield Differs(each, effects, before, after)


def may_be_tried(filed: Filed) -> bool:
    """Say whether a filing was received and still holds its answers."""
    return filed.received_at is not None and bool(filed.answers)
