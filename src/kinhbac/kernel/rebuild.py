"""Rebuild: make the projection again from the journal, as if it had been lost."""

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from kinhbac.kernel import models as tables
from kinhbac.kernel.fold import fold_all
from kinhbac.kernel.parts import PARTS
from kinhbac.kernel.reads import entries_of
from kinhbac.kernel.record import case_columns


def rebuild() -> Iterator[UUID]:
    """Make every case's rows again, one transaction a case, and yield the case when it is done.

    Acts may go on meanwhile: a case is locked while its rows are made. How far a case was told is kept; a case
    whose row was lost is told again from the start, which listeners bear.
    """
    cases = tables.Entry.objects.filter(seq=1).order_by("case_id").values_list("case_id", flat=True)
    for case in list(cases):
        with transaction.atomic():
            list(tables.Case.objects.select_for_update().filter(pk=case))
            _rebuild_case(case)
        yield case


def _rebuild_case(case: UUID) -> None:
    state = fold_all(entries_of(case))
    if state is None:
        return
    if (
        state.code is not None
    ):  # a wrecked row elsewhere may bear the number; it gets its own when its turn comes
        tables.Case.objects.filter(code=state.code).exclude(pk=case).update(code=None)
    tables.Case.objects.update_or_create(pk=case, defaults=case_columns(state))
    for part in PARTS:
        part.table._default_manager.filter(case=case).delete()  # noqa: SLF001 - the table's own manager
        part.write(part.rows(state))
