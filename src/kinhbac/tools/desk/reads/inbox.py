"""The list of the desk: what waits for a viewer, the least time first, a page at a time; and what was done.

A page is found by the place where it begins (keyset), so the tenth costs what the first does.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from kinhbac.kernel.types import Viewer
from kinhbac.tools.desk import models as tables
from kinhbac.tools.desk.reads.conditions import (
    DONE,
    FREE,
    OPEN,
    Condition,
    among,
    begins_a_word,
    compared,
    either,
)
from kinhbac.tools.desk.reads.items import FALLING, RISING, chosen, how_many, items
from kinhbac.tools.desk.reads.matching import few_with
from kinhbac.tools.desk.reads.scope import (
    found_offices,
    her_own,
    led_items,
    led_offices,
    own_items,
    post_items,
    shown_items,
)
from kinhbac.tools.desk.rules.words import sought
from kinhbac.tools.desk.types import (
    ENDED,
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
from kinhbac.tools.desk.types import FREE as NOBODYS

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
    where = _listed(viewer, asked, now, soon_until)
    backwards = cursor is not None and cursor.backwards
    falling = (asked.queue == ENDED) != backwards
    if cursor is not None:
        where &= _beyond(cursor, falling=falling)
    found = items(where, FALLING if falling else RISING, PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    if backwards:
        found.reverse()
    has_before, has_after = (more, True) if backwards else (cursor is not None, more)
    return Listed(
        items=tuple(found),
        before=replace(place_of(found[0]), backwards=True) if found and has_before else None,
        after=place_of(found[-1]) if found and has_after else None,
    )


def chosen_by(
    viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime, kind: str, most: int
) -> tuple[Chosen, ...]:
    """Return the open items of a filter, at most `most`; of one kind, where one is named."""
    where = _listed(viewer, asked, now, soon_until)
    if kind:
        where &= compared("item.kind", "=", kind)
    return chosen(where, RISING, most)


def counted(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> int:
    """Return how many items a filter lets through."""
    return how_many(_listed(viewer, asked, now, soon_until))


def items_of(viewer: Viewer, wanted: tuple[Chosen, ...]) -> dict[Chosen, Item]:
    """Return those of some items that the viewer is shown, by which they are."""
    where = shown_items(viewer) & among("item.case_id", {each.case for each in wanted})
    found = {Chosen(item.case, item.step): item for item in items(where)}
    return {each: found[each] for each in wanted if each in found}


def place_of(item: Item) -> Cursor:
    """Return the place of an item in its list."""
    return Cursor(item.sort_at, item.number)


def waiting(viewer: Viewer, whose: str) -> Condition:
    """Return the condition of the open items of the viewer, or of the offices she leads, before anything else is asked."""
    allowed = (led_items(viewer) if whose == OFFICE else own_items(viewer)) & OPEN
    if whose == MINE:
        return allowed & her_own(viewer)
    return allowed & FREE if whose == NOBODYS else allowed


def _listed(viewer: Viewer, asked: Filter, now: datetime, soon_until: datetime) -> Condition:
    if asked.queue == ENDED:
        where = _ended(viewer, asked)
    else:
        where = _in_queue(waiting(viewer, asked.whose), asked.queue, now, soon_until)
    if asked.subject:
        where &= compared("item.subject", "=", asked.subject)
    if asked.field:
        where &= compared("item.field", "=", asked.field)
    return _with_words(where, viewer, sought(asked.sought))


def _with_words(where: Condition, viewer: Viewer, words: tuple[str, ...]) -> Condition:
    """Narrow a list to the cases with all words: by their labels where they are few, else one by one, for then a page is full soon."""
    if not words:
        return where
    labels = few_with(found_offices(viewer), words, FEW_FOUND)
    if labels is not None:
        return where & among("label.id", labels)
    for word in words:
        where &= begins_a_word(word)
    return where


def _in_queue(where: Condition, queue: str, now: datetime, soon_until: datetime) -> Condition:
    if queue == LATE:
        return where & compared("item.sort_at", "<", now)
    if queue == TOMORROW:
        return where & compared("item.sort_at", ">=", now) & compared("item.sort_at", "<=", soon_until)
    return where & compared("item.queue", "=", queue) if queue else where


def _ended(viewer: Viewer, asked: Filter) -> Condition:
    where = (led_items(viewer) if asked.whose == OFFICE else post_items(viewer)) & DONE
    return where & her_own(viewer) if asked.whose == MINE else where


def _beyond(cursor: Cursor, *, falling: bool) -> Condition:
    """Return the condition of what comes after a place; the first part alone is a range of the index."""
    sign = "<" if falling else ">"
    past = [compared("item.sort_at", sign, cursor.sort_at), compared("item.id", sign, cursor.number)]
    return compared("item.sort_at", f"{sign}=", cursor.sort_at) & either(past)


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
