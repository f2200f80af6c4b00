"""The saboteur: kills, at moments drawn from a seed, what a province runs on, and lets the system start it again.

A moment is a count of requests taken up, and a few thousandths of a second after it, so that the blow falls
while the request is being answered, and on a slow machine not all blows on one start. Whoever is killed by SIGKILL
cannot tidy up.
"""

import contextlib
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
import psycopg

from tests.kill.books import Books
from tests.kill.client import Tally
from tests.kill.province import GRANIAN, SUPERVISOR, WEB, WORKER, Province, slay, wait_for
from tests.support.postgres import Server

ANYWHERE = ("web", "web", "web", "web", "granian", "worker", "worker", "supervisor", "power")
ON_POSTGRESQL = (
    "web",
    "web",
    "granian",
    "worker",
    "supervisor",
    "power",
    "postgres",
    "postgres",
    "backend",
    "backend",
)
ROLES = {"web": WEB, "granian": GRANIAN, "worker": WORKER}
BUSIEST = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
ORDER BY state = 'active' DESC, xact_start NULLS LAST LIMIT 1
"""
LATEST = 0.04  # seconds after its request was sent that a blow falls at the latest
SOON = 5.0  # seconds that a blow waits for the next commit; where nobody writes, it falls anyway


@dataclass(frozen=True)
class Blow:
    """One killing: whom, after how many requests taken up, and how many seconds later; None: right after the next commit."""

    whom: str
    after: int
    later: float | None


def blows(seed: int, whom: tuple[str, ...], requests: int) -> list[Blow]:
    """Return the blows of a round in order, spread over the first nine tenths of the requests it needs."""
    chance = random.Random(seed)
    order = chance.sample(whom, len(whom))
    moments = sorted(chance.sample(range(requests // 20, requests * 9 // 10), len(whom)))
    return [
        Blow(each, moment, None if chance.random() < 0.5 else chance.uniform(0, LATEST))
        for each, moment in zip(order, moments, strict=True)
    ]


@dataclass
class Saboteur:
    """Deals the blows of a round in a thread of its own; `faults` says what did not come back to life."""

    province: Province
    books: Books
    server: Server | None
    tally: Tally
    plan: list[Blow]
    over: Callable[[], bool]
    killed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def begin(self) -> threading.Thread:
        """Start; the thread ends when all blows are dealt or the work is over."""
        thread = threading.Thread(target=self._work, name="saboteur")
        thread.start()
        return thread

    def _work(self) -> None:
        try:
            for blow in self.plan:
                if not self.tally.wait_for(blow.after, self.over):
                    return
                self.killed[blow.whom] += self._deal(blow) > 0
        except Exception as fault:  # noqa: BLE001  - said by the test, which would otherwise wait for ever
            self.faults.append(f"the saboteur stopped: {fault!r}")

    def _deal(self, blow: Blow) -> int:
        """Aim, wait for the moment, strike, and see to it that work can go on."""
        if blow.whom in ROLES:
            return self._someone_dies(ROLES[blow.whom], blow)
        kinds: dict[str, Callable[[Blow], int]] = {
            "supervisor": self._supervisor_dies,
            "power": self._power_cut,
            "postgres": self._database_dies,
            "backend": self._backend_dies,
        }
        return kinds[blow.whom](blow)

    def _moment(self, blow: Blow) -> None:
        if blow.later is not None:
            time.sleep(blow.later)
            return
        # the watch ends early where PostgreSQL is not there, and the blow falls at once
        with contextlib.suppress(psycopg.OperationalError), self.books.watching() as entries:
            before, until = entries(), time.monotonic() + SOON
            while entries() == before and time.monotonic() < until and not self.over():
                time.sleep(0.0005)

    def _someone_dies(self, role: str, blow: Blow) -> int:
        """Kill a process that the server must replace by itself; go on when all of its kind are at work again."""
        wanted = self.province.workers if role == WEB else 1
        wait_for(f"the {role} is there", lambda: len(self.province.family()[role]) >= wanted)
        victim = self.province.family()[role][0]  # of two that answer, the other one goes on
        self._moment(blow)
        killed = slay([victim])
        wait_for(
            f"a new {role} has taken over",
            lambda: sum(each.pid != victim.pid for each in self.province.family()[role]) >= wanted,
        )
        return killed

    def _supervisor_dies(self, blow: Blow) -> int:
        """Kill the supervisor alone: its children must end by themselves, or the next one finds the port taken."""
        family, supervisor = self.province.everybody(), self.province.family()[SUPERVISOR]
        self._moment(blow)
        killed = slay(supervisor)
        self.province.bury(family)
        self.province.start()
        return killed

    def _power_cut(self, blow: Blow) -> int:
        """Kill all that runs, the database too."""
        family = self.province.everybody()
        self._moment(blow)
        killed = slay(family)
        if self.server is not None:
            self.server.kill()
            self.server.start()
        self.province.bury(family)
        self.province.start()
        return killed

    def _database_dies(self, blow: Blow) -> int:
        assert self.server is not None
        self._moment(blow)
        self.server.kill()
        self.server.start()
        return 1

    def _backend_dies(self, blow: Blow) -> int:
        """Kill one process of PostgreSQL's that answers a client: PostgreSQL then throws out all others and recovers."""
        found: list[int] = []
        wait_for("somebody asks PostgreSQL", lambda: bool(found or found.extend(self._busiest()) or found))
        self._moment(blow)
        try:
            os.kill(found[0], signal.SIGKILL)
        except ProcessLookupError:
            return 0
        wait_for("PostgreSQL has noticed and recovered", lambda: self._recovered_from(found[0]))
        return 1

    def _busiest(self) -> list[int]:
        return [pid for (pid,) in self.books.rows(BUSIEST)]

    def _recovered_from(self, dead: int) -> bool:
        return not psutil.pid_exists(dead) and self.books.rows("SELECT 1") == [(1,)]
