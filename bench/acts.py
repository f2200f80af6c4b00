"""One act through HTTP, beside its two floors, in interleaved rounds, on one PostgreSQL. Enter by `measure`."""

import json
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import contenders
from bench.contenders import CLIENTS, Contender, Sample
from bench.counting import Counted, Counter
from bench.floors import lay_floor
from bench.machine import server_version
from bench.officers import Officers
from bench.rows import ACTS, ActRows, read_rows
from bench.servers import kinhbac, one_view
from bench.within import run
from tests.support.postgres import Server

COUNTING = 6
"""Dossiers walked by one connection while statements are counted."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Pace:
    """How much is done: rounds that count, and dossiers that a client walks in each (five acts a dossier).

    The floors are faster and do so many times as much, lest their rounds be too short to measure.
    """

    rounds: int = 5
    rounds_sqlite: int = 2
    dossiers: int = 8
    times_bare: int = 6
    times_view: int = 2

    def needed(self, rounds: int) -> int:
        """Return how many open dossiers ours needs, the round that warms up and does not count included."""
        return CLIENTS * self.dossiers * (rounds + 1)


@dataclass
class Acts:
    """All that was measured: samples and statements by contender, the rows that each act writes."""

    pace: Pace
    samples: dict[str, list[Sample]] = field(default_factory=dict)
    statements: dict[str, list[Counted]] = field(default_factory=dict)
    rows: dict[str, ActRows] = field(default_factory=dict)
    postgres: str = ""


def measure(pace: Pace, say: Say) -> Acts:
    """Measure our act on PostgreSQL beside its floors, then on SQLite for comparison.

    In every round each contender works for a while, so that a change of the machine's mood touches all alike.
    """
    measured = Acts(pace)
    with tempfile.TemporaryDirectory(prefix="kinhbac-bench-") as name:
        with Server() as postgres:
            _on_postgresql(measured, postgres, Path(name), say)
        _on_sqlite(measured, Path(name), say)
    return measured


def _on_postgresql(measured: Acts, postgres: Server, folder: Path, say: Say) -> None:
    pace, data, file = measured.pace, folder / "postgresql", folder / "rows.json"
    say("preparing dossiers on PostgreSQL")
    variables = {"KINHBAC_DATABASE": postgres.url}
    needed = pace.needed(pace.rounds)
    prepared = run("province", data, needed + COUNTING, variables)
    file.write_text(json.dumps(prepared["rows"]), encoding="utf-8")
    measured.rows = read_rows(file)
    measured.postgres = server_version(postgres.url)
    walked, left = prepared["dossiers"][:needed], prepared["dossiers"][needed:]
    cases = [each["case"] for each in walked]
    on_bare = lay_floor(postgres.url, "bare", cases, pace.times_bare)
    on_view = lay_floor(postgres.url, "one_view", cases, pace.times_view + 1)
    database = _pid(postgres)
    with ExitStack() as stack:
        served = stack.enter_context(kinhbac(data, variables))
        view = stack.enter_context(one_view(file, "one_view", postgres.url))
        racing = [
            contenders.ours_on_postgresql(served, walked, pace.dossiers, postgres.url, database),
            contenders.one_view(view, on_view[COUNTING:], pace.dossiers * pace.times_view, database),
            contenders.bare(postgres.url, file, "bare", on_bare, pace.dossiers * pace.times_bare, database),
        ]
        measured.samples |= _rounds(racing, pace.rounds, say)
        say("counting statements")
        walk = Officers(served.port).walk(left)
        measured.statements["ours"] = Counter(postgres, served.worker).count(served.port, _named(list(walk)))
        requests = contenders.view_requests(on_view[:COUNTING])
        measured.statements["one view"] = Counter(postgres).count(view.port, _named(requests))


def _on_sqlite(measured: Acts, folder: Path, say: Say) -> None:
    pace, data = measured.pace, folder / "sqlite"
    say("preparing dossiers on SQLite")
    prepared = run("province", data, pace.needed(pace.rounds_sqlite), {})
    with kinhbac(data, {}) as served:
        racing = [
            contenders.ours_on_sqlite(served, prepared["dossiers"], pace.dossiers, data / "kinhbac.sqlite3")
        ]
        measured.samples |= _rounds(racing, pace.rounds_sqlite, say)


def _rounds(racing: Sequence[Contender], rounds: int, say: Say) -> dict[str, list[Sample]]:
    samples: dict[str, list[Sample]] = {each.name: [] for each in racing}
    with ExitStack() as stack:
        for each in racing:
            stack.enter_context(each.crew)
        for number in range(rounds + 1):
            turn = number % len(racing)
            for each in (*racing[turn:], *racing[:turn]):  # nobody is always the first
                sample = each.round()
                if number:  # the round before the first warms up
                    samples[each.name].append(sample)
                    say(f"round {number}, {each.name}: {sample.per_second:.0f} acts a second")
    return samples


def _named(requests: Sequence[Any]) -> list[tuple[str, Any]]:
    """Put the name of its act before each request of whole walks."""
    return [(ACTS[number % len(ACTS)], request) for number, request in enumerate(requests)]


def _pid(postgres: Server) -> int:
    return int((postgres.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
