"""The list of the desk: what waits for a viewer, the least time first, a page at a time; and what was done.

A page is found by the place where it begins (keyset), so the tenth costs what the first does.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kinhbac.base.text import Text
from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.matching import few_with
from kinhbac.tools.desk.reads.scope import found_offices, led_items, led_offices, own_items, post_items
from kinhbac.tools.desk.rules.words import sought
from kinhbac.tools.desk.types import (
    ENDED,
    FREE,
    LATE,
    MINE,
    OFFICE,
    TOMORROW,
    Chosen,
    Cursor,
    Filter,
    Item,
    Listed,
)

PAGE = 50
"""Lines of a page."""
FEW_FOUND = 1_000
"""Cases with the words sought, so few that the list is read by them."""


def inbox(
    viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime, cursor: Cursor | None = None
) -> Listed:
    """Return a page of the viewer's list.

    Args:
        viewer: whose list.
        asked: what it is narrowed to.
        now: aware; what is due before it is late.
        soon_until: aware; what is due until then comes tomorrow at the latest.
        cursor: where the page begins or, going backwards, ends.
    """
    rows = _rows(viewer, asked, now, soon_until)
    latest_first = asked.queue == ENDED
    return page_of(rows, cursor, latest_first=latest_first)


def chosen_by(
    viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime, kind: str, most: int
) -> tuple[Chosen, ...]:
    """Return the open items of a filter, at most `most`; of one kind, where one is named."""
    rows = _rows(viewer, asked, now, soon_until).order_by("sort_at", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    return tuple(Chosen(case, step) for case, step in rows.values_list("case__case", "step")[:most])


def counted(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> int:
    """Return how many items a filter lets through."""
    return _rows(viewer, asked, now, soon_until).count()


def items_of(viewer: Viewer, chosen: tuple[Chosen, ...]) -> dict[Chosen, Item]:
    """Return those of some items that the viewer is shown, by which they are."""
    rows = tables.Item.objects.filter(own_items(viewer) | led_items(viewer) | post_items(viewer))
    rows = rows.filter(case__case__in={each.case for each in chosen}).select_related("case")
    found = {Chosen(row.case_id, row.step): item_of(row) for row in rows}
    return {each: found[each] for each in chosen if each in found}


def page_of(rows: QuerySet[tables.Item], cursor: Cursor | None, *, latest_first: bool = False) -> Listed:
    """Return the page of a list that begins, or ends, at a place."""
    backwards = cursor is not None and cursor.backwards
    falling = latest_first != backwards
    if cursor is not None:
        rows = rows.filter(_beyond(cursor, falling=falling))
    order = ("-sort_at", "-pk") if falling else ("sort_at", "pk")
    found = list(rows.select_related("case").order_by(*order)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    items = tuple(item_of(row) for row in found)
    has_before, has_after = (more, True) if backwards else (cursor is not None, more)
    return Listed(
        items=items,
        before=replace(place_of(items[0]), backwards=True) if items and has_before else None,
        after=place_of(items[-1]) if items and has_after else None,
    )


def place_of(item: Item) -> Cursor:
    """Return the place of an item in its list."""
    return Cursor(item.sort_at, item.number)


def item_of(row: tables.Item) -> Item:
    """Return an item with its label; the row was read with it."""
    label = row.case
    return Item(
        number=row.pk,
        case=row.case_id,
        step=row.step,
        kind=row.kind,
        case_code=label.code or str(row.case_id),
        title=label.title,
        subject=label.subject,
        subject_name=Text(vi=label.subject_vi, en=label.subject_en),
        queue=row.queue,
        state=row.state,
        office=row.office,
        role=row.role,
        person=row.person,
        since=row.since,
        due_at=row.due_at,
        sort_at=row.sort_at,
        ended_at=row.sort_at if row.ended else None,
    )


def scoped(viewer: Viewer, asked: Filter) -> QuerySet[tables.Item]:
    """Return the open items of the viewer, or of the offices she leads, before anything else is asked of them."""
    allowed = led_items(viewer) if asked.whose == OFFICE else own_items(viewer)
    rows = tables.Item.objects.filter(allowed, ended=False)
    if asked.whose == MINE:
        return rows.filter(person__in=viewer.people())
    return rows.filter(person=None) if asked.whose == FREE else rows


def _rows(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> QuerySet[tables.Item]:
    if asked.queue == ENDED:
        rows = _ended(viewer, asked)
    else:
        rows = _in_queue(scoped(viewer, asked), asked.queue, now, soon_until)
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if asked.field:
        rows = rows.filter(field=asked.field)
    return _with_words(rows, viewer, sought(asked.sought))


def _with_words(rows: QuerySet[tables.Item], viewer: Viewer, words: tuple[str, ...]) -> QuerySet[tables.Item]:
    """Narrow a list to the cases with all words: by their labels where they are few, else one by one, for then a page is full soon."""
    if not words:
        return rows
    labels = few_with(found_offices(viewer), words, FEW_FOUND)
    if labels is not None:
        return rows.filter(case__pk__in=labels)
    for word in words:
        rows = rows.filter(case__folded__contains=f" {word}")
    return rows


def _in_queue(
    rows: QuerySet[tables.Item], queue: str, now: datetime, soon_until: datetime
) -> QuerySet[tables.Item]:
    if queue == LATE:
        return rows.filter(sort_at__lt=now)
    if queue == TOMORROW:
        return rows.filter(sort_at__gte=now, sort_at__lte=soon_until)
    return rows.filter(queue=queue) if queue else rows


def _ended(viewer: Viewer, asked: Filter) -> QuerySet[tables.Item]:
    allowed = led_items(viewer) if asked.whose == OFFICE else post_items(viewer)
    rows = tables.Item.objects.filter(allowed, ended=True, superseded=False)
    return rows.filter(person__in=viewer.people()) if asked.whose == MINE else rows


def _beyond(cursor: Cursor, *, falling: bool) -> Q:
    """Return the condition of what comes after a place; the first part alone is a range of the index."""
    if falling:
        past = Q(sort_at__lt=cursor.sort_at) | Q(pk__lt=cursor.number)
        return Q(sort_at__lte=cursor.sort_at) & past
    past = Q(sort_at__gt=cursor.sort_at) | Q(pk__gt=cursor.number)
    return Q(sort_at__gte=cursor.sort_at) & past


def desk_of(viewer: Viewer, office: str, person: UUID) -> tuple[Chosen, ...]:
    """Return the open items that are one officer's own at an office, for whoever assigns work there."""
    if office not in led_offices(viewer):
        return ()
    rows = tables.Item.objects.filter(office=office, person=person, ended=False).order_by("sort_at", "pk")
    return tuple(Chosen(case, step) for case, step in rows.values_list("case__case", "step"))


def loads_at(viewer: Viewer, office: str) -> dict[UUID, int]:
    """Return how many open items are each officer's own at an office, for whoever assigns work there."""
    if office not in led_offices(viewer):
        return {}
    rows = tables.Item.objects.filter(office=office, ended=False).exclude(person=None)
    return dict(rows.values_list("person").annotate(n=Count("pk")).order_by())
