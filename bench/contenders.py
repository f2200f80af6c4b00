"""Those who write acts side by side: our server, the one-view program, bare writes; and what a round of each gave."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from bench.meters import Family, Window, backends, window
from bench.officers import Officers, Request
from bench.rows import ACTS
from bench.servers import Crew, Running, wait_for

CLIENTS = 4
UNTOLD = "SELECT count(*) FROM kinhbac_case WHERE told < seq"


@dataclass(frozen=True)
class Sample:
    """What one round of one contender gave: each act's milliseconds, wall seconds of all, and what it cost."""

    ms: list[float]
    seconds: float
    cost: Window

    @property
    def per_second(self) -> float:
        """Acts in a second, all clients together."""
        return len(self.ms) / self.seconds

    def cpu_ms(self, family: str) -> float:
        """Return the processor milliseconds that a family of processes spent on an act."""
        return self.cost.used.get(family, 0.0) * 1e3 / len(self.ms)


@dataclass
class Contender:
    """Something that writes acts.

    Attributes:
        name: as in the tables.
        crew: the processes that ask for acts, or that write them.
        stretches: what each of them does in a round; enough for all rounds.
        families: the processes whose time is told apart; asked for at each round.
        settle: waits until what follows an act has been done too.
    """

    name: str
    crew: Crew
    stretches: Iterator[list[Any]]
    families: Callable[[], dict[str, Family]]
    settle: Callable[[], None] = lambda: None

    def round(self) -> Sample:
        """Let everybody work for a round."""
        work = [next(self.stretches) for _ in range(self.crew.size)]
        with window({**self.families(), "clients": Family(frozenset(self.crew.pids))}) as cost:
            ms, seconds = self.crew.work(work)
            self.settle()
        return Sample(ms, seconds, cost)


def ours_on_postgresql(
    served: Running, dossiers: Sequence[Mapping[str, Any]], each: int, url: str, database: int
) -> Contender:
    """Return our server on PostgreSQL; what the worker does, and the database for it, is told apart from the acts."""

    def families() -> dict[str, Family]:
        theirs = backends(url, served.worker)
        return {
            **_web_and_worker(served),
            "database": Family(frozenset({database}), without=theirs),
            "database of worker": Family(theirs),
        }

    return _ours("ours", served, dossiers, each, families, lambda: untold_on_postgresql(url))


def ours_on_sqlite(
    served: Running, dossiers: Sequence[Mapping[str, Any]], each: int, file: Path
) -> Contender:
    """Return our server on SQLite, where the database is a part of the server."""
    families = partial(_web_and_worker, served)
    return _ours("ours, SQLite", served, dossiers, each, families, lambda: untold_on_sqlite(file))


def _ours(
    name: str,
    served: Running,
    dossiers: Sequence[Mapping[str, Any]],
    each: int,
    families: Callable[[], dict[str, Family]],
    untold: Callable[[], int],
) -> Contender:
    """Return our server, whose clients walk `each` dossiers a round; a round ends when all of it has been told."""
    officers = Officers(served.port)
    return Contender(
        name=name,
        crew=Crew(["-m", "bench.client", str(served.port)], CLIENTS),
        stretches=(list(officers.walk(few)) for few in _parted(dossiers, each)),
        families=families,
        settle=lambda: wait_for(lambda: untold() == 0, "the telling of all acts"),
    )


def _web_and_worker(served: Running) -> dict[str, Family]:
    worker = frozenset({served.worker})
    return {"web": Family(frozenset({served.pid}), without=worker), "worker": Family(worker)}


def one_view(served: Running, cases: Sequence[str], each: int, database: int) -> Contender:
    """Return the one-view program under the same clients."""
    families = {"web": Family(frozenset({served.pid})), "database": Family(frozenset({database}))}
    return Contender(
        name="one view",
        crew=Crew(["-m", "bench.client", str(served.port)], CLIENTS),
        stretches=(view_requests(few) for few in _parted(cases, each)),
        families=lambda: families,
    )


def bare(url: str, rows: Path, schema: str, cases: Sequence[str], each: int, database: int) -> Contender:
    """Return the bare writes; there is no server, the clients write."""
    families = {"database": Family(frozenset({database}))}
    return Contender(
        name="bare writes",
        crew=Crew(["-m", "bench.bare", url, schema, str(rows)], CLIENTS),
        stretches=([[case, act] for case in few for act in ACTS] for few in _parted(cases, each)),
        families=lambda: families,
    )


def view_requests(cases: Sequence[str]) -> list[Request]:
    """Return requests of the one-view program: the same acts in the same order, a key with each."""
    return [
        ("/act", {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}, _asked(case, act))
        for case in cases
        for act in ACTS
    ]


def untold_on_postgresql(url: str) -> int:
    """Return how many cases have something that was not told yet."""
    with psycopg.connect(url) as connection:
        row = connection.execute(UNTOLD).fetchone()
        return int(row[0]) if row else 0


def untold_on_sqlite(file: Path) -> int:
    """Return how many cases have something that was not told yet."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return int(connection.execute(UNTOLD).fetchone()[0])


def _asked(case: str, act: str) -> str:
    return json.dumps({"case": case, "act": act})


def _parted(many: Sequence[Any], each: int) -> Iterator[Sequence[Any]]:
    return (many[start : start + each] for start in range(0, len(many), each))
