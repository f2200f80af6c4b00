"""The inbox at several sizes and its floor, in interleaved rounds on one PostgreSQL. Enter by `measure`."""

import http.client
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from bench.inbox.asking import INBOX, KINDS, Page, addresses, fetched, requests, turns
from bench.inbox.provinces import Province, Say, provinces
from bench.machine import server_version
from bench.meters import Family, Window, window
from bench.officers import Officers
from bench.servers import Crew, Running, kinhbac, one_page
from bench.statements import PREFIX, counted, durations
from tests.support.postgres import Server

FLOOR = "one page"
WATCHED = 9
"""Requests of each kind while statements are timed."""
SERVING, ASKING = 0, 1
"""The processors of the servers (web, worker and database together) and of whoever asks."""


@dataclass(frozen=True)
class Pace:
    """How much is done: sizes of provinces, requests of each kind, rounds over which they are spread."""

    sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    requests: int = 300
    rounds: int = 5

    @property
    def each(self) -> int:
        """Requests of a kind in a round."""
        return -(-self.requests // self.rounds)


@dataclass
class Asked:
    """What asking in one way gave: milliseconds of every request, what it cost, and the page."""

    page: Page
    ms: list[float] = field(default_factory=list)
    costs: list[Window] = field(default_factory=list)
    statements: list[tuple[float, str]] = field(default_factory=list)

    def cpu_ms(self, family: str) -> float:
        """Return the processor milliseconds that a family of processes spent on a request."""
        return sum(each.used.get(family, 0.0) for each in self.costs) * 1e3 / max(1, len(self.ms))


@dataclass
class Inboxes:
    """All that was measured: by size (0: the floor) and way of asking; what `filling` told; and in what company."""

    pace: Pace
    asked: dict[int, dict[str, Asked]] = field(default_factory=dict)
    facts: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    postgres: str = ""
    pinned: bool = False

    @property
    def costs(self) -> list[Window]:
        """Return what every stretch of work cost."""
        return [cost for ways in self.asked.values() for asked in ways.values() for cost in asked.costs]


@dataclass
class _Place:
    """Something that is asked: its server, the crew that asks, and the requests of each way."""

    served: Running
    crew: Crew
    ways: Mapping[str, Sequence[str]]
    headers: Mapping[str, str]


def measure(pace: Pace, kept: Path | None, say: Say) -> Inboxes:
    """Serve all provinces, and ask each in turn; they are filled first, but for those that the folder `kept` holds."""
    measured = Inboxes(pace)
    with ExitStack() as stack:
        postgres, filled = stack.enter_context(provinces(pace.sizes, kept, say))
        measured.facts = {size: each.facts for size, each in filled.items()}
        measured.pinned = _pin(_pid(postgres), SERVING)
        measured.postgres = server_version(postgres.url)
        places = {size: _place(measured, size, each, stack) for size, each in filled.items()}
        places[0] = _floor(measured, filled[pace.sizes[-1]].url, stack)
        _ask_all(measured, places, _pid(postgres), say)
        say("timing statements")
        with _timed(postgres):
            for size in pace.sizes:
                _time_statements(measured.asked[size], places[size], postgres)
    return measured


def _place(measured: Inboxes, size: int, province: Province, stack: ExitStack) -> _Place:
    variables = {"KINHBAC_DATABASE": province.url}
    served = stack.enter_context(kinhbac(province.data, variables, "--workers", "1", core=SERVING))
    facts = province.facts
    headers = Officers(served.port).headers(facts["account"])
    ways = {kind.name: addresses(kind, facts, served.port, headers) for kind in KINDS}
    measured.asked[size] = {
        name: Asked(_longest(served.port, found, headers)) for name, found in ways.items() if found
    }
    return _Place(served, _crew(served, stack), ways, headers)


def _floor(measured: Inboxes, url: str, stack: ExitStack) -> _Place:
    """Serve the one-page program on the greatest province, its page as long as the inbox of that."""
    greatest = measured.pace.sizes[-1]
    size = measured.asked[greatest][INBOX.name].page.size
    served = stack.enter_context(one_page(url, size, SERVING))
    address = f"/page?office={measured.facts[greatest]['office']}"
    measured.asked[0] = {FLOOR: Asked(fetched(served.port, address, {}))}
    return _Place(served, _crew(served, stack), {FLOOR: [address]}, {})


def _crew(served: Running, stack: ExitStack) -> Crew:
    crew = stack.enter_context(Crew(["-m", "bench.client", str(served.port)], 1))
    for pid in crew.pids:
        _pin(pid, ASKING)
    return crew


def _ask_all(measured: Inboxes, places: Mapping[int, _Place], database: int, say: Say) -> None:
    """Ask every place in every way, round by round; the round before the first warms up and does not count."""
    sizes = list(places)
    for number, order in enumerate(turns(measured.pace.rounds + 1, len(sizes))):
        for size in (sizes[each] for each in order):
            for name, asked in measured.asked[size].items():
                ms, cost = _asked(places[size], name, measured.pace.each, database)
                if number:
                    asked.ms += ms
                    asked.costs.append(cost)
        say(f"round {number} of {measured.pace.rounds}")


def _asked(place: _Place, name: str, count: int, database: int) -> tuple[list[float], Window]:
    families = {
        "web": Family(frozenset({place.served.pid})),
        "database": Family(frozenset({database})),
        "clients": Family(frozenset(place.crew.pids)),
    }
    work = requests(place.ways[name], place.headers, count)
    with window(families) as cost:
        ms, _ = place.crew.work([work])
    return ms, cost


def _longest(port: int, found: Sequence[str], headers: Mapping[str, str]) -> Page:
    """Return the page with the most lines of those that are asked for."""
    return max((fetched(port, each, headers) for each in found), key=lambda page: page.lines)


@contextmanager
def _timed(postgres: Server) -> Iterator[None]:
    """Let the server log how long each statement takes; nothing else runs on it."""
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"ALTER SYSTEM SET log_line_prefix = '{PREFIX}'")  # type: ignore[arg-type]  # words of ours
        connection.execute("ALTER SYSTEM SET log_min_duration_statement = 0")
        connection.execute("SELECT pg_reload_conf()")
        yield
        connection.execute("ALTER SYSTEM RESET ALL")
        connection.execute("SELECT pg_reload_conf()")


def _time_statements(asked: Mapping[str, Asked], place: _Place, postgres: Server) -> None:
    """Ask in every way some times more and keep how long each statement took."""
    log = postgres.folder / "log"
    with closing(http.client.HTTPConnection("127.0.0.1", place.served.port, timeout=60)) as connection:
        for name, each in asked.items():
            before = log.stat().st_size
            for address, headers, _ in requests(place.ways[name], place.headers, WATCHED):
                connection.request("GET", address, headers=headers)
                connection.getresponse().read()
            with log.open("rb") as written:
                written.seek(before)
                told = durations(written.read().decode(errors="replace"))
            each.statements = [(ms, text) for ms, text in told if counted(text) and "told" not in text]


def _pin(pid: int, core: int) -> bool:
    """Keep a process and what it begins from now on to one processor; False where there is no second one."""
    if (os.cpu_count() or 1) < 2 or shutil.which("taskset") is None:
        return False
    psutil.Process(pid).cpu_affinity([core])
    return True


def _pid(postgres: Server) -> int:
    return int((postgres.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
