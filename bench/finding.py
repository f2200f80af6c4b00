"""Finding a procedure by everyday words among 2,000, on SQLite and on PostgreSQL. Enter by `measure`."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import report
from bench.figures import percentile, table, written
from bench.machine import server_version
from bench.within import run
from tests.support.postgres import Server

AIM_MS = 20
METHOD = (
    "Copies of the catalogue's procedures, each with sixteen phrases and the name of a commune behind every one, are "
    "published; then each question of `catalogue/finding/questions.yaml` is asked once, in one process, as the first "
    "page asks: which versions are in force (one statement every five seconds), then the finder in memory. The first question of a process "
    "makes the finder and is counted apart."
)


@dataclass(frozen=True)
class Sought:
    """One province asked: milliseconds of each question, seconds before the first answer, and in what company."""

    database: str
    procedures: int
    reading: float
    first: float
    milliseconds: list[float]
    cpu: float
    other: float
    steal: float
    megabytes: float


def measure(procedures: int, say: Callable[[str], None]) -> tuple[list[Sought], str]:
    """Fill a province on each database and ask it; with the version of the server."""
    done: list[Sought] = []
    with tempfile.TemporaryDirectory(prefix="kinhbac-bench-") as folder:
        with Server() as postgres:
            version = server_version(postgres.url)
            say(f"finding among {procedures} procedures on PostgreSQL")
            variables = {"KINHBAC_DATABASE": postgres.url}
            done.append(
                Sought("PostgreSQL", **run("seeking", Path(folder) / "postgresql", procedures, variables))
            )
        say(f"finding among {procedures} procedures on SQLite")
        done.append(Sought("SQLite", **run("seeking", Path(folder) / "sqlite", procedures, {})))
    return done, version


def section(done: list[Sought], postgres: str) -> str:
    """Return the section about finding."""
    head = (
        "",
        "procedures",
        "questions",
        "aim p95 ms",
        "p50 ms",
        "p95 ms",
        "CPU ms",
        "first answer s",
        "MiB",
    )
    rows = [
        (
            each.database,
            written(each.procedures),
            str(len(each.milliseconds)),
            str(AIM_MS),
            written(median(each.milliseconds)),
            written(percentile(each.milliseconds, 0.95)),
            written(each.cpu),
            written(each.reading + each.first),
            written(each.megabytes),
        )
        for each in done
    ]
    company = report.taken(postgres, median(each.other for each in done), median(each.steal for each in done))
    return "\n\n".join([company, METHOD, table(head, rows)])
