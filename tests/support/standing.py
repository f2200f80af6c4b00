"""A province that stands: made once by the house's own acts, then put into each test's database as rows."""

from collections.abc import Callable, Sequence

from django.db import models

from kinhbac.kernel.models import Definition
from kinhbac.site.publishing import Plain
from kinhbac.tools.identity.models import (
    Account,
    Child,
    Eid,
    EidItem,
    Firm,
    FirmAgent,
    Person,
    Post,
    ReminderWish,
)

TABLES: tuple[type[models.Model], ...] = (
    Definition,
    Person,
    Account,
    Post,
    Firm,
    FirmAgent,
    Child,
    ReminderWish,
    Eid,
    EidItem,
)
"""What publishing and enrolling write, in an order in which rows may be put back."""

BATCHES = {Definition: 1}
"""How many rows go in at once, where not a hundred: PostgreSQL takes several as arrays, and the driver quotes each
letter of their long texts by itself."""

_kept: dict[int, list[tuple[type[models.Model], list[models.Model]]]] = {}


def stand(catalogue: Sequence[Plain], make: Callable[[], None]) -> None:
    """Make a province with a catalogue in an empty database, or put back the rows that making it has left before."""
    name = len(catalogue)  # the province of few procedures, or of all
    if name not in _kept:
        make()
        _kept[name] = [(table, list(table._base_manager.all())) for table in TABLES]
        return
    for table, rows in _kept[name]:
        table._base_manager.bulk_create(rows, batch_size=BATCHES.get(table, 100))
