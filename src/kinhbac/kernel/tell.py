"""Tell: after the commit, every entry reaches the listeners, and every case its followers, at least once and in order.

The journal is the queue. A case remembers how far its entries have been told, so that nothing is lost when a
process dies between the commit and the telling, and an act writes no row of its own for it.
"""

import logging
from collections.abc import Iterator
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from kinhbac.kernel import models as tables
from kinhbac.kernel import seal
from kinhbac.kernel.reads import entries_of
from kinhbac.kernel.record import case_state
from kinhbac.kernel.seats import seats

logger = logging.getLogger(__name__)

PAGE = 500
"""Cases looked up at once."""


def tell_pending(limit: int = 500) -> int:
    """Tell what has not been told, of at most `limit` cases; return how many cases were brought up to date.

    A listener or follower that fails leaves its case for the next round and does not hold up the others.
    """
    told = 0
    for case in _waiting():
        try:
            with transaction.atomic():
                told += _tell(case)
        except Exception:
            logger.exception("a listener or follower failed on case %s; it will be told again", case)
        if told == limit:
            break
    return told


def tell_all() -> int:
    """Tell until nothing is left that can be told; return how many cases were brought up to date."""
    return sum(_rounds())


def _rounds() -> Iterator[int]:
    while told := tell_pending():
        yield told


def _waiting() -> Iterator[UUID]:
    """Yield the cases with something to tell, oldest first, page by page: those that fail never hide the others."""
    later = Q()
    while True:
        waiting = tables.Case.objects.filter(later, told__lt=F("seq")).order_by("opened_at", "pk")
        page = list(waiting.values_list("pk", "opened_at")[:PAGE])
        yield from (case for case, _ in page)
        if len(page) < PAGE:
            return
        case, opened_at = page[-1]
        later = Q(opened_at__gt=opened_at) | Q(opened_at=opened_at, pk__gt=case)


def _tell(case: UUID) -> int:
    skip = connection.features.has_select_for_update_skip_locked
    row = tables.Case.objects.select_for_update(skip_locked=skip).filter(pk=case, told__lt=F("seq")).first()
    if row is None:
        return 0
    state = case_state(row)
    history = entries_of(row.pk)
    entries = [entry for entry in history if entry.seq > row.told]
    for entry in entries:
        for listener in seats.listeners.values():
            listener(entry, state)
    for follower in seats.followers.values():
        follower(state, history)
    seal.witness(entries)  # on the disk before the case counts as told: a crash between them tells again
    tables.Case.objects.filter(pk=row.pk).update(told=row.seq)
    return 1
