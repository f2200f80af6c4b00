"""The dossiers of a cell: what a number on the screen is made of, page by page."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kinhbac.kernel.types import Viewer
from kinhbac.services.procedures.models import Stay
from kinhbac.services.procedures.reads.figures.queries import condition, touching
from kinhbac.services.procedures.reads.figures.scope import (
    field_names,
    named,
    office_name,
    procedure_names,
    stays_for,
)
from kinhbac.services.procedures.rules.figures.asked import Asked, CellRow, CellRows
from kinhbac.services.procedures.rules.figures.columns import Period
from kinhbac.services.procedures.rules.figures.periods import period_of
from kinhbac.tools.identity.reads import names_of

PAGE = 50


def cell_rows(asked: Asked, column: str, viewer: Viewer, now: datetime, *, after: str = "") -> CellRows:
    """Return a page of the dossiers that a cell counts, the earliest first.

    Args:
        asked: narrowed to the line of the cell.
        column: a key of COLUMNS or SUMS.
        viewer: who reads.
        now: as for the figures.
        after: where the page before ended, "" for the first; what is no such place is taken for the first.
    """
    period = period_of(asked.first, asked.last, now)
    stays = touching(stays_for(viewer, asked), period).filter(condition(column, period))
    page = list(stays.filter(_beyond(after)).order_by("since", "pk")[: PAGE + 1])
    following = f"{page[PAGE - 1].since.isoformat()}_{page[PAGE - 1].pk}" if len(page) > PAGE else None
    return CellRows(_rows(page[:PAGE], period, viewer), stays.count(), following)


def cell_codes(asked: Asked, column: str, viewer: Viewer, now: datetime) -> QuerySet[Stay, str]:
    """Return the codes of all dossiers of a cell, for the check that a number is made of its rows."""
    period = period_of(asked.first, asked.last, now)
    stays = touching(stays_for(viewer, asked), period).filter(condition(column, period))
    return stays.order_by("since", "pk").values_list("code", flat=True)


def _beyond(after: str) -> Q:
    since, _, key = after.rpartition("_")
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        return Q()
    if moment.utcoffset() is None or not key.isdecimal() or len(key) > 18:
        return Q()
    return Q(since__gt=moment) | Q(since=moment, pk__gt=int(key))


def _rows(page: list[Stay], period: Period, viewer: Viewer) -> tuple[CellRow, ...]:
    people: frozenset[UUID] = frozenset(each.person for each in page if each.person is not None)
    names, fields, procedures = names_of(people, viewer), field_names(), procedure_names()
    return tuple(
        CellRow(
            key=str(each.pk),
            code=each.code,
            procedure=named(procedures, each.procedure),
            field=named(fields, each.field),
            office=office_name(each.office),
            officer=names.get(each.person, "") if each.person is not None else "",
            since=each.since,
            came=each.came,
            until=each.until,
            left=each.left,
            due_at=each.due_at,
            punctuality=each.punctuality,
            overdue=each.until is None and _overdue(each, period.seen_at),
        )
        for each in page
    )


def _overdue(stay: Stay, seen_at: datetime) -> bool:
    if stay.due_at is None:
        return False
    return stay.due_at < (stay.halted_at or seen_at) or stay.supplements > 1
