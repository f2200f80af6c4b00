"""Verifying a long journal, on SQLite and on PostgreSQL. Enter by `measure`."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.machine import server_version
from bench.within import run
from tests.support.postgres import Server


@dataclass(frozen=True)
class Verified:
    """One journal verified: what it holds, what that took.

    Attributes:
        database: its name.
        cases: how many.
        entries: how many.
        heads: entries that were witnessed outside.
        filling: seconds it took to write the journal.
        seconds: how long verifying took.
        cpu: seconds of processor of the verifying process; the database's own are not in it.
        other: processors busy with something else meanwhile, the database's included.
        steal: processors taken by the machine's host meanwhile.
        megabytes: the most memory that the process held.
    """

    database: str
    cases: int
    entries: int
    heads: int
    filling: float
    seconds: float
    cpu: float
    other: float
    steal: float
    megabytes: float

    @property
    def per_second(self) -> float:
        """Entries verified in a second."""
        return self.entries / self.seconds

    @property
    def cpu_us(self) -> float:
        """Microseconds of processor for an entry."""
        return self.cpu / self.entries * 1e6


@dataclass(frozen=True)
class Verifications:
    """All journals verified, and with which server."""

    verified: list[Verified]
    postgres: str


def measure(cases: int, say: Callable[[str], None]) -> Verifications:
    """Fill a province on each database and verify it."""
    done: list[Verified] = []
    with tempfile.TemporaryDirectory(prefix="kinhbac-bench-") as folder:
        with Server() as postgres:
            version = server_version(postgres.url)
            say(f"verifying {cases} cases on PostgreSQL")
            variables = {"KINHBAC_DATABASE": postgres.url}
            done.append(
                Verified("PostgreSQL", **run("journal", Path(folder) / "postgresql", cases, variables))
            )
        say(f"verifying {cases} cases on SQLite")
        done.append(Verified("SQLite", **run("journal", Path(folder) / "sqlite", cases, {})))
    return Verifications(done, version)
