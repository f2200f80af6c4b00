"""A database that somebody else holds for longer than patience lasts: a clear answer, and the same request works later."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from kinhbac.site.demo.cast import MINH
from tests.hard.original import Original
from tests.hard.standing import Standing
from tests.kill.books import Books
from tests.kill.clear import assert_clear
from tests.kill.client import Client, Tally
from tests.kill.crew import sign_in
from tests.kill.province import ROOT, Province, wait_for

pytestmark = pytest.mark.database

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def impatient(tmp_path: Path, pattern: Original) -> Iterator[Province]:
    """A province whose patience for a lock is two seconds."""
    environment = {"DJANGO_SETTINGS_MODULE": "tests.hard.impatient", "PYTHONPATH": str(ROOT)}
    with pattern.served(tmp_path, environment=environment, workers=1) as province:
        yield province


@contextmanager
def held(province: Province) -> Iterator[None]:
    """Hold what every act needs, as a forgotten session or a long repair does."""
    if province.database:
        with psycopg.connect(province.database) as connection:
            connection.execute("LOCK TABLE kinhbac_case, kinhbac_application IN EXCLUSIVE MODE")
            yield
            connection.rollback()
        return
    file = province.data / "kinhbac.sqlite3"
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_a_locked_database_answers_when_patience_ends(impatient: Province):
    books = Books(impatient.data, impatient.database)
    minh = Client(impatient.port)
    sign_in(minh, MINH, Tally())
    waiting = next(each["code"] for each in minh.ask_json("GET", "/api/desk").json if each["status"] == 1)
    path, key = f"/api/dossiers/{waiting}/acts/receive", "locked-receive"
    before = Standing.of(books)

    with held(impatient):
        refused = minh.ask_json("POST", path, {}, key)
        assert_clear(refused, 503)
        page = minh.ask(
            "POST", f"/desk/{waiting}/acts/receive", f"csrfmiddlewaretoken={minh.token}".encode(), FORM
        )
        assert_clear(page, 400, 503)
        assert minh.ask("GET", "/desk").status == 200, "what only reads goes on"
    assert Standing.of(books) == before

    done = minh.ask_json("POST", path, {}, key)
    assert done.status == 200, done.text
    assert done.json["again"] is False
    again = minh.ask_json("POST", path, {}, key)
    assert again.json == {**done.json, "again": True}
    assert len(Standing.of(books).journal) == len(before.journal) + 1
    wait_for("everything is told", lambda: books.untold() == 0)
    verified = impatient.command("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
