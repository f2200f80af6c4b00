"""A province in a folder of its own, spoken to only through the command and through programs beside it."""

import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.support.few import few_folder
from tests.support.programs import own_environment

ROOT = Path(__file__).parents[2]
KINHBAC = (sys.executable, "-c", "import sys; from kinhbac.site.commands import main; sys.exit(main())")
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Province:
    """A data folder, and the PostgreSQL database it belongs to (None: SQLite in the folder)."""

    data: Path
    database: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every program of this province."""
        own = {"KINHBAC_DATA": str(self.data), "KINHBAC_CATALOGUE": str(few_folder())}
        if self.database:
            own["KINHBAC_DATABASE"] = self.database
        return {**own_environment(), **own, "DJANGO_SETTINGS_MODULE": "kinhbac.site.settings"}

    def kinhbac(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command and return what it said."""
        return self.run(*KINHBAC, *arguments)

    def write(self, count: int) -> list[str]:
        """Write cases through the kernel and have them told; return their keys."""
        written = self.run(sys.executable, "-m", "tests.site.writing", str(count))
        assert written.returncode == 0, written.stderr
        return written.stdout.split()

    def sql(self, statement: str) -> str:
        """Run a statement as somebody would who has got hold of the database; return the rows as text."""
        if self.database:
            with psycopg.connect(self.database, autocommit=True) as server:
                done = server.execute(statement)
                return str(done.fetchall()) if done.description else ""
        with closing(sqlite3.connect(self.data / "kinhbac.sqlite3", isolation_level=None)) as file:
            return str(file.execute(statement).fetchall())

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a program of this province to its end."""
        return subprocess.run(
            command,
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a program of this province."""
        return subprocess.Popen(
            command,
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


@contextmanager
def copied(pattern: Province, place: Path) -> Iterator[Province]:
    """Copy a province that is not served, its database too."""
    shutil.copytree(pattern.data, place)
    with database_on(pattern.database, pattern.database) if pattern.database else nullcontext() as database:
        yield Province(place, database)


@contextmanager
def database_on(server: str, pattern: str = "") -> Iterator[str]:
    """Make a database beside the one of an address, like another one if that is given, and drop it at the end."""
    place, name = server.rsplit("/", 1)[0], f"kinhbac_{uuid.uuid4().hex[:12]}"
    like = f"TEMPLATE {pattern.rsplit('/', 1)[1]}" if pattern else ""
    with psycopg.connect(f"{place}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {like}")
        yield f"{place}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
