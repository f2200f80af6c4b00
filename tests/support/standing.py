"""A province that stands: made once by the house's own acts, then put into each test's database as rows."""

from collections.abc import Callable, Sequence

from django.db import connection, models

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

_kept: dict[int, list[Callable[[], object]]] = {}


def stand(catalogue: Sequence[Plain], make: Callable[[], None]) -> None:
    """Make a province with a catalogue in an empty database, or put back the rows that making it has left before."""
    name = len(catalogue)  # the province of few procedures, or of all
    if name not in _kept:
        make()
        keep = _kept_as_it_is if connection.vendor == "postgresql" else _kept_as_objects
        _kept[name] = [keep(table) for table in TABLES]
        return
    for put_back in _kept[name]:
        put_back()


def _kept_as_objects(table: type[models.Model]) -> Callable[[], object]:
    rows = list(table._base_manager.all())
    return lambda: table._base_manager.bulk_create(rows, batch_size=100)


def _kept_as_it_is(table: type[models.Model]) -> Callable[[], object]:
    """Keep a table as PostgreSQL gives and takes it: as values, its driver would quote each letter of the long texts."""
    name = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} TO STDOUT (FORMAT binary)") as rows:
        kept = b"".join(rows)

    def put_back() -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN (FORMAT binary)") as rows:
            rows.write(kept)

    return put_back
