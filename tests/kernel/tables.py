"""The kernel's tables as tests look at them: every row, to compare what was there with what is there."""

from uuid import UUID

from kinhbac.kernel import models as tables
from kinhbac.kernel.record import case_state
from kinhbac.kernel.types import CaseState

ALL_TABLES = (
    tables.Case,
    tables.Entry,
    tables.Content,
    tables.Step,
    tables.Wait,
    tables.Clock,
    tables.Party,
    tables.Observer,
    tables.Link,
    tables.Series,
)


def written() -> dict:
    """Return every row of the kernel, to compare what was there with what is there."""
    return {table: sorted(map(repr, table.objects.values_list())) for table in ALL_TABLES}


def state_of(case: UUID) -> CaseState:
    return case_state(tables.Case.objects.get(pk=case))
