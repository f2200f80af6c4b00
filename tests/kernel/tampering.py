"""A house of cases to be tampered with behind the kernel's back, and what `verify` then finds."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kinhbac.kernel import models as tables
from kinhbac.kernel.verify import verify
from tests.cast import SPECIALIST
from tests.kernel.desk import DOSSIER, accepted_dossier, do, dossier_values, open_report


@dataclass(frozen=True)
class House:
    """What stands in the tables: a dossier of four entries that an office observes, another, a report, and the dossier it caused."""

    dossier: UUID
    other: UUID
    report: UUID
    caused: UUID


def furnished(published) -> House:
    """Return the house, just built."""
    dossier = accepted_dossier(published, code="H05-1", observer="2025.24.land")
    do(dossier, "supplement", SPECIALIST)
    do(dossier, "supplied", SPECIALIST, left="2 working days", key="k1")
    other = accepted_dossier(published, code="H05-2")
    report = open_report(published).case
    do(report, "open_dossier", SPECIALIST, definition=published[DOSSIER], values=dossier_values())
    caused = tables.Link.objects.get(other=report).case_id
    return House(dossier, other, report, caused)


def sql(text: str, *values) -> None:
    """Change the database behind the kernel's back."""
    plain = [_stored(value) for value in values]
    with connection.cursor() as cursor:
        cursor.execute(text, plain)
        assert cursor.rowcount != 0, f"nothing was changed by {text}"


def _stored(value):
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def found() -> list[tuple[str, int | None]]:
    report = verify()
    assert report.holds == (not report.faults)
    return [(fault.case, fault.seq) for fault in report.faults]
