"""Rows: few statements whatever their number, and what stands in a place is brought to its new values."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models

from kinhbac.kernel import models as tables
from kinhbac.kernel import rows
from tests.cast import NOW, RECEIVER
from tests.kernel.desk import do, open_dossier
from tests.support.statements import asked

pytestmark = pytest.mark.django_db

COLUMNS = ("case_id", "key", "on", "begun_at", "ended_at")


def wait(number: int, on: str = "citizen", ended_at=None):
    return (UUID(int=1), f"w{number}", on, NOW, ended_at)


def stored():
    return list(tables.Wait.objects.order_by("id").values_list("key", "on", "begun_at", "ended_at"))


@pytest.mark.parametrize(("count", "statements"), [(0, 0), (1, 1), (2, 1), (100, 1), (101, 2), (250, 3)])
def test_many_rows_are_few_statements(django_assert_num_queries, count, statements):
    with django_assert_num_queries(statements):
        rows.insert(tables.Wait, COLUMNS, [wait(number) for number in range(count)])
    assert stored() == [(f"w{number}", "citizen", NOW, None) for number in range(count)]


def test_what_stands_in_the_place_is_changed_and_the_rest_is_put_in():
    rows.insert(tables.Wait, COLUMNS, [wait(1), wait(2)])
    rows.upsert(tables.Wait, COLUMNS, 2, [wait(2, "office", NOW), wait(3)])
    assert stored() == [
        ("w1", "citizen", NOW, None),
        ("w2", "office", NOW, NOW),
        ("w3", "citizen", NOW, None),
    ]


def test_a_row_that_is_all_place_is_put_in_once():
    party = (UUID(int=1), "applicant", UUID(int=2))
    for _ in range(2):
        rows.upsert(tables.Party, ("case_id", "role", "person"), 3, [party])
    assert list(tables.Party.objects.values_list("case_id", "role", "person")) == [party]


def test_rows_of_one_place_come_in_the_order_of_a_column():
    rows.insert(tables.Wait, COLUMNS, [wait(3), wait(1, "office", NOW), wait(2)])
    rows.insert(tables.Wait, COLUMNS, [(UUID(int=2), "w0", "citizen", NOW, None)])
    columns = ("key", "ended_at", "case_id")
    found = rows.listed(tables.Wait, columns, "case_id", UUID(int=1), by="key")
    one = UUID(int=1)
    assert found == [("w1", NOW, one), ("w2", None, one), ("w3", None, one)]


def test_an_update_says_how_many_rows_there_were():
    rows.insert(tables.Wait, COLUMNS, [wait(1)])
    change = ("office", UUID(int=1))
    assert rows.update(tables.Wait, ("on",), ("case_id", "key"), (*change, "w1")) == 1
    assert rows.update(tables.Wait, ("on",), ("case_id", "key"), (*change, "w9")) == 0
    assert stored() == [("w1", "office", NOW, None)]


def test_a_median_act_is_six_statements(published):
    """The case read and locked, the case, the entry, its content, its step, its clock."""
    case = open_dossier(published).case
    with asked() as said:
        do(case, "accept", RECEIVER, seen=1, key="k", note="đủ")
    assert [statement.split()[0] for statement in said] == ["SELECT", "UPDATE", *["INSERT"] * 4]


def test_a_server_keeps_a_fixed_statement_ready_and_no_other(published):
    code = "H05-9"
    open_dossier(published, code=code)
    for _ in range(3):
        assert rows.find(tables.Case, "code", code) is not None
        assert rows.fetch('SELECT "seq" FROM "kinhbac_case" WHERE "code" = %s', (code,), ()) == [(1,)]
    assert kept_ready('SELECT "id"') == (1 if connection.vendor == "postgresql" else 0)
    assert kept_ready('SELECT "seq"') == 0


def kept_ready(text: str) -> int:
    """Return how many statements that begin so the server has ready for this connection; SQLite has no server."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return sum(
            statement.startswith(text) and '"code" =' in statement for (statement,) in cursor.fetchall()
        )


def test_a_row_is_found_as_the_framework_finds_it(published):
    open_dossier(published, code="H05-9")
    expected = tables.Case.objects.get(code="H05-9")
    found = rows.find(tables.Case, "code", "H05-9")
    assert found is not None
    assert all(
        getattr(found, field.attname) == getattr(expected, field.attname)
        for field in tables.Case._meta.concrete_fields
    )
    assert rows.find(tables.Case, "id", expected.pk) == expected
    assert rows.find(tables.Case, "code", "H05-0") is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (models.DateTimeField, NOW),
        (models.DateTimeField, NOW + timedelta(microseconds=1)),
        (models.UUIDField, UUID(int=7)),
    ],
)
def test_a_shorter_way_gives_what_the_columns_own_gives(kind, value):
    columns = [field for table in apps.get_models() for field in table._meta.concrete_fields]
    there = [field for field in columns if type(getattr(field, "target_field", field)) is kind]
    assert there
    for field in there:
        given = rows._prepare(field, connection.vendor)(value)
        assert given == field.get_db_prep_save(value, connection)
