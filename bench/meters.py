"""Meters: the processor time of a family of processes, and what everybody else on the machine used meanwhile."""

import contextlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg

TICK = os.sysconf("SC_CLK_TCK")


def family_seconds(pid: int) -> float:
    """Return the processor seconds of a process, of all that live below it, and of those that ended there."""
    total = 0.0
    with contextlib.suppress(psutil.NoSuchProcess):
        head = psutil.Process(pid)
        for each in [head, *head.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                times = each.cpu_times()
                total += times.user + times.system + times.children_user + times.children_system
    return total


def backends(url: str, pid: int) -> frozenset[int]:
    """Return PostgreSQL's processes that serve a process of this machine, told by the ports of its connections."""
    ports = [each.laddr.port for each in psutil.Process(pid).net_connections("tcp")]
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE client_port = ANY(%s)", [ports])
        return frozenset(backend for (backend,) in rows.fetchall())


def busy_seconds() -> tuple[float, float]:
    """Return the seconds that all processors have worked since the machine began, and those taken by its host."""
    line, _, _ = Path("/proc/stat").read_text(encoding="ascii").partition("\n")
    user, nice, system, _idle, _wait, irq, soft, steal = (int(each) for each in line.split()[1:9])
    return (user + nice + system + irq + soft) / TICK, steal / TICK


@dataclass(frozen=True)
class Family:
    """Processes whose time is told together: everything below some, without everything below others."""

    heads: frozenset[int]
    without: frozenset[int] = frozenset()

    def seconds(self) -> float:
        """Return the processor seconds that the family has used."""
        return sum(map(family_seconds, self.heads)) - sum(map(family_seconds, self.without))


@dataclass
class Window:
    """What a stretch of work cost: wall seconds, processor seconds by family, and what others used.

    `other` is in processors: 0.5 means that half a processor was busy with what is not ours, on average.
    """

    seconds: float = 0.0
    used: dict[str, float] = field(default_factory=dict)
    other: float = 0.0
    steal: float = 0.0


@contextlib.contextmanager
def window(families: Mapping[str, Family]) -> Iterator[Window]:
    """Measure what is done inside; the window is filled when it closes.

    Args:
        families: none may hold a process of another; this process is a family by itself, `bench`.
    """
    measured = Window()
    before, (busy, stolen) = _used(families), busy_seconds()
    began = time.perf_counter()
    yield measured
    measured.seconds = time.perf_counter() - began
    after, (busy_now, stolen_now) = _used(families), busy_seconds()
    measured.used = {name: after[name] - before[name] for name in after}
    measured.other = max(0.0, busy_now - busy - sum(measured.used.values())) / measured.seconds
    measured.steal = (stolen_now - stolen) / measured.seconds


def _used(families: Mapping[str, Family]) -> dict[str, float]:
    times = os.times()
    return {"bench": times.user + times.system, **{name: each.seconds() for name, each in families.items()}}
