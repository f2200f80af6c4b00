"""A demo province that is prepared once and copied for whoever wants one of her own: a stopped province can be copied.

On PostgreSQL the copy is a database made from the original as its template, on the same server.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.kill.province import Province


@dataclass(frozen=True)
class Original:
    """A prepared province that is never served.

    Attributes:
        data: its data folder.
        server: the value of KINHBAC_DATABASE that these tests run on; empty for SQLite.
        name: its database on that server.
    """

    data: Path
    server: str
    name: str

    @contextmanager
    def served(self, folder: Path, *, tablespace: str = "", **options: Any) -> Iterator[Province]:
        """Serve a copy in a folder; ended and removed afterwards."""
        folder.mkdir(parents=True, exist_ok=True)
        with self._database(tablespace) as database:
            province = Province(folder, database, **options)
            try:
                shutil.copytree(self.data, province.data, dirs_exist_ok=True)
                province.start()
                yield province
            finally:
                province.kill_everybody()

    @contextmanager
    def _database(self, tablespace: str) -> Iterator[str]:
        if not self.server:
            yield ""
            return
        template = f"TEMPLATE {self.name}" + (f" TABLESPACE {tablespace}" if tablespace else "")
        with new_database(self.server, template) as (_, address):
            yield address


@contextmanager
def original(folder: Path, server: str) -> Iterator[Original]:
    """Prepare an original in a folder."""
    if not server:
        yield Original(_prepared(folder, ""), "", "")
        return
    with new_database(server) as (name, address):
        yield Original(_prepared(folder, address), server, name)


@contextmanager
def new_database(server: str, like: str = "") -> Iterator[tuple[str, str]]:
    """Make a database on a server, and drop it afterwards; its name, and the value of KINHBAC_DATABASE for it."""
    name = f"kinhbac_{secrets.token_hex(6)}"
    ask(server, f"CREATE DATABASE {name} {like}")
    try:
        yield name, urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        ask(server, f"DROP DATABASE {name} WITH (FORCE)")


def ask(server: str, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement outside a transaction; return its rows, if it has any."""
    with psycopg.connect(server, autocommit=True) as connection:
        cursor = connection.execute(statement)  # type: ignore[arg-type]  # names of our own making
        return cursor.fetchall() if cursor.description else []


def _prepared(folder: Path, address: str) -> Path:
    province = Province(folder, address)
    province.prepare()
    return province.data
