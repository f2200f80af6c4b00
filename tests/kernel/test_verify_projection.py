"""Verify: each column of a case and of its parts, changed by hand, is found and named."""

from uuid import UUID, uuid4

import pytest

from kinhbac.kernel import models as tables
from kinhbac.kernel.verify import verify
from tests.cast import NAM
from tests.kernel.tampering import House, found, sql

pytestmark = pytest.mark.django_db

CASE_COLUMNS = {
    "kind": "other",
    "definition": "0" * 64,
    "code": "H05-9",
    "area": "2025/00000",
    "opened_at": "2026-04-28 02:00:01+00",
    "closed_at": "2026-04-28 02:00:01+00",
    "outcome": "granted",
    "due_at": "2027-04-28 02:00:01+00",
    "head": "0" * 64,
    "state": "{}",
}


@pytest.mark.parametrize("column", CASE_COLUMNS)
def test_each_column_of_a_case(house, column):
    sql(f"UPDATE kinhbac_case SET {column} = %s WHERE id = %s", CASE_COLUMNS[column], house.dossier)
    report = verify()
    assert [(fault.case, fault.seq) for fault in report.faults] == [
        ("H05-9" if column == "code" else "H05-1", None)
    ]
    assert f"`{column}`" in report.faults[0].what


def test_the_place_at_which_a_case_stands(house):
    sql("UPDATE kinhbac_case SET seq = 5 WHERE id = %s", house.dossier)
    assert found() == [("H05-1", 5)]
    sql("UPDATE kinhbac_case SET seq = 3 WHERE id = %s", house.dossier)
    assert found() == [("H05-1", 4)]


PART_COLUMNS = [
    ("step", "steps", {"key": "x.1", "name": "x", "office": "x", "role": "x", "how": "x", "calendar": "x"}),
    ("wait", "waits", {"key": "x", "on": "x"}),
    ("clock", "clocks", {"key": "x", "calendar": "x", "state": "stopped"}),
    ("party", "parties", {"role": "x"}),
    ("observer", "observers", {"role": "x", "office": "x"}),
    ("link", "links", {"kind": "parent"}),
]
MOMENTS = {
    "step": ("begun_at", "due_at", "ended_at"),
    "wait": ("begun_at", "ended_at"),
    "clock": ("due_at",),
}
PEOPLE = {"step": "person", "party": "person", "link": "other"}
PARTS = [
    *(
        (table, piece, column, value)
        for table, piece, columns in PART_COLUMNS
        for column, value in columns.items()
    ),
    *(
        (table, piece, column, "2027-04-28 02:00:01+00")
        for table, piece, _ in PART_COLUMNS
        for column in MOMENTS.get(table, ())
    ),
    *((table, piece, PEOPLE[table], NAM.person) for table, piece, _ in PART_COLUMNS if table in PEOPLE),
]


def one_of(table: str, house: House) -> tuple[UUID, str, int]:
    """Return a case that has a row in the table, how a fault names it, and the row's key."""
    case = house.caused if table == "link" else house.dossier
    model = next(
        each
        for each in (tables.Step, tables.Wait, tables.Clock, tables.Party, tables.Observer, tables.Link)
        if table == each._meta.model_name
    )
    return (
        case,
        str(case) if table == "link" else "H05-1",
        model.objects.filter(case=case).order_by("id").first().pk,
    )


@pytest.mark.parametrize(("table", "piece", "column", "value"), PARTS)
def test_each_column_of_the_parts(house, table, piece, column, value):
    _, name, key = one_of(table, house)
    sql(f'UPDATE kinhbac_{table} SET "{column}" = %s WHERE id = %s', value, key)
    assert [(fault.case, fault.what) for fault in verify().faults] == [
        (name, f"its table differs from its journal in `{piece}`")
    ]


@pytest.mark.parametrize(("table", "piece"), [(table, piece) for table, piece, _ in PART_COLUMNS])
def test_a_row_of_the_parts_taken_away_or_put_on_another_case(house, table, piece):
    _, name, key = one_of(table, house)
    sql(f"UPDATE kinhbac_{table} SET case_id = %s WHERE id = %s", house.report, key)
    assert {fault.case for fault in verify().faults} == {name, str(house.report)}
    sql(f"UPDATE kinhbac_{table} SET case_id = %s WHERE id = %s", uuid4(), key)
    assert len(verify().faults) == 2  # missed in its case, and homeless
    sql(f"DELETE FROM kinhbac_{table} WHERE id = %s", key)
    assert [(fault.case, piece in fault.what) for fault in verify().faults] == [(name, True)]


def test_a_party_put_in(house):
    sql(
        "INSERT INTO kinhbac_party (case_id, role, person) VALUES (%s, 'applicant', %s)",
        house.dossier,
        NAM.person,
    )
    assert found() == [("H05-1", None)]
