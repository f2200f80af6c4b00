"""The server for tests keeps what was committed through a SIGKILL, and says what is missing."""

import shutil
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support import postgres


@pytest.fixture(scope="module")
def server():
    with postgres.Server() as running:
        yield running


def test_a_killed_server_comes_back_with_what_was_committed(server: postgres.Server):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE births (child text)")
        connection.execute("INSERT INTO births VALUES ('Nguyễn Thị Đào')")
    with psycopg.connect(server.url) as unfinished:
        unfinished.execute("INSERT INTO births VALUES ('not committed')")
        server.kill()
        server.start()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("SELECT child FROM births").fetchall() == [("Nguyễn Thị Đào",)]
        unfinished.close()


def test_a_stopped_server_starts_again_at_the_same_address(server: postgres.Server):
    before = server.url
    server.stop()
    server.start()
    assert server.url == before
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_nothing_stays_behind():
    with postgres.Server(sync=False) as short_lived:
        folder = short_lived.folder
        assert folder.exists()
    assert not folder.exists()


def test_a_command_finds_the_server_in_its_environment(capfd):
    script = "import os, psycopg; print(psycopg.connect(os.environ['KINHBAC_DATABASE']).info.dbname); raise SystemExit(7)"
    assert postgres.main(["--fast", "--", sys.executable, "-c", script]) == 7
    assert capfd.readouterr().out.strip() == "kinhbac"


def test_missing_programs_name_the_debian_package(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(Path, "glob", lambda *_: iter(()))
    assert postgres.main(["--", "true"]) == 3
    assert "package `postgresql`" in capsys.readouterr().err
