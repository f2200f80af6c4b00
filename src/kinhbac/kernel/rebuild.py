"""Rebuild: make every projection again from the journal, as if it had been lost."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import transaction

from kinhbac.kernel import models as tables
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.parts import PARTS
from kinhbac.kernel.reads import History, histories
from kinhbac.kernel.record import case_columns
from kinhbac.kernel.seats import Change, seats
from kinhbac.kernel.types import CaseState

PAGE = 100
"""Cases made again in one transaction."""


def rebuild() -> Iterator[UUID]:
    """Make every case's rows and projections again, a page of cases in a transaction; yield a case when it is done.

    Acts may go on meanwhile: the cases of a page are locked while their rows are made. How far a case was told is kept;
    a case whose row was lost is told again from the start, which listeners bear. Broken off, it is begun again.
    """
    for projection in seats.projections.values():
        with transaction.atomic():
            projection.clear()
    cases = list(tables.Entry.objects.filter(seq=1).order_by("case_id").values_list("case_id", flat=True))
    for start in range(0, len(cases), PAGE):
        page = cases[start : start + PAGE]
        with transaction.atomic():
            _rebuild_page(page)
        yield from page


def _rebuild_page(page: Sequence[UUID]) -> None:
    list(tables.Case.objects.select_for_update().filter(pk__in=page).order_by("pk").values_list("pk"))
    changes = [_made_again(history) for history in histories(page).values()]
    for change in changes:
        _rebuild_case(change.after)
    for projection in seats.projections.values():
        projection.write(changes)
    for change in changes:
        for follower in seats.followers.values():
            follower(change.after, change.entries)


def _made_again(history: History) -> Change:
    entries, contents = history
    state = fold_all(entries)
    assert state is not None  # its first entry named the case
    return Change(None, state, entries, contents)


def _rebuild_case(state: CaseState) -> None:
    if (
        state.code is not None
    ):  # a wrecked row elsewhere may bear the number; it gets its own when its turn comes
        tables.Case.objects.filter(code=state.code).exclude(pk=state.case).update(code=None)
    tables.Case.objects.update_or_create(pk=state.case, defaults=case_columns(state))
    for part in PARTS:
        part.table._default_manager.filter(case=state.case).delete()  # noqa: SLF001 - the table's own manager
        part.write(part.rows(state))
