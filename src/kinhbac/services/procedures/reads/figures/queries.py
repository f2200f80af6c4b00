"""Queries: the columns of the figures as conditions on the table of stays, and many of them counted at once.

Every column says the same here as in `rules.figures.columns`; tests compare both on the same stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.rules.figures import stay as words
from kinhbac.services.procedures.rules.figures.columns import COLUMNS, SUMS, Column, Edge, Period
from kinhbac.services.procedures.rules.figures.counting import NOTHING, Counts

Group = tuple[Any, ...]
_OF_STAY = (
    "state",
    "since",
    "until",
    "came",
    "left",
    "due_at",
    "halted_at",
    "supplements",
    "punctuality",
)
_NO_DOSSIER = words.Dossier(UUID(int=0), "", "", "", "", "", None)


def condition(key: str, period: Period) -> Q:
    """Return the condition by which a column, or a sum of columns, takes stays that touch the period."""
    if key in SUMS:
        parts = [condition(part, period) for part in SUMS[key][1]]
        return Q(*parts, _connector=Q.OR)
    return _condition(COLUMNS[key], period)


def touching(stays: QuerySet[Stay], period: Period) -> QuerySet[Stay]:
    """Return the stays that any column of the period can count."""
    return stays.filter(Q(until=None) | Q(until__gte=period.begins), since__lt=period.ends)


def counted(stays: QuerySet[Stay], by: Sequence[str], period: Period) -> dict[Group, Counts]:
    """Count all columns at once for each group of stays.

    Args:
        stays: of one sort of keeper.
        by: columns of the table; none gives one group, ().
        period: which moments.
    """
    counts = {f"n_{key}": Count("pk", filter=_condition(each, period)) for key, each in COLUMNS.items()}
    found: dict[Group, Counts] = {}
    in_time = stays.filter(since__lt=period.ends)
    # two questions, each along an index of its own: what lasts, and what ended since the period began
    for part in (in_time.filter(until=None), in_time.filter(until__gte=period.begins)):
        for row in _grouped(part, by, counts):
            group = tuple(row[name] for name in by)
            line = Counts({key: row[f"n_{key}"] for key in COLUMNS})
            found[group] = found.get(group, NOTHING).plus(line)
    return found


def plain_stays(stays: QuerySet[Stay], period: Period) -> Iterator[words.Stay]:
    """Yield the stays that touch a period as the rules know them, without what they repeat of their dossier."""
    rows = touching(stays, period).order_by().values_list(*_OF_STAY)
    for state, since, until, came, left, due_at, halted_at, supplements, punctuality in rows.iterator():
        yield words.Stay(
            dossier=_NO_DOSSIER,
            keeper="",
            office="",
            person=None,
            state=state,
            since=since,
            until=until,
            came=came,
            left=left,
            due_at=due_at,
            halted_at=halted_at,
            supplements=supplements,
            punctuality=punctuality,
        )


def _grouped(stays: QuerySet[Stay], by: Sequence[str], counts: Mapping[str, Count]) -> Sequence[Any]:
    if not by:
        return [stays.aggregate(**counts)]
    return list(stays.order_by().values(*by).annotate(**counts))


def _condition(column: Column, period: Period) -> Q:
    states = Q(state__in=sorted(column.states))
    if column.edge is Edge.OPENING:
        return states & Q(since__lt=period.begins) & _there_at(period.begins)
    if column.edge is Edge.COMING:
        return states & Q(came__in=sorted(column.ways), since__gte=period.begins, since__lt=period.ends)
    if column.edge is Edge.LEAVING:
        left = Q(left__in=sorted(column.ways), until__gte=period.begins, until__lt=period.ends)
        judged = Q(punctuality__in=sorted(column.punctuality)) if column.punctuality else Q()
        return states & left & judged
    there = states & Q(since__lt=period.ends) & _there_at(period.ends)
    return there & _lateness(column.overdue, period.seen_at)


def _there_at(moment: datetime) -> Q:
    return Q(until=None) | Q(until__gte=moment)


def _lateness(overdue: bool | None, seen_at: datetime) -> Q:  # noqa: FBT001  - as the column holds it
    if overdue is None:
        return Q()
    late = Q(halted_at=None, due_at__lt=seen_at) | Q(due_at__lt=F("halted_at"))
    in_time = Q(halted_at=None, due_at__gte=seen_at) | Q(due_at__gte=F("halted_at"))
    if overdue:
        return Q(due_at__isnull=False) & (late | Q(supplements__gt=1))
    return Q(due_at=None) | (in_time & Q(supplements__lte=1))
