"""The whole demo: how soon it is prepared and answers, and how much memory its server holds. Enter by `measure`."""

import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from bench import report
from bench.figures import spread, table, written
from bench.meters import window
from bench.officers import Officers
from bench.servers import Running, kinhbac
from bench.within import ROOT, environment, run

PREPARED_AIM_S, ANSWER_AIM_S, MEMORY_AIM_MIB = 120, 5, 300
STARTS, ROUNDS = 5, 10
PAGES: Mapping[str, Sequence[str]] = {
    "citizen": (
        "/",
        f"/?q={quote('làm khai sinh cho con')}",
        "/procedures/1.001193",
        "/procedures/1.001612",
        "/dossiers",
        "/public/on-time",
    ),
    "officer": ("/desk", "/desk?queue=late", f"/desk?q={quote('nguyen')}", "/counter", "/counter/quick"),
    "leader": ("/desk", "/figures", "/figures/official", "/desk/-/team"),
}
METHOD = (
    "`kinhbac demo --size full --no-serve` into an empty folder on SQLite, compiled before, timed as a whole. Then `kinhbac "
    f"serve` with its defaults on that folder, {STARTS} times: seconds from the command to the last byte of the first "
    "page. Memory is the sum over all its processes of what belongs to them (proportional set size), when the first "
    f"page has come and again after a citizen, an officer and a leader have looked at their pages {ROUNDS} times (first "
    "page, a search, guides, lists, the desk, the counter, figures)."
)


@dataclass(frozen=True)
class Started:
    """The whole demo: its preparing, its first pages, its memory in MiB, and in what company all was taken."""

    prepared: float
    preparing_cpu: float
    first_pages: list[float]
    at_first: float
    after_all: float
    other: float
    steal: float


def measure(say: Callable[[str], None]) -> Started:
    """Prepare the whole demo, start it and look at its pages."""
    with tempfile.TemporaryDirectory(prefix="kinhbac-bench-") as folder:
        data = Path(folder) / "demo"
        say("preparing the whole demo")
        with window({}) as spent:
            before = _ended_seconds()
            _demo(data)
            cpu = _ended_seconds() - before
        people = run("people", data, "", {})
        say(f"starting it {STARTS} times")
        starts = [_first_page(data) for _ in range(STARTS)]
        say("looking at its pages")
        with kinhbac(data, {}) as server:
            _looked(server.port, {}, ("/",))
            at_first = _megabytes(server)
            for _ in range(ROUNDS):
                _looked_by_all(server.port, people)
            after_all = _megabytes(server)
    other = max(0.0, spent.other - cpu / spent.seconds)
    return Started(spent.seconds, cpu, starts, at_first, after_all, other, spent.steal)


def _demo(data: Path) -> None:
    command = [_own(), "demo", "--data", str(data), "--size", "full", "--no-serve"]
    subprocess.run(command, cwd=ROOT, env=environment({}), stdout=subprocess.DEVNULL, check=True)


def _own() -> str:
    return str(Path(sys.executable).with_name("kinhbac"))


def _ended_seconds() -> float:
    """Return the processor seconds of all processes that were started here and have ended."""
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


def _first_page(data: Path) -> float:
    began = time.perf_counter()
    with kinhbac(data, {}) as server:
        _looked(server.port, {}, ("/",))
        return time.perf_counter() - began


def _looked_by_all(port: int, people: Mapping[str, str]) -> None:
    officers = Officers(port)
    for who, pages in PAGES.items():
        _looked(port, officers.headers(people[who]), pages)


def _looked(port: int, headers: Mapping[str, str], pages: Sequence[str]) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for page in pages:
            connection.request("GET", page, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{page} was answered by {answer.status}")


def _megabytes(server: Running) -> float:
    head = psutil.Process(server.pid)
    family = [head, *head.children(recursive=True)]
    return float(sum(each.memory_full_info().pss for each in family)) / 2**20


def section(done: Started) -> str:
    """Return the section about the whole demo."""
    rows = [
        ("the whole demo is prepared, s", f"< {PREPARED_AIM_S}", written(done.prepared)),
        ("processor time of that, s", "", written(done.preparing_cpu)),
        ("first page after the command to serve, s", f"< {ANSWER_AIM_S}", spread(done.first_pages)),
        ("memory when the first page has come, MiB", "", written(done.at_first)),
        ("memory after all pages, MiB", f"< {MEMORY_AIM_MIB}", written(done.after_all)),
    ]
    company = report.taken("", done.other, done.steal)
    return "\n\n".join([company, METHOD, table(("", "aim", "measured"), rows)])
