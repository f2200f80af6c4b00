"""Transactions: how the databases are set, so that what was acknowledged is on the disk, and a reader sees one moment."""

import pytest
from django.db import connection, transaction
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext

from kinhbac.kernel import models as tables
from kinhbac.kernel.moment import one_moment
from kinhbac.site import environment
from tests.cast import SPECIALIST
from tests.kernel.desk import do, open_work_file
from tests.kernel.threads import at_once


@pytest.mark.django_db
def test_sqlite_is_set_for_a_case_store(tmp_path):
    """WAL, synchronous FULL (2), a writer that waits 30 s at BEGIN: asked of a connection of the settings' making."""
    settings = ConnectionHandler({"default": environment._sqlite(tmp_path / "cases.sqlite3")})
    opened = settings["default"]
    try:
        with opened.cursor() as cursor:
            asked = {
                pragma: cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
                for pragma in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
            }
        assert asked == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000, "foreign_keys": 1}
        with CaptureQueriesContext(opened) as queries:
            opened.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            opened.rollback()
        assert [query["sql"] for query in queries.captured_queries][:1] == ["BEGIN IMMEDIATE"]
    finally:
        opened.close()


@pytest.mark.django_db(transaction=True)
class TestDatabase:
    def test_the_database_of_the_tests_is_set_as_the_one_that_serves(self):
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                values = [
                    cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
                ]
                assert values == ["wal", 2]
            else:
                cursor.execute("SHOW synchronous_commit")
                assert cursor.fetchone() == ("on",)

    def test_a_moment_does_not_see_what_is_written_meanwhile_and_holds_nobody_up(self, published):
        case = open_work_file(published).case
        with one_moment():
            before = tables.Entry.objects.count()
            assert at_once(1, lambda _: do(case, "note", SPECIALIST, a=1).seq) == [2]
            assert tables.Entry.objects.count() == before
        assert tables.Entry.objects.count() == before + 1

    def test_a_moment_ends_also_when_something_fails_in_it(self):
        with pytest.raises(LookupError), one_moment():
            raise LookupError
        with transaction.atomic():
            assert tables.Case.objects.count() == 0

    def test_inside_a_transaction_that_transaction_is_the_moment(self, published):
        with transaction.atomic():
            open_work_file(published)
            with one_moment():
                assert tables.Case.objects.count() == 1
        assert tables.Case.objects.count() == 1
